import Postgres
package import PraxisCore

extension CredentialingService {
    /// What somebody works as, the primary one first.
    package func specialties(of person: Person.ID, as caller: Caller) async throws -> [Specialty] {
        let (people, specialties) = try await self.database.read(
            as: caller, CredentialStore.person(person), SpecialtyStore.specialties(of: person))
        guard !people.isEmpty else { throw CredentialingError.unknown }
        return specialties
    }

    /// Adds a specialty by its code, which the code set has and has not retired.
    package func addSpecialty(_ code: String, to person: Person.ID, as caller: Caller) async throws -> Specialty.ID {
        guard Taxonomy.isCode(code) else {
            throw FieldErrors("code", "Enter the ten signs of a code, such as 207Q00000X")
        }
        let id = Specialty.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(SpecialtyStore.add(code, as: id, to: person))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.specialty.add", "person", person.uuid, after: try JSONText(["code": code])
                ).append)
            return id
        }
    }

    /// Ends a specialty today; it stays on record.
    package func endSpecialty(_ id: Specialty.ID, of person: Person.ID, as caller: Caller) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            let ended = try await transaction.execute(SpecialtyStore.end(id, of: person))
            guard ended == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.specialty.end", "person", person.uuid,
                    before: try JSONText(["specialty": id.description])
                ).append)
            return ended
        }
    }
}
