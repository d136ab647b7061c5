package import PraxisCore

/// Finds people by name or NPI.
package struct PeopleSearch: SearchSource {
    private let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    /// People by name or NPI.
    package func hits(for words: String, as caller: Caller, frame: Frame) async throws -> [SearchHit] {
        guard frame.may(.personRead) else { return [] }
        let filter = PersonFilter(words: words, includesFormer: true, limit: 10)
        return try await self.people.list(filter, as: caller).0.map { person in
            SearchHit(
                kind: "Person", title: "\(person.givenName) \(person.familyName)",
                detail: (person.positions.map(Position.name) + person.clinics).joined(separator: ", "),
                place: .person(caller.scope, person.id))
        }
    }
}
