package import PraxisCore

/// A release of the NUCC code set as CSV, its columns found by heading. A code set with holes would call good codes unknown:
/// it is taken whole, or not.
package struct TaxonomyFile: Sendable {
    package let codes: [Taxonomy]
    /// Who printed it: CMS's copy has a column of the days on which codes ended.
    package let source: TaxonomyRelease.Source
    /// What cannot be read; nothing of the file is used while there is any.
    package let problems: [CSVProblem]

    private static let deactivation = "Deactivation Date"

    /// The publisher's headings; CMS prints the same codes with dates beside them.
    private static let aliases = [
        "Taxonomy Code": "Code", "Provider Taxonomy Code": "Code", "Grouping Name": "Grouping",
        "Display": "Display Name",
        "Deactivated Date": "Deactivation Date", "Deactivated On": "Deactivation Date",
    ]

    package init(_ bytes: [UInt8], limits: CSVLimits = CSVLimits(rows: 20_000, columns: 40)) throws(CSVFailure) {
        let file = try CSVFile(
            bytes, requiring: ["Code", "Grouping", "Classification", "Specialization"], aliases: Self.aliases,
            limits: limits)
        var problems = file.problems
        var codes: [Taxonomy] = []
        var seen: [String: Int] = [:]
        for var row in file.rows {
            let code = Self.code(&row)
            if let code, let first = seen.updateValue(row.number, forKey: code.code) {
                row.refuse("Code", "stands in row \(first) already")
            }
            if let code, row.problems.isEmpty { codes.append(code) }
            problems += row.problems
        }
        self.codes = codes
        self.source = file.header.position(of: Self.deactivation) == nil ? .nucc : .cms
        self.problems = problems.sorted { $0.row < $1.row }
    }

    private static func code(_ row: inout CSVRow) -> Taxonomy? {
        let code = row.required(
            "Code", { Taxonomy.isCode($0) ? $0 : nil }, else: "is no code: nine digits or capitals and an X")
        let classification = row.required("Classification", { $0 }, else: "is missing")
        let end = row.optional(Self.deactivation, { WrittenDate($0)?.day }, else: "is not a date such as 3/31/2025")
        guard let code, let classification, row.problems.isEmpty else { return nil }
        let specialization = row.text("Specialization") ?? ""
        return Taxonomy(
            code: code, grouping: row.text("Grouping") ?? "", classification: classification,
            specialization: specialization,
            name: row.text("Display Name")
                ?? (specialization.isEmpty ? classification : "\(classification), \(specialization)"),
            section: row.text("Section") ?? "", isRetired: Self.isDeactivated(row), deactivatedOn: end)
    }

    /// The publisher's file has no column for it, and says it in words.
    private static func isDeactivated(_ row: CSVRow) -> Bool {
        ["Grouping", "Classification", "Specialization", "Definition", "Notes", "Display Name"].contains { heading in
            row.text(heading)?.lowercased().hasPrefix("deactivated -") == true
                || row.text(heading)?.lowercased().hasPrefix("deactivated –") == true
        }
    }
}

extension TaxonomyFile {
    /// The release that a file's name tells, as in `nucc_taxonomy_251.csv`: its name, and the day from which it counts.
    package static func release(named fileName: String) -> (name: String, effectiveOn: LocalDate)? {
        guard let match = fileName.lowercased().firstMatch(of: /taxonomy[_-]?([0-9]{2})([01])/),
            let year = Int(match.1), let day = LocalDate(year: 2000 + year, month: match.2 == "0" ? 1 : 7, day: 1)
        else { return nil }
        return ("\(match.1).\(match.2)", day)
    }
}

/// What is to be said of the codes of a provider, beside the code set.
package struct TaxonomyCheck: Sendable {
    private let codes: [String: Taxonomy]

    /// - Parameter codes: those that releases have; none where no release was loaded.
    package init(_ codes: [Taxonomy]) { self.codes = Dictionary(codes.map { ($0.code, $0) }) { first, _ in first } }

    /// Old records keep codes that were deactivated; those that never were are mistyped.
    package func remarks(on codes: [String]) -> [String] {
        guard !self.codes.isEmpty else { return [] }
        return codes.compactMap { code in
            switch self.codes[code] {
            case nil: "Taxonomy \(code) is in no release of the code set; it may be mistyped"
            case let known? where known.isRetired:
                "Taxonomy \(code), \(known.name), was deactivated; ask the provider to update the registry"
            default: nil
            }
        }
    }

    /// The specialties of codes, by name where they have one.
    package func names(of codes: [String]) -> [String] {
        codes.map { code in self.codes[code].map { "\($0.name) (\(code))" } ?? code }
    }
}
