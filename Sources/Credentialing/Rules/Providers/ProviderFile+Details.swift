import PraxisCore

extension ProviderFile {
    /// What the registry says beside names, work and licenses; what cannot be read is left out, for nothing hangs on it.
    static func details(_ row: CSVRow) -> ProviderRecord.Details {
        var details = ProviderRecord.Details()
        details.sex = row.text("Provider Sex Code").flatMap { ["F", "M", "X"].contains($0) ? $0 : nil }
        details.enumeratedOn = row.text("Provider Enumeration Date").flatMap(Self.date)
        details.certifiedOn = row.text("Certification Date").flatMap(Self.date)
        details.practiceAddress = Self.address(row, "Practice Location")
        details.mailingAddress = Self.address(row, "Mailing")
        details.fax = row.text("Provider Business Practice Location Address Fax Number")
        details.isSoleProprietor = row.text("Is Sole Proprietor").flatMap { ["Y": true, "N": false][$0] }
        details.identifiers = Self.identifiers(row)
        return details
    }

    private static func address(_ row: CSVRow, _ kind: String) -> String? {
        let prefix = "Provider Business \(kind) Address "
        let lines = ["Provider First Line Business \(kind) Address", "Provider Second Line Business \(kind) Address"]
        let place = [prefix + "City Name", prefix + "State Name"].compactMap { row.text($0) }.joined(separator: ", ")
        let parts =
            lines.compactMap { row.text($0) } + [place]
            + [prefix + "Postal Code", prefix + "Country Code (If outside U.S.)"].compactMap { row.text($0) }
        let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return text.isEmpty ? nil : text
    }

    /// They stand one after the other. The read-me prints the last heading as `Issue`.
    private static func identifiers(_ row: CSVRow) -> [ProviderRecord.Details.Identifier] {
        var identifiers: [ProviderRecord.Details.Identifier] = []
        for index in 1...50 {
            guard let number = row.text("Other Provider Identifier_\(index)") else { break }
            identifiers.append(
                ProviderRecord.Details.Identifier(
                    number: number, type: row.text("Other Provider Identifier Type Code_\(index)"),
                    state: row.text("Other Provider Identifier State_\(index)"),
                    issuer: row.text("Other Provider Identifier Issuer_\(index)")
                        ?? row.text("Other Provider Identifier Issue_\(index)")))
        }
        return identifiers
    }
}
