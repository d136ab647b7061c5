/// Writes a roster as comma-separated values: the payer's headings, then its rows.
enum RosterFile {
    static func text(_ lines: [PayerRosterLine], _ layout: RosterLayout) -> String {
        ([layout.columns.map(\.heading)] + lines.map(layout.cells))
            .map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }
            .joined()
    }

    /// RFC 4180: quotes where the text has a comma, a quote or a line's end.
    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
