import PraxisCore

/// Picks files that nobody could have chosen, and that an auditor can pick again.
package enum BinderSample {
    /// People in the order of a digest of the seed and their identifier, the first of them.
    package static func pick(_ count: Int, of people: [Person.ID], seed: String) -> [Person.ID] {
        people.map { (RecordHash.of([seed, $0.description]), $0) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
            .prefix(count).map(\.1)
    }
}
