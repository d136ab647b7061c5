import PraxisCore

/// Writes comma-separated values (RFC 4180).
enum CSVText {
    /// Begins a file: without it Excel takes the bytes for those of the system's old character set.
    static let byteOrderMark = "\u{FEFF}"

    /// One line with its end.
    static func line(_ cells: [ExportCell]) -> String {
        cells.map(Self.field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ cell: ExportCell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): Self.quoted(Self.guarded(text))
        case .number(let digits): digits
        case .money(let amount): amount.plain
        case .date(let day): day.description
        }
    }

    /// Spreadsheets run a text that begins like a formula; an apostrophe makes it text.
    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
        return starts.contains(first) ? "'" + text : text
    }

    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
            return text
        }
        var quoted = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}
