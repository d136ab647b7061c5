package import Postgres
package import PraxisCore

extension CredentialingService {
    /// Where somebody lives and lived, the latest first; and the name.
    package func residences(
        of person: Person.ID, as caller: Caller
    ) async throws -> (person: Person, residences: [Residence]) {
        let (people, residences) = try await self.database.read(
            as: caller, CredentialStore.person(person), ResidenceStore.residences(of: person))
        guard let found = people.first else { throw CredentialingError.unknown }
        return (found, residences)
    }

    /// Records where somebody lives from a day on, or corrects an entry. Rosters meet what follows from it.
    package func add(
        _ draft: ResidenceDraft, of person: Person.ID, as caller: Caller
    ) async throws -> ResidenceDraft.ID {
        let id = ResidenceDraft.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                ResidenceStore.add(id, draft, of: person),
                AuditEvent(
                    "credentialing.residence.create", "residence", id.uuid,
                    after: try JSONText(["person": person.description, "state": draft.state]), reason: draft.reason
                ).append)
            return id
        }
    }
}

/// Queries and statements about where people live.
enum ResidenceStore {
    static func residences(of person: Person.ID) -> Query<Residence> {
        Query(
            """
            SELECT r.residence_id, r.state, r.starts_on, r.applied_on
              FROM praxis.residence r
             WHERE r.person_id = \(person)
               AND NOT EXISTS (SELECT
                                 FROM praxis.residence n
                                WHERE n.practice_id = r.practice_id AND n.supersedes_id = r.residence_id)
             ORDER BY r.starts_on DESC, r.residence_id
            """)
    }

    static func add(_ id: ResidenceDraft.ID, _ draft: ResidenceDraft, of person: Person.ID) -> SQL {
        """
        INSERT INTO praxis.residence (residence_id, person_id, state, starts_on, applied_on, supersedes_id, reason)
        VALUES (\(id), \(person), \(draft.state), \(draft.startsOn), \(draft.appliedOn), \(draft.supersedes),
                \(draft.reason))
        """
    }
}

extension Residence: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.state = try row.read()
        self.startsOn = try row.read()
        self.appliedOn = try row.read()
    }
}
