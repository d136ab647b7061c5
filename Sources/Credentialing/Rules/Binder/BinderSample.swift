import PraxisCore

/// Picks files that nobody could have chosen, and that an auditor can pick again.
package enum BinderSample {
    /// People in the order of a digest of the seed and their identifier, the first of them.
    package static func pick(_ count: Int, of people: [Person.ID], seed: String) -> [Person.ID] {
        self.ranked(people, seed: seed).prefix(count).map(\.person)
    }

    /// Everybody with the digest by which they are ordered: whoever has the seed can order them again.
    package static func ranked(_ people: [Person.ID], seed: String) -> [(person: Person.ID, digest: [UInt8])] {
        people.map { (person: $0, digest: RecordHash.of([seed, $0.description])) }
            .sorted { $0.digest.lexicographicallyPrecedes($1.digest) }
    }
}
