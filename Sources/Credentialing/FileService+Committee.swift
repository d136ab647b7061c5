package import FoundationEssentials
import Postgres
package import PraxisCore

extension FileService {
    /// Every seat of the committee, the present ones first, and who could get one.
    package func seats(as caller: Caller) async throws -> (seats: [CommitteeSeat], people: [FileCandidate]) {
        let (seats, people) = try await self.database.read(as: caller, CommitteeStore.seats(), CommitteeStore.people())
        return (seats, people)
    }

    /// Gives somebody a seat; nobody has two at a time.
    ///
    /// - Throws: `FieldErrors` about `person`.
    package func join(_ person: Person.ID, isChair: Bool, from day: LocalDate, as caller: Caller) async throws -> UUID {
        let id = UUID.version7()
        do {
            return try await self.write(as: caller) { transaction in
                try await transaction.run(
                    DecisionStore.add(id, person, isChair: isChair, from: day),
                    AuditEvent(
                        "credentialing.committee.join", "committee_member", id,
                        after: try JSONText(["person": person.description, "chair": isChair ? "yes" : "no"])
                    ).append)
                return id
            }
        } catch let error as PostgresError where error.constraint == "committee_member_once" {
            throw FieldErrors("person", "This person has a seat at that time")
        }
    }

    /// Ends a seat, today or later; what its holder voted on before stays.
    ///
    /// - Throws: `FieldErrors` about `ends`.
    package func leave(_ seat: UUID, on day: LocalDate?, as caller: Caller) async throws -> LocalDate {
        let mistake = FieldErrors("ends", "Enter today or a later day")
        guard let day else { throw mistake }
        do {
            return try await self.write(as: caller) { transaction in
                guard try await transaction.execute(CommitteeStore.leave(seat, on: day)) == 1 else {
                    guard try await transaction.fetch(CommitteeStore.holder(of: seat)).first != nil else {
                        throw CredentialingError.unknown
                    }
                    throw FieldErrors("ends", "Enter a day after the first one of a seat that is still held")
                }
                try await transaction.run(
                    AuditEvent(
                        "credentialing.committee.leave", "committee_member", seat,
                        after: try JSONText(["ends": day.description])
                    ).append)
                return day
            }
        } catch let error as PostgresError where error.raised?.code == "in_past" {
            throw mistake
        }
    }
}
