package import PraxisCore

/// What a staff import would do with one row, shown before anything is done.
package struct StaffPreview: Hashable, Codable, Sendable {
    /// What becomes of the row. A question is answered by a person, and never by adding somebody a second time.
    package enum Outcome: String, CaseIterable, Codable, Sendable { case new, changed, unchanged, question, refused }

    /// Whom the row may be about, and what would happen if it is.
    package struct Choice: Hashable, Codable, Sendable {
        package let person: Identifier<Person>
        package let name: String
        package let birthDate: LocalDate?
        /// What row and person share, as `name` and `birth`.
        package let shared: [String]
        package let changes: [ProviderPreview.Change]
    }

    package let row: Int
    package let outcome: Outcome
    package let record: StaffRecord?
    package let person: Identifier<Person>?
    /// The earlier row about the same person.
    package let follows: Int?
    package let changes: [ProviderPreview.Change]
    package let choices: [Choice]
    /// Whether the row may as well be about somebody who is new.
    package let mayBeNew: Bool
    package let problems: [CSVProblem]
    /// What is odd in the row itself.
    package let notes: [CSVProblem]
    /// What is odd beside what is on file.
    package let warnings: [CSVProblem]
}

extension StaffPreview {
    /// Compares a row with the practice.
    ///
    /// - Parameters:
    ///   - candidates: whoever shares something with the row, also those of other clinics.
    ///   - known: those of them whom the caller may see.
    ///   - leader: the preview of the earlier row about the same person.
    package init(
        _ row: StaffFile.Row, candidates: [StaffCandidate] = [], known: [Identifier<Person>: KnownStaff] = [:],
        leader: StaffPreview? = nil
    ) {
        guard let record = row.record else {
            self.init(row, .refused)
            return
        }
        if let leader {
            self.init(row, record, following: leader, known: known)
            return
        }
        let judged = candidates.map { (candidate: $0, certainty: $0.certainty, known: known[$0.person]) }
        let warnings = judged.filter { $0.certainty == .other }.compactMap { candidate, _, known in
            known.flatMap { Self.otherWarning(row.number, $0, candidate) }
        }
        let most = judged.map(\.certainty).max() ?? .other
        // Of somebody elsewhere with the same name nobody learns; there may be many of a name.
        let meant = judged.filter { $0.certainty == most && (most > .perhaps || $0.known != nil) }
        if most == .other || meant.isEmpty {
            self.init(row, .new, warnings: warnings)
        } else if most == .certain, meant.count == 1 {
            self.init(row, record, certain: meant[0].candidate, meant[0].known, warnings)
        } else if meant.contains(where: { $0.known == nil }) {
            self.init(
                row, .refused,
                problems: [
                    CSVProblem(
                        row: row.number,
                        reason:
                            "may be about somebody of another clinic; let somebody import it who sees the whole practice"
                    )
                ])
        } else {
            let choices = meant.compactMap { judged in judged.known.map { Choice(judged.candidate, $0, record) } }
            self.init(row, record, asking: choices, mayBeNew: most == .perhaps, warnings)
        }
    }

    private init(
        _ row: StaffFile.Row, _ outcome: Outcome, person: Identifier<Person>? = nil,
        changes: [ProviderPreview.Change] = [], choices: [Choice] = [], mayBeNew: Bool = false,
        problems: [CSVProblem] = [], warnings: [CSVProblem] = []
    ) {
        self.init(
            row: row.number, outcome: outcome, record: row.record, person: person, follows: row.follows,
            changes: changes, choices: choices, mayBeNew: mayBeNew, problems: row.problems + problems,
            notes: row.notes, warnings: warnings)
    }

    /// Whom the caller does not see gets the work of the row and nothing else.
    private init(
        _ row: StaffFile.Row, _ record: StaffRecord, certain candidate: StaffCandidate, _ known: KnownStaff?,
        _ warnings: [CSVProblem]
    ) {
        let changes = known.map { Self.changes(from: $0, to: record) } ?? Self.beginning(record)
        self.init(
            row, changes.isEmpty ? .unchanged : .changed, person: candidate.person, changes: changes,
            warnings: warnings + (known.map { Self.differences(row.number, $0, record) } ?? []))
    }

