/// Writes a roster as the payer reads it: its headings, then its rows, with its delimiter between the values.
enum RosterFile {
    static func text(_ lines: [PayerRosterLine], _ layout: RosterLayout) -> String {
        ([layout.columns.map(\.heading)] + lines.map(layout.cells))
            .map { row in
                row.map { Self.quoted($0, layout.delimiter) }.joined(separator: String(layout.delimiter.character))
                    + "\r\n"
            }
            .joined()
    }

    /// RFC 4180, whatever the delimiter is: quotes where the text has that, a quote or a line's end.
    private static func quoted(_ text: String, _ delimiter: RosterLayout.Delimiter) -> String {
        let special = "\(delimiter.character)\"\r\n".unicodeScalars
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
