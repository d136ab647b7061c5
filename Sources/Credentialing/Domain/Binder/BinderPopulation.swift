package import Postgres
package import PraxisCore

/// Who there is to choose from: everybody with an appointment or a decision in the three years up to a day.
package struct BinderPopulation: Sendable {
    package let since: LocalDate
    package let asOf: LocalDate
    package let candidates: [BinderCandidate]

    package var people: [Person.ID] { self.candidates.map(\.id) }

    /// Which people are meant, for whoever makes the choice again.
    package var sentence: String {
        let former = self.candidates.count { $0.standing != .appointed }
        return "Everybody with an appointment or a decision from \(self.since) through \(self.asOf): "
            + "\(self.candidates.count) people, \(former) of them not appointed any more or never"
    }
}

/// Somebody whose file can be put into a binder.
package struct BinderCandidate: Hashable, Sendable {
    /// Whether the person still works here.
    package enum Standing: Sendable {
        case appointed, former
        /// Decided on, and never appointed.
        case decided

        package var title: String {
            switch self {
            case .appointed: "appointed"
            case .former: "former"
            case .decided: "decided, not appointed"
            }
        }
    }

    package let id: Person.ID
    package let name: String
    /// What they are or were appointed as, or asked to be, by name.
    package let roles: String
    package let standing: Standing
}

extension BinderCandidate: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.roles = try row.read()
        let (isAppointed, wasAppointed): (Bool, Bool) = (try row.read(), try row.read())
        self.standing = isAppointed ? .appointed : wasAppointed ? .former : .decided
    }
}
