package import PraxisCore

/// A file in the layout of the NPPES dissemination file (330 columns, found by heading). Each row is a provider or a
/// refusal with row, column and reason; one bad row takes none of the others with it.
package struct ProviderFile: Sendable {
    /// A row of the file: somebody, or why nobody. Rows of deactivated numbers have nearly nothing else in them.
    package enum Row: Sendable {
        case provider(row: Int, ProviderRecord)
        case deactivated(row: Int, NPI, NPIStanding)
        case refused(row: Int, npi: String?, [CSVProblem])
    }

    package let rows: [Row]
    package let usedFallbackEncoding: Bool

    /// Reads a file piece by piece; of its rows no more is held than what is kept.
    package init(_ source: ListSource, limits: CSVLimits = Self.limits) async throws {
        var reader = ProviderFileReader(limits: limits)
        var chunks = try source.chunks()
        while let chunk = try await chunks.turn() { try reader.feed(chunk) }
        self = try reader.finish()
    }

    package init(_ bytes: [UInt8], limits: CSVLimits = Self.limits) throws(CSVFailure) {
        var reader = ProviderFileReader(limits: limits)
        try reader.feed(bytes)
        self = try reader.finish()
    }

    fileprivate init(rows: [Row], usedFallbackEncoding: Bool) {
        self.rows = rows.sorted { $0.number < $1.number }
        self.usedFallbackEncoding = usedFallbackEncoding
    }

    package static let limits = CSVLimits(rows: 20_000)
    fileprivate static let npi = "NPI"
    fileprivate static let entityType = "Entity Type Code"
    fileprivate static let lastName = "Provider Last Name (Legal Name)"
    fileprivate static let firstName = "Provider First Name"
}

/// Reads a provider file row by row.
private struct ProviderFileReader {
    private var reader: CSVReader
    private var seen: [NPI: Int] = [:]
    private var rows: [ProviderFile.Row] = []

    init(limits: CSVLimits) {
        self.reader = CSVReader(
            requiring: [ProviderFile.npi, ProviderFile.entityType, ProviderFile.lastName, ProviderFile.firstName],
            aliases: ["Provider Gender Code": "Provider Sex Code"], limits: limits)
    }

    mutating func feed(_ bytes: [UInt8]) throws(CSVFailure) {
        var events: [CSVReader.Event] = []
        try self.reader.feed(bytes) { events.append($0) }
        for event in events { self.take(event) }
    }

    mutating func finish() throws(CSVFailure) -> ProviderFile {
        var events: [CSVReader.Event] = []
        try self.reader.finish { events.append($0) }
        for event in events { self.take(event) }
        return ProviderFile(rows: self.rows, usedFallbackEncoding: self.reader.usedFallbackEncoding)
    }

    private mutating func take(_ event: CSVReader.Event) {
        switch event {
        case .row(let row): self.rows.append(self.read(row))
        case .problem(let problem): self.rows.append(.refused(row: problem.row, npi: nil, [problem]))
        }
    }

    private mutating func read(_ read: CSVRow) -> ProviderFile.Row {
        var row = read
        let standing = ProviderFile.standing(&row)
        let ended = standing?.isDeactivated == true ? row.text(ProviderFile.npi).flatMap(NPI.init(imported:)) : nil
        let provider = ended == nil ? ProviderFile.provider(&row, standing) : nil
        if let npi = provider?.npi ?? ended {
            if let first = self.seen[npi] {
                row.refuse(ProviderFile.npi, "stands in row \(first) already; keep one of the two rows")
            } else {
                self.seen[npi] = row.number
            }
        }
        if let provider, row.problems.isEmpty { return .provider(row: row.number, provider) }
        if let ended, let standing, row.problems.isEmpty { return .deactivated(row: row.number, ended, standing) }
        return .refused(row: row.number, npi: row.text(ProviderFile.npi), row.problems)
    }
}

extension ProviderFile.Row {
    /// The row's number in the file.
    package var number: Int {
        switch self {
        case .provider(let row, _), .deactivated(let row, _, _), .refused(let row, _, _): row
        }
    }

    /// The number that the row names, also where it is refused.
    var npi: String? {
        switch self {
        case .provider(_, let provider): provider.npi.description
        case .deactivated(_, let npi, _): npi.description
        case .refused(_, let npi, _): npi
        }
    }
}

