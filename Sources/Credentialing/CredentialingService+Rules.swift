import Postgres
package import PraxisCore

extension CredentialingService {
    /// Every rule with all its versions, and the day that it is in the practice.
    package func rules(as caller: Caller) async throws -> (versions: [RuleVersion], today: LocalDate) {
        let (versions, today) = try await self.database.read(
            as: caller, RuleStore.versions(), RuleStore.today())
        return (versions, today.first?.day ?? LocalDate(daysSinceEpoch: 0))
    }

    /// The versions of one rule, the latest first.
    package func rule(_ key: RuleKey, as caller: Caller) async throws -> (versions: [RuleVersion], today: LocalDate) {
        let (versions, today) = try await self.database.read(
            as: caller, RuleStore.versions(of: key), RuleStore.today())
        guard !versions.isEmpty, let today = today.first else { throw CredentialingError.unknown }
        return (versions, today.day)
    }

    /// The rule that applied on a day.
    package func rule(_ key: RuleKey, on day: LocalDate, as caller: Caller) async throws -> RuleVersion {
        guard let version = try await self.database.read(as: caller, RuleStore.rule(key, on: day)).first else {
            throw CredentialingError.unknown
        }
        return version
    }

    /// Adds a version of the practice's own that goes before the authority's from its first day on.
    package func addRule(_ draft: RuleDraft, to key: RuleKey, as caller: Caller) async throws -> RuleVersion.ID {
        let id = RuleVersion.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                RuleStore.add(id, draft, to: key),
                AuditEvent(
                    "credentialing.rule.create", "rule", id.uuid,
                    after: try JSONText([
                        "rule": key.rawValue, "starts": draft.startsOn.description,
                        "figures": try JSONText(draft.figures).text,
                    ]), reason: draft.citation
                ).append)
            return id
        }
    }

    /// Ends a version of the practice's own; from that day the authority's holds again.
    package func endRule(_ id: RuleVersion.ID, on day: LocalDate, as caller: Caller) async throws {
        let _: RuleVersion.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(RuleStore.end(id, on: day)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.rule.end", "rule", id.uuid, after: try JSONText(["ends": day.description])
                ).append)
            return id
        }
    }
}
