package import PraxisCore

/// Somebody of the practice as an import compares them with a row.
package struct KnownProvider: Hashable, Sendable {
    package let person: Identifier<Person>
    package let npi: String
    package let given: String
    package let middle: String?
    package let family: String
    package let suffix: String?
    package let birthDate: LocalDate?
    package let phone: String?
    /// State and number of every license on file, as `CO:DR41`.
    package let licenses: Set<String>
    package let isAppointed: Bool

    package init(
        person: Identifier<Person>, npi: String, given: String, middle: String?, family: String, suffix: String?,
        birthDate: LocalDate?, phone: String?, licenses: Set<String>, isAppointed: Bool
    ) {
        self.person = person
        self.npi = npi
        self.given = given
        self.middle = middle
        self.family = family
        self.suffix = suffix
        self.birthDate = birthDate
        self.phone = phone
        self.licenses = licenses
        self.isAppointed = isAppointed
    }
}

/// What an import would do with one row, shown before anything is done.
package struct ProviderPreview: Hashable, Codable, Sendable {
    /// What becomes of the row.
    package enum Outcome: String, CaseIterable, Codable, Sendable { case new, changed, unchanged, refused }

    /// One value that differs, as it is and as it would be.
    package struct Change: Hashable, Codable, Sendable {
        package let field: String
        package let before: String?
        package let after: String?
    }

    package let row: Int
    package let npi: String?
    package let outcome: Outcome
    package let provider: ProviderRecord?
    package let person: Identifier<Person>?
    package let changes: [Change]
    package let problems: [CSVProblem]
}

extension ProviderPreview {
    /// Compares a row with the practice: the same NPI is the same person, unless the days of birth say otherwise.
    package init(_ row: ProviderFile.Row, known: [String: KnownProvider]) {
        switch row {
        case .refused(let number, let npi, let problems):
            self.init(
                row: number, npi: npi, outcome: .refused, provider: nil, person: nil, changes: [], problems: problems)
        case .provider(let number, let provider):
            self.init(number, provider, known[provider.npi.description])
        }
    }

    private init(_ row: Int, _ provider: ProviderRecord, _ known: KnownProvider?) {
        let npi = provider.npi.description
        guard let known else {
            self.init(
                row: row, npi: npi, outcome: .new, provider: provider, person: nil, changes: [], problems: [])
            return
        }
        if let held = known.birthDate, let given = provider.birthDate, held != given {
            let problem = CSVProblem(
                row: row, heading: "Date of Birth",
                reason:
                    "differs from that of \(known.given) \(known.family), who has this NPI; decide who is right before importing"
            )
            self.init(
                row: row, npi: npi, outcome: .refused, provider: provider, person: known.person, changes: [],
                problems: [problem])
            return
        }
        let changes = Self.changes(from: known, to: provider)
        self.init(
            row: row, npi: npi, outcome: changes.isEmpty ? .unchanged : .changed, provider: provider,
            person: known.person,
            changes: changes, problems: [])
    }

    private static func changes(from known: KnownProvider, to provider: ProviderRecord) -> [Change] {
        let fields: [(String, String?, String?)] = [
            ("given_name", known.given, provider.name.given), ("middle_name", known.middle, provider.name.middle),
            ("family_name", known.family, provider.name.family), ("suffix", known.suffix, provider.name.suffix),
            ("phone", known.phone, provider.phone),
            ("birth_date", known.birthDate?.description, provider.birthDate?.description),
        ]
        var changes = fields.compactMap { field, before, after -> Change? in
            // What the file leaves blank, it does not erase; capitals are the file's habit, not a change.
            guard let after, Self.key(field, before ?? "") != Self.key(field, after) else { return nil }
            return Change(field: field, before: before, after: after)
        }
        for license in provider.licenses where !known.licenses.contains(license.key) {
            changes.append(Change(field: "license", before: nil, after: "\(license.state) \(license.number)"))
        }
        if !known.isAppointed, let role = provider.role {
            changes.append(Change(field: "appointment", before: nil, after: role.title))
        }
        return changes
    }

    private static func key(_ field: String, _ text: String) -> String {
        field == "phone" ? text.filter(\.isASCIIDigit) : NameFolding.folded(text)
    }
}

extension ProviderRecord.License {
    /// State and normalized number: by it a license on file is recognized.
    package var key: String { "\(self.state):\(LicenseNumber.normalized(self.number))" }
}
