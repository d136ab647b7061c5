import Postgres
import PraxisCore

/// A directory as text of a FHIR bundle: its head with the sites first, then page after page of people.
package struct DirectoryPages: AsyncSequence, Sendable {
    let database: Database
    let caller: Caller
    let sites: [DirectorySite]
    let now: Instant

    /// Begins with the head.
    package func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

    /// Where in the text a reader is.
    package struct Iterator: AsyncIteratorProtocol {
        private static let pageSize = 200

        private enum Place {
            case head
            case people(after: Person.ID?)
            case end
        }

        private let pages: DirectoryPages
        private let entities: [String: String]
        private var bundle = FHIRBundle()
        private var place = Place.head

        fileprivate init(pages: DirectoryPages) {
            self.pages = pages
            self.entities = FHIRDirectory.entities(of: pages.sites)
        }

        /// The next piece; `nil` behind the tail.
        package mutating func next() async throws -> String? {
            switch self.place {
            case .head:
                self.place = .people(after: nil)
                let resources = FHIRDirectory.resources(of: self.pages.sites)
                return try self.bundle.head(at: self.pages.now.description) + self.bundle.entries(resources)
            case .people(let last):
                let people = try await self.people(after: last)
                guard let end = people.last else {
                    self.place = .end
                    return self.bundle.tail
                }
                self.place = .people(after: end.id)
                return try await self.bundle.entries(self.resources(of: people))
            case .end: return nil
            }
        }

        private func people(after last: Person.ID?) async throws -> [DirectoryPerson] {
            try await self.pages.database.read(
                as: self.pages.caller,
                DirectoryStore.people(after: last, limit: Self.pageSize, in: self.pages.caller.scope))
        }

        private func resources(of people: [DirectoryPerson]) async throws -> [any FHIRResource] {
            let ids = people.map(\.id)
            let (names, specialties, roles, credentials) = try await self.pages.database.read(
                as: self.pages.caller, DirectoryStore.names(of: ids), DirectoryStore.specialties(of: ids),
                DirectoryStore.roles(of: ids, in: self.pages.caller.scope), DirectoryStore.credentials(of: ids))
            let namesOf = Dictionary(grouping: names, by: \.person)
            let specialtiesOf = Dictionary(grouping: specialties, by: \.person)
            let rolesOf = Dictionary(grouping: roles, by: \.person)
            let credentialsOf = Dictionary(grouping: credentials, by: \.person)
            return people.flatMap { person in
                FHIRDirectory.resources(
                    of: person, names: namesOf[person.id, default: []].map(\.row),
                    specialties: specialtiesOf[person.id, default: []].map(\.row),
                    roles: rolesOf[person.id, default: []],
                    credentials: credentialsOf[person.id, default: []], entities: self.entities)
            }
        }
    }
}
