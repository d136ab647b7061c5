package import PraxisCore

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
    /// What a row says that has nothing but that its number was deactivated.
    package var standing: NPIStanding?
}

extension ProviderPreview {
    /// Compares a row with the practice: the same NPI is the same person, unless the days of birth, or where there are
    /// none the whole names, say otherwise.
    package init(_ row: ProviderFile.Row, known: [String: KnownProvider], elsewhere: [String: ProviderElsewhere] = [:])
    {
        switch row {
        case .refused(let number, let npi, let problems):
            self.init(
                row: number, npi: npi, outcome: .refused, provider: nil, person: nil, changes: [], problems: problems)
        case .deactivated(let number, let npi, let standing):
            self.init(number, npi, standing, known[npi.description])
        case .provider(let number, let provider):
            let npi = provider.npi.description
            if let known = known[npi] {
                self.init(number, provider, known)
            } else if let elsewhere = elsewhere[npi] {
                self.init(number, provider, elsewhere)
            } else {
                self.init(
                    row: number, npi: npi, outcome: .new, provider: provider, person: nil, changes: [], problems: [])
            }
        }
    }

    private init(_ row: Int, _ provider: ProviderRecord, _ known: KnownProvider) {
        if let question = known.question(about: provider, row: row) {
            self.init(
                row: row, npi: known.npi, outcome: .refused, provider: provider, person: known.person, changes: [],
                problems: [question])
            return
        }
        let changes = Self.changes(from: known, to: provider)
        self.init(
            row: row, npi: known.npi, outcome: changes.isEmpty ? .unchanged : .changed, provider: provider,
            person: known.person, changes: changes, problems: [])
    }

    /// Somebody of another clinic whom the caller may not see gets an appointment and nothing else.
    private init(_ row: Int, _ provider: ProviderRecord, _ elsewhere: ProviderElsewhere) {
        let question = CSVProblem(
            row: row, heading: "NPI",
            reason: "belongs to somebody of another clinic whose name or day of birth differs; decide who is right "
                + "before importing")
        self.init(
            row: row, npi: elsewhere.npi, outcome: elsewhere.agrees ? .changed : .refused, provider: provider,
            person: elsewhere.person,
            changes: elsewhere.agrees ? [Self.beginning(provider)] : [],
            problems: elsewhere.agrees ? [] : [question])
    }

    /// A number that was deactivated is noted where it is somebody's here, and is nobody where it is not.
    private init(_ row: Int, _ npi: NPI, _ standing: NPIStanding, _ holder: KnownProvider?) {
        let changes = holder.flatMap { Self.change(of: standing, $0) }.map { [$0] } ?? []
        self.init(
            row: row, npi: npi.description,
            outcome: holder == nil ? .refused : changes.isEmpty ? .unchanged : .changed, provider: nil,
            person: holder?.person, changes: changes, problems: holder == nil ? [standing.problem(in: row)] : [],
            standing: standing)
    }

    private static func change(of standing: NPIStanding, _ known: KnownProvider) -> Change? {
        guard known.standing != standing else { return nil }
        return Change(field: "npi_standing", before: known.standing?.title, after: standing.title)
    }

    private static func beginning(_ provider: ProviderRecord) -> Change {
        guard let role = provider.role else { return Change(field: "employment", before: nil, after: "Other provider") }
        return Change(field: "appointment", before: nil, after: role.title)
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
        if let other = provider.otherName,
            !known.names.contains(NameFolding.folded("\(other.family) \(other.given)"))
        {
            changes.append(Change(field: "other_name", before: nil, after: "\(other.given) \(other.family)"))
        }
        for license in provider.licenses where !known.licenses.contains(license.key) {
            changes.append(Change(field: "license", before: nil, after: license.title))
        }
        for code in provider.taxonomies where !known.taxonomies.contains(code) {
            changes.append(Change(field: "taxonomy", before: nil, after: code))
        }
        // One that was deactivated once is news where we have it as deactivated.
        if let standing = provider.standing, known.standing?.isDeactivated == true,
            let change = Self.change(of: standing, known)
        {
            changes.append(change)
        }
        if !known.isAppointed, provider.role != nil { changes.append(Self.beginning(provider)) }
        return changes
    }

    /// Whether the row sets a value that differs.
    package func changes(_ field: String) -> Bool { self.changes.contains { $0.field == field } }

    private static func key(_ field: String, _ text: String) -> String {
        field == "phone" ? text.filter(\.isASCIIDigit) : NameFolding.folded(text)
    }
}
