package import Postgres
package import PraxisCore

/// What the newest of Medicare's lists of a kind says of somebody.
package struct MedicareWord: Hashable, Sendable {
    package let list: MedicareList
    /// The day of the list.
    package let asOf: LocalDate
    /// The file, for who may see it.
    package let source: PecosImport.ID?
    /// What it says; nothing where it does not name the person.
    package let facts: [MedicareFact]
    /// Whether the person has opted out today, by this list and those before it.
    package let isOptedOut: Bool

    package var isNamed: Bool { !self.facts.isEmpty }

    /// What the list says, with its day.
    package var sentences: [String] {
        let day = "as of \(self.asOf.readable)"
        if self.isNamed { return self.facts.map { "\($0.sentence), \(day)" } }
        return switch self.list {
        case .orderRefer: ["Not on the list of who may order and refer, \(day)"]
        case .optOut: ["Not on the list of who has opted out, \(day)"]
        case .revalidation: ["No enrollment on the list of revalidations, \(day)"]
        }
    }
}

extension MedicareWord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let list: String = try row.read()
        self.list = MedicareList(rawValue: list) ?? .orderRefer
        self.asOf = try row.read()
        self.source = try row.read()
        let facts: JSONColumn<[MedicareFact]> = try row.read()
        self.facts = facts.value
        self.isOptedOut = try row.read()
    }
}

/// An enrollment with Medicare on file, as a list of due dates is compared with it.
package struct MedicareEnrollment: Hashable, Codable, Sendable {
    /// Where the due date on file is from.
    package enum Origin: String, Codable, Sendable {
        /// The rule's months after the enrollment began.
        case rule
        /// An earlier list.
        case list
        /// Somebody entered it.
        case entered
    }

    package let id: Identifier<Enrollment>
    package let version: Int
    package let clinic: String
    package let state: String
    package let plan: String
    package let isSupplier: Bool
    package let number: String?
    package let effectiveOn: LocalDate
    package let dueOn: LocalDate?
    package let origin: Origin
    /// Whether the caller may change it.
    package let mayChange: Bool

    package init(
        id: Identifier<Enrollment> = .make(), version: Int = 1, clinic: String, state: String,
        plan: String = "Medicare: Part B", isSupplier: Bool = false, number: String? = nil, effectiveOn: LocalDate,
        dueOn: LocalDate?, origin: Origin = .rule, mayChange: Bool = true
    ) {
        self.id = id
        self.version = version
        self.clinic = clinic
        self.state = state
        self.plan = plan
        self.isSupplier = isSupplier
        self.number = number
        self.effectiveOn = effectiveOn
        self.dueOn = dueOn
        self.origin = origin
        self.mayChange = mayChange
    }
}
