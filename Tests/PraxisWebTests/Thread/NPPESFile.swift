import Foundation

/// A file in the layout of the NPPES dissemination file: all of its 330 columns, of which rows fill a few.
struct NPPESFile {
    /// The values of each row by heading.
    let rows: [[String: String]]

    /// The file as it is uploaded.
    func text() throws -> String {
        let headings = try Self.headings()
        let lines = [headings] + self.rows.map { row in headings.map { row[$0] ?? "" } }
        return lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined()
    }

    private static func headings() throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../CredentialingTests/Vectors/nppes_header.csv")
        let line = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return line.dropFirst().dropLast().components(separatedBy: "\",\"")
    }
}

extension [String: String] {
    /// An individual with a license of Colorado.
    static func individual(
        _ npi: String, _ family: String, _ given: String, taxonomy: String, license: String
    ) -> Self {
        [
            "NPI": npi, "Entity Type Code": "1", "Provider Last Name (Legal Name)": family,
            "Provider First Name": given, "Healthcare Provider Taxonomy Code_1": taxonomy,
            "Provider License Number_1": license, "Provider License Number State Code_1": "CO",
            "Healthcare Provider Primary Taxonomy Switch_1": "Y",
        ]
    }
}
