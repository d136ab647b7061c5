package import FoundationEssentials
import Postgres
package import PraxisCore

extension IdentityService {
    /// Takes rights for an emergency. The administrators are told, and a review is due within 72 hours.
    ///
    /// - Throws: `PX403` where the password was not given lately; `PX422` for a short reason or a long time.
    package func breakGlass(_ new: NewEmergency, as caller: Caller) async throws -> UUID {
        try await self.database.write(as: caller) { transaction in
            guard let grant = try await transaction.fetch(EmergencyStore.start(new)).first?.value else {
                throw IdentityError.notFound
            }
            try await transaction.run(
                AuditEvent(
                    "identity.emergency.start", "role_grant", grant, clinic: new.clinic,
                    after: try JSONText(["role": new.role, "minutes": String(new.minutes)]), reason: new.reason
                ).append)
            return grant
        }
    }

    /// Emergencies, those without a verdict first.
    package func emergencies(as caller: Caller) async throws -> [Emergency] {
        try await self.database.read(as: caller, EmergencyStore.emergencies(limit: 100))
    }

    /// How many emergencies wait for a verdict, and how many of them too long.
    package func openEmergencies(as caller: Caller) async throws -> (waiting: Int, overdue: Int) {
        let count = try await self.database.read(as: caller, EmergencyStore.open).first
        return (count?.waiting ?? 0, count?.overdue ?? 0)
    }

    /// The verdict on somebody else's emergency.
    package func review(
        _ grant: UUID, _ verdict: Emergency.Verdict, note: String, as caller: Caller
    ) async throws {
        try await self.database.write(as: caller) { transaction in
            guard try await transaction.execute(EmergencyStore.review(grant, verdict, note: note)) == 1 else {
                throw IdentityError.notFound
            }
            try await transaction.run(
                AuditEvent(
                    "identity.emergency.review", "role_grant", grant,
                    after: try JSONText(["verdict": verdict.rawValue])
                ).append)
        }
    }
}