    /// A question is asked only where the answer matters: whose work and numbers are all on file is taken for themselves.
    private init(
        _ row: StaffFile.Row, _ record: StaffRecord, asking choices: [Choice], mayBeNew: Bool, _ warnings: [CSVProblem]
    ) {
        if choices.count == 1, choices[0].changes.isEmpty, choices[0].shared.contains("name") {
            self.init(row, .unchanged, person: choices[0].person, warnings: warnings)
        } else {
            self.init(row, .question, choices: choices, mayBeNew: mayBeNew, warnings: warnings)
        }
    }

    private init(
        _ row: StaffFile.Row, _ record: StaffRecord, following leader: StaffPreview,
        known: [Identifier<Person>: KnownStaff]
    ) {
        if leader.outcome == .refused {
            self.init(
                row, .refused,
                problems: [
                    CSVProblem(row: row.number, reason: "is about the person of row \(leader.row), which is refused")
                ])
            return
        }
        let held = leader.person.flatMap { known[$0] }
        let changes = Self.beginning(record, beside: held)
        self.init(row, changes.isEmpty ? .unchanged : .changed, person: leader.person, changes: changes)
    }
}

extension StaffPreview.Choice {
    fileprivate init(_ candidate: StaffCandidate, _ known: KnownStaff, _ record: StaffRecord) {
        self.init(
            person: candidate.person, name: known.name, birthDate: known.birthDate,
            shared: candidate.shared.map(\.rawValue).sorted(),
            changes: StaffPreview.changes(from: known, to: record))
    }
}

extension StaffPreview {
    /// What is blank on file is filled in, and work that is new begins; what is there stays as it is.
    fileprivate static func changes(from known: KnownStaff, to record: StaffRecord) -> [ProviderPreview.Change] {
        let fields: [(String, held: String?, given: String?)] = [
            ("birth_date", known.birthDate?.description, record.birthDate?.description),
            ("npi", known.npi, record.npi?.description), ("email", known.email, record.email),
            ("phone", known.phone, record.phone), ("employee_number", known.number, record.number),
        ]
        return fields.compactMap { field, held, given in
            held == nil && given != nil ? ProviderPreview.Change(field: field, before: nil, after: given) : nil
        } + Self.beginning(record, beside: known)
    }

    private static func beginning(
        _ record: StaffRecord, beside known: KnownStaff? = nil
    ) -> [ProviderPreview.Change] {
        var changes: [ProviderPreview.Change] = []
        if known?.employments.contains("\(record.clinic):\(record.position)") != true {
            changes.append(.init(field: "employment", before: nil, after: "\(record.position) at \(record.clinic)"))
        }
        if let role = record.role, known?.appointments.contains("\(record.clinic):\(role.rawValue)") != true {
            changes.append(.init(field: "appointment", before: nil, after: "\(role.title) at \(record.clinic)"))
        }
        return changes
    }

    /// What the file says otherwise than the person's record, which stays as it is.
    private static func differences(_ row: Int, _ known: KnownStaff, _ record: StaffRecord) -> [CSVProblem] {
        let fields: [(StaffColumn, held: String?, given: String?)] = [
            (.given, known.given, record.given), (.family, known.family, record.family),
            (.birthDate, known.birthDate?.description, record.birthDate?.description),
            (.email, known.email, record.email), (.phone, known.phone, record.phone),
            (.number, known.number, record.number),
        ]
        return fields.compactMap { column, held, given in
            guard let held, let given, Self.key(column, held) != Self.key(column, given) else { return nil }
            return CSVProblem(
                row: row, heading: column.rawValue,
                reason: "is \(held) on file, which stays; change it there if it is wrong")
        }
    }

    private static func key(_ column: StaffColumn, _ text: String) -> String {
        switch column {
        case .phone: text.filter(\.isASCIIDigit)
        case .email: text.lowercased()
        default: NameFolding.folded(text)
        }
    }

    private static func otherWarning(_ row: Int, _ known: KnownStaff, _ candidate: StaffCandidate) -> CSVProblem? {
        if candidate.shared.contains(.name) {
            return CSVProblem(row: row, reason: "somebody else of this name is on file, with another birth date or NPI")
        }
        return candidate.shared.contains(.email)
            ? CSVProblem(
                row: row, heading: StaffColumn.email.rawValue, reason: "is that of \(known.name) as well") : nil
    }

    /// Whether the row sets a value.
    func changes(_ field: String, of changes: [ProviderPreview.Change]) -> Bool {
        changes.contains { $0.field == field }
    }
}
