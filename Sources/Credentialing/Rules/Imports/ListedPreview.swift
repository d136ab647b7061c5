package import PraxisCore

/// What one of Medicare's lists says of somebody, and what that changes.
package struct ListedPreview: Hashable, Codable, Sendable {
    package let list: MedicareList
    package let npi: String
    /// The rows about the person; none where the list does not name them.
    package let rows: [MedicareRow]
    /// What the newest list before says.
    package let before: ListedBefore?
    /// Due dates of enrollments on file that are not those of the list.
    package let dues: [DueMatch]
    package let remarks: [String]

    /// What the list says; nothing where it does not name the person.
    package var facts: [MedicareFact] { self.rows.compactMap(\.fact) }
}

/// What the newest list of a kind before this one says of somebody.
package struct ListedBefore: Hashable, Codable, Sendable {
    package let asOf: LocalDate
    package let facts: [MedicareFact]

    package init(asOf: LocalDate, facts: [MedicareFact]) {
        self.asOf = asOf
        self.facts = facts
    }
}

extension PecosPreview {
    /// What a list would do for everybody who was looked for in it: those whom it names in the order of its rows, then those
    /// whom it does not, by name.
    ///
    /// - Parameter last: the number of the list's last row.
    static func all(_ rows: [MedicareRow], of list: MedicareList, _ people: [KnownMedicare], last: Int)
        -> [PecosPreview]
    {
        let named = Dictionary(grouping: rows, by: \.npi)
        let unnamed = people.filter { named[$0.npi] == nil }
            .sorted { ($0.family, $0.given, $0.npi) < ($1.family, $1.given, $1.npi) }
        let after = max(last, rows.map(\.row).max() ?? 0)
        let found = people.compactMap { known in
            named[known.npi].map { PecosPreview($0.sorted { $0.row < $1.row }, of: list, known) }
        }
        return found.sorted { $0.row < $1.row }
            + unnamed.enumerated().map { PecosPreview([], of: list, $0.element, place: after + 1 + $0.offset) }
    }

    private init(_ rows: [MedicareRow], of list: MedicareList, _ known: KnownMedicare, place: Int = 2) {
        let problem = Self.problem(rows, of: list, known)
        let facts = problem == nil ? rows.compactMap(\.fact) : []
        let (dues, remarks) = DueMatch.all(facts, known.enrollments)
        let isNew = Set(facts) != Set(known.listed?.facts ?? []) || dues.contains { $0.outcome == .set }
        self.init(
            row: rows.first?.row ?? place, outcome: problem != nil ? .refused : isNew ? .changed : .unchanged,
            person: known.person, name: "\(known.family), \(known.given)", entries: [], new: [], problem: problem,
            listed: ListedPreview(
                list: list, npi: known.npi, rows: rows, before: known.listed, dues: dues, remarks: remarks))
    }

    /// Why nothing is taken over: a row that cannot be read, a stranger's name, or two rows that contradict each other.
    private static func problem(_ rows: [MedicareRow], of list: MedicareList, _ known: KnownMedicare) -> CSVProblem? {
        if let unreadable = rows.compactMap(\.problem).first { return unreadable }
        if let stranger = rows.first(where: { !known.mayBe(given: $0.given, family: $0.family) }) {
            return known.refusal(of: stranger.given, stranger.family, row: stranger.row)
        }
        // A person has one line of services, and an enrollment one date; periods of opting out may be several.
        let keyed = rows.filter { _ in list != .optOut }
        let same = Dictionary(grouping: keyed) { $0.fact?.enrollment ?? "" }.values.first { $0.count > 1 }
        return same.map { same in
            let numbers = same.map { String($0.row) }.joined(separator: " and ")
            return CSVProblem(
                row: same[0].row, reason: "rows \(numbers) say different things of the same; ask Medicare which holds")
        }
    }
}
