import Postgres
package import PraxisCore

/// A person with every name beside the present one.
package struct NameFile: Sendable {
    package let person: Person
    package let names: [PersonName]
}

extension CredentialingService {
    /// The names of a person beside the present one.
    package func names(of person: Person.ID, as caller: Caller) async throws -> NameFile {
        let (people, names) = try await self.database.read(
            as: caller, CredentialStore.person(person), NameStore.names(of: person))
        guard let person = people.first else { throw CredentialingError.unknown }
        return NameFile(person: person, names: names)
    }

    /// Adds a name. Whoever has a new one has not been screened under it.
    package func add(_ name: PersonName, to person: Person.ID, as caller: Caller) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(NameStore.add(name, to: person))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent("people.name.add", "person", person.uuid, after: try JSONText(["kind": name.kind.rawValue]))
                    .append)
            return added
        }
    }
}

/// Queries and statements about people's names.
enum NameStore {
    static func names(of person: Person.ID) -> Query<PersonName> {
        Query(
            """
            SELECT n.given_name, n.middle_name, n.family_name, n.suffix, n.kind, n.ends_on
              FROM praxis.person_name n
             WHERE n.person_id = \(person)
             ORDER BY n.ends_on DESC NULLS FIRST, n.created_at DESC, n.name_id
            """)
    }

    static func add(_ name: PersonName, to person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.person_name
               (person_id, name_id, given_name, middle_name, family_name, suffix, kind, ends_on)
        SELECT p.person_id, gen_random_uuid(), \(name.given), \(name.middle), \(name.family), \(name.suffix),
               \(name.kind.rawValue), \(name.endsOn)
          FROM praxis.person p
         WHERE p.person_id = \(person)
        """
    }
}
