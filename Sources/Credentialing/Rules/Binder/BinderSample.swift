package import PraxisCore

/// Picks files, or whatever else, that nobody could have chosen, and that an auditor can pick again.
package enum BinderSample {
    /// People in the order of a digest of the seed and their identifier, the first of them.
    package static func pick<Entity>(
        _ count: Int, of people: [Identifier<Entity>], seed: String
    ) -> [Identifier<Entity>] {
        self.ranked(people, seed: seed).prefix(count).map(\.person)
    }

    /// Everybody with the digest by which they are ordered: whoever has the seed can order them again.
    package static func ranked<Entity>(
        _ people: [Identifier<Entity>], seed: String
    ) -> [(person: Identifier<Entity>, digest: [UInt8])] {
        people.map { (person: $0, digest: RecordHash.of([seed, $0.description])) }
            .sorted { $0.digest.lexicographicallyPrecedes($1.digest) }
    }
}
