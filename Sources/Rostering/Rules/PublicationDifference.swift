package import PraxisCore

/// What a publication would tell one person that the last one did not.
package struct PublicationDifference: Hashable, Sendable {
    package let person: RosterPerson.ID
    package let added: [Assignment]
    package let removed: [Assignment]
    package let moved: [Move]

    /// The same assignment at another time or on another shift.
    package struct Move: Hashable, Sendable {
        package let from: Assignment
        package let to: Assignment

        package init(from: Assignment, to: Assignment) {
            self.from = from
            self.to = to
        }
    }

    /// Minutes gained (or lost) by the person.
    package var minutes: Int {
        self.added.map(\.span.minutes).reduce(0, +) - self.removed.map(\.span.minutes).reduce(0, +)
            + self.moved.map { $0.to.span.minutes - $0.from.span.minutes }.reduce(0, +)
    }

    package var changes: Int { self.added.count + self.removed.count + self.moved.count }

    /// How long before the first shift concerned the person hears of it; negative where it has begun.
    package func noticeMinutes(at now: Instant) -> Int {
        let starts = (self.added + self.removed + self.moved.flatMap { [$0.from, $0.to] }).map(\.span.start)
        return (starts.min() ?? now).minutes(since: now)
    }

    /// The differences between what was published and what is planned, one per person concerned.
    package static func between(published: [Assignment], planned: [Assignment]) -> [PublicationDifference] {
        let before = Dictionary(grouping: published, by: \.person)
        let after = Dictionary(grouping: planned, by: \.person)
        return Set(before.keys).union(after.keys).sorted().compactMap { person in
            self.difference(of: person, from: before[person] ?? [], to: after[person] ?? [])
        }
    }

    private static func difference(
        of person: RosterPerson.ID, from before: [Assignment], to after: [Assignment]
    ) -> PublicationDifference? {
        let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(after.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let moved = before.compactMap { from -> Move? in
            guard let to = new[from.id], to.span != from.span || to.shift != from.shift else { return nil }
            return Move(from: from, to: to)
        }
        let difference = PublicationDifference(
            person: person,
            added: after.filter { old[$0.id] == nil }.sorted { $0.span < $1.span },
            removed: before.filter { new[$0.id] == nil }.sorted { $0.span < $1.span },
            moved: moved.sorted { $0.to.span < $1.to.span })
        return difference.changes == 0 ? nil : difference
    }
}
