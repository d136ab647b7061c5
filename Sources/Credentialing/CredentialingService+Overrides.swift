import Postgres
package import PraxisCore

extension CredentialingService {
    /// Requests and overrides of the scope, those that wait first; one state of them where it is named.
    package func overrides(
        _ state: ClearanceOverride.State? = nil, as caller: Caller
    ) async throws -> [ClearanceOverride] {
        try await self.database.read(as: caller, OverrideStore.overrides(state, in: caller.scope))
    }

    /// One override.
    package func override(_ id: ClearanceOverride.ID, as caller: Caller) async throws -> ClearanceOverride {
        let found = try await self.database.read(as: caller, OverrideStore.overrides(nil, only: id, in: caller.scope))
        guard let override = found.first else { throw CredentialingError.unknown }
        return override
    }

    /// What credentialing says about somebody during an interval, before an override is asked for.
    package func question(
        _ person: Person.ID, during interval: OverrideInterval, as caller: Caller
    ) async throws -> OverrideQuestion {
        guard caller.scope != .all,
            let question = try await self.database.read(
                as: caller, OverrideStore.question(person, interval, in: caller.scope)
            ).first
        else { throw CredentialingError.unknown }
        return question
    }

    /// Asks for an override. The database refuses what nobody may waive, and what is longer than the practice allows.
    package func request(_ draft: OverrideDraft, as caller: Caller) async throws -> ClearanceOverride.ID {
        guard caller.scope != .all else { throw CredentialingError.unknown }
        let id = ClearanceOverride.ID.make()
        return try await self.write(as: caller) { transaction in
            let sites = try await transaction.fetch(ClinicCredentialStore.site(caller.scope))
            let added = try await transaction.execute(OverrideStore.add(id, draft, in: caller.scope))
            guard let site = sites.first, added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.override.request", "override", id.uuid, clinic: site.id.uuid,
                    after: try JSONText(["person": draft.person.description, "requirement": draft.requirement])
                ).append)
            return id
        }
    }

    /// Decides a request, or takes an override back. Approving takes another person than the one who asked and the one
    /// whom it is for.
    ///
    /// - Parameter step: the last step that the caller saw.
    package func decide(
        _ id: ClearanceOverride.ID, _ decision: OverrideDecision, note: String?, after step: Int, as caller: Caller
    ) async throws {
        let _: ClearanceOverride.ID = try await self.write(as: caller) { transaction in
            let found = try await transaction.fetch(OverrideStore.overrides(nil, only: id, in: caller.scope))
            guard let override = found.first else { throw CredentialingError.unknown }
            let added = try await transaction.execute(
                OverrideStore.decide(id, decision, note: note, step: step + 1, in: caller.scope))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.override.decide", "override", id.uuid, clinic: override.clinicID,
                    after: try JSONText(["decision": decision.rawValue, "step": String(step + 1)])
                ).append)
            return id
        }
    }

    /// Shifts that were worked and of which a later fact speaks against somebody.
    package func findings(as caller: Caller) async throws -> [ClearanceFinding] {
        try await self.database.read(as: caller, OverrideStore.findings(in: caller.scope))
    }

    /// How many requests wait for a decision, and which notices of a clinic are due.
    package func clearanceAttention(
        as caller: Caller
    ) async throws -> (waiting: Int, notices: [LaboratoryDirector], endings: [ClinicEnding]) {
        let (waiting, directors, endings) = try await self.database.read(
            as: caller, OverrideStore.waiting(in: caller.scope), ClinicCredentialStore.openNotices(in: caller.scope),
            ClinicCredentialStore.ending(in: caller.scope))
        return (waiting.first?.value ?? 0, directors, endings)
    }
}
