import Postgres
package import PraxisCore

extension CredentialingService {
    /// What each role and service requires, also what ended.
    package func requirements(as caller: Caller) async throws -> [Requirement] {
        try await self.database.read(as: caller, RequirementStore.requirements())
    }

    /// What a new requirement can be about.
    package func requirementChoices(as caller: Caller) async throws -> RequirementChoices {
        let (types, clinicTypes, services, clinics, plans, today) = try await self.database.read(
            as: caller, CredentialStore.types(), ClinicCredentialStore.types(), RequirementStore.services(),
            RequirementStore.clinics(), PayerPlanStore.plans(), RuleStore.today())
        return RequirementChoices(
            types: types, clinicTypes: clinicTypes, services: services, clinics: clinics.map(\.slug), plans: plans,
            today: today.first?.day ?? LocalDate(daysSinceEpoch: 0))
    }

    /// Adds a requirement from a day on. Rosters that it speaks against learn of it.
    package func add(_ draft: RequirementDraft, as caller: Caller) async throws -> Requirement.ID {
        let id = Requirement.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                RequirementStore.add(id, draft),
                AuditEvent(
                    "credentialing.requirement.create", "requirement", id.uuid,
                    after: try JSONText([
                        "role": draft.role ?? "clinic", "type": draft.type, "severity": draft.severity.rawValue,
                        "starts": draft.startsOn.description,
                    ]), reason: draft.citation
                ).append)
            return id
        }
    }

    /// Ends a requirement on a day, today or later; what it asked for until then stays on record.
    package func endRequirement(_ id: Requirement.ID, on day: LocalDate, as caller: Caller) async throws {
        let _: Requirement.ID = try await self.write(as: caller) { transaction in
            let found = try await transaction.fetch(RequirementStore.requirements()).first { $0.id == id }
            guard let found,
                try await transaction.execute(RequirementStore.end(id, on: day, ofClinic: found.isOfClinic)) == 1
            else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.requirement.end", "requirement", id.uuid,
                    after: try JSONText(["ends": day.description])
                ).append)
            return id
        }
    }
}