extension ProviderFile {
    fileprivate static func provider(_ row: inout CSVRow, _ standing: NPIStanding?) -> ProviderRecord? {
        let npi = row.required(
            Self.npi, NPI.init(imported:), else: "is not an NPI: ten digits whose last checks the others")
        Self.refuseUnusable(&row)
        guard row.problems.isEmpty else { return nil }
        let name = Self.name(&row, family: Self.lastName, given: Self.firstName, prefix: "Provider")
        let other = Self.otherName(&row)
        let birthDate = row.optional("Date of Birth", Self.date, else: Self.dateReason)
        let updated = row.optional("Last Update Date", Self.date, else: Self.dateReason)
        let practice = "Provider Business Practice Location Address "
        var remarks: [String] = []
        let taxonomies = Self.taxonomies(row, &remarks)
        let licenses = Self.licenses(row, &remarks)
        if !taxonomies.contains(where: { ClinicalRole(taxonomy: $0) != nil }) {
            let shown = taxonomies.isEmpty ? "without a taxonomy" : "of taxonomy \(taxonomies.joined(separator: ", "))"
            remarks.append("Somebody \(shown) has no role of ours and is on no roster")
        }
        guard let npi, let name, row.problems.isEmpty else { return nil }
        var record = ProviderRecord(
            npi: npi, name: name, otherName: other, birthDate: birthDate, degree: row.text("Provider Credential Text"),
            phone: row.text(practice + "Telephone Number"), city: row.text(practice + "City Name"),
            state: row.text(practice + "State Name"), taxonomies: taxonomies, licenses: licenses, lastUpdated: updated,
            remarks: remarks)
        record.otherNameKind = row.text("Provider Other Last Name Type Code")
        record.details = Self.details(row)
        record.standing = standing
        return record
    }

    /// Organizations are nobody who could be put on a shift.
    private static func refuseUnusable(_ row: inout CSVRow) {
        switch row.text(Self.entityType) {
        case "1": break
        case "2": row.refuse(Self.entityType, "is 2, an organization; only individuals can be imported as people")
        case nil: row.refuse(Self.entityType, "is missing; individuals have 1")
        case let other?: row.refuse(Self.entityType, "is “\(other.prefix(10))”; individuals have 1")
        }
    }

    private static func name(
        _ row: inout CSVRow, family: String, given: String, prefix: String
    ) -> ProviderRecord.Name? {
        let plausible = { (text: String) in text.count <= 100 ? NameFolding.capitalized(text) : nil }
        let familyName = row.required(family, plausible, else: "is longer than 100 characters")
        let givenName = row.required(given, plausible, else: "is longer than 100 characters")
        let middle = row.optional("\(prefix) Middle Name", plausible, else: "is longer than 100 characters")
        guard let familyName, let givenName else { return nil }
        return ProviderRecord.Name(
            given: givenName, middle: middle.flatMap(Self.known), family: familyName,
            suffix: row.text("\(prefix) Name Suffix Text").flatMap(Self.known))
    }

    private static func otherName(_ row: inout CSVRow) -> ProviderRecord.Name? {
        guard row.text("Provider Other Last Name") != nil, row.text("Provider Other First Name") != nil else {
            return nil
        }
        return Self.name(
            &row, family: "Provider Other Last Name", given: "Provider Other First Name", prefix: "Provider Other")
    }

    /// The taxonomies, the primary one first; of what is none a remark says so.
    private static func taxonomies(_ row: CSVRow, _ remarks: inout [String]) -> [String] {
        var primary: [String] = []
        var others: [String] = []
        for index in 1...15 {
            guard let code = row.text("Healthcare Provider Taxonomy Code_\(index)") else { continue }
            guard Taxonomy.isCode(code) else {
                remarks.append("Taxonomy \(code.prefix(20)) is left out: that is no code")
                continue
            }
            if primary.contains(code) || others.contains(code) { continue }
            if row.text("Healthcare Provider Primary Taxonomy Switch_\(index)") == "Y" {
                primary.append(code)
            } else {
                others.append(code)
            }
        }
        return primary + others
    }

    /// The licenses that stand beside taxonomies and can be kept; of the others a remark says why not.
    private static func licenses(_ row: CSVRow, _ remarks: inout [String]) -> [ProviderRecord.License] {
        var licenses: [ProviderRecord.License] = []
        for index in 1...15 {
            guard let code = row.text("Healthcare Provider Taxonomy Code_\(index)"),
                let number = row.text("Provider License Number_\(index)")
            else { continue }
            let printed = row.text("Provider License Number State Code_\(index)")
            let shown = [printed, String(number.prefix(40))].compactMap(\.self).joined(separator: " ")
            guard LicenseNumber.isPlausible(number) else {
                remarks.append("License \(shown) is left out: that is no number of a license")
                continue
            }
            guard let state = printed.flatMap(StateCode.init) else {
                let reason = printed == nil ? "its state is missing" : "its state is none of the United States"
                remarks.append("License \(shown) is left out: \(reason)")
                continue
            }
            guard ClinicalRole(taxonomy: code)?.licenseType != nil else {
                remarks.append("License \(shown) is left out: taxonomy \(code.prefix(20)) has no license of ours")
                continue
            }
            let license = ProviderRecord.License(number: number, state: state.description, taxonomy: code)
            if !licenses.contains(where: { $0.key == license.key }) { licenses.append(license) }
        }
        return licenses
    }

    static func known(_ text: String) -> String? { text == "--" ? nil : text }

    private static let dateReason = "is not a date such as 03/31/2026"

    /// A date as NPPES writes it, `MM/DD/YYYY`, or of ISO 8601.
    static func date(_ text: String) -> LocalDate? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return LocalDate(text) }
        guard parts[2].count == 4, parts.allSatisfy({ $0.count <= 4 && $0.allSatisfy(\.isASCIIDigit) }),
            let month = Int(parts[0]), let day = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }
}
