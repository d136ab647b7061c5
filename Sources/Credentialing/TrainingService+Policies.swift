import Postgres
package import PraxisCore

/// Everything about policies.
package struct PolicyCatalog: Sendable {
    package let policies: [Policy]
    package let versions: [Policy.ID: [PolicyVersion]]
    package let rules: [TrainingRule]
    package let exposures: [ExposedJob]
}

extension TrainingService {
    /// What numbers of versions and counts of edits can be.
    static let counts = 0...1_000_000

    /// All policies with their versions and of whom they are asked.
    package func policies(as caller: Caller) async throws -> PolicyCatalog {
        let (policies, versions, rules, exposures) = try await self.database.read(
            as: caller, PolicyStore.policies(), PolicyStore.versions(), TrainingStore.rules(), TrainingStore.exposures()
        )
        return PolicyCatalog(
            policies: policies, versions: Dictionary(grouping: versions, by: \.policy), rules: rules,
            exposures: exposures)
    }

    /// Adds a policy with the draft of its first version.
    package func add(
        _ draft: PolicyDraft, document: TrainingDocument?, as caller: Caller
    ) async throws -> Policy.ID {
        let id = Policy.ID.make()
        return try await self.write(as: caller) { transaction in
            let file = try await self.keep(document, in: transaction)
            try await transaction.run(
                PolicyStore.add(id, draft), PolicyStore.add(draft.text, 1, to: id, document: file),
                AuditEvent(
                    "credentialing.policy.create", "policy", id.uuid,
                    after: try JSONText(["code": draft.code, "name": draft.text.title])
                ).append)
            return id
        }
    }

    /// Begins the next version of a policy.
    ///
    /// - Parameter last: the number of the version that the caller saw last.
    package func add(
        _ draft: PolicyText, to policy: Policy.ID, after last: Int, document: TrainingDocument?, as caller: Caller
    ) async throws -> Int {
        guard Self.counts.contains(last) else { throw TrainingError.stale }
        return try await self.write(as: caller) { transaction in
            let file = try await self.keep(document, in: transaction)
            try await transaction.run(
                PolicyStore.add(draft, last + 1, to: policy, document: file),
                AuditEvent(
                    "credentialing.policy-version.create", "policy", policy.uuid,
                    after: try JSONText(["number": String(last + 1), "change": draft.change.rawValue]),
                    reason: draft.changeReason
                ).append)
            return last + 1
        }
    }

    /// Changes a draft, where it is still as it was read; without another document it keeps the one that it has.
    ///
    /// - Parameter field: what was entered, as `PolicyText` reads it.
    package func change(
        _ policy: Policy.ID, number: Int, version: Int, document: TrainingDocument?, as caller: Caller,
        to field: @Sendable (String) -> String?
    ) async throws {
        guard Self.counts.contains(number) else { throw TrainingError.unknown }
        guard Self.counts.contains(version) else { throw TrainingError.stale }
        let _: Int = try await self.write(as: caller) { transaction in
            let found = try await transaction.fetch(PolicyStore.hasDocument(policy, number: number)).first
            guard let hasDocument = found?.value else { throw TrainingError.unknown }
            let draft = try PolicyText(field, first: number == 1, hasDocument: document != nil || hasDocument)
            let file = try await self.keep(document, in: transaction)
            let changed = try await transaction.execute(
                PolicyStore.change(draft, of: policy, number: number, version: version, document: file))
            guard changed == 1 else { throw TrainingError.stale }
            try await transaction.run(
                AuditEvent(
                    "credentialing.policy-version.change", "policy", policy.uuid,
                    after: try JSONText(["number": String(number), "change": draft.change.rawValue]),
                    reason: draft.changeReason
                ).append)
            return version + 1
        }
    }

    /// Approves a draft as it was read; the database takes its digest and refuses its authors.
    package func approve(_ policy: Policy.ID, number: Int, version: Int, as caller: Caller) async throws {
        guard Self.counts.contains(number) else { throw TrainingError.unknown }
        guard Self.counts.contains(version) else { throw TrainingError.stale }
        let _: Int = try await self.write(as: caller) { transaction in
            try await transaction.run(
                PolicyStore.approve(policy, number: number, version: version),
                AuditEvent(
                    "credentialing.policy-version.approve", "policy", policy.uuid,
                    after: try JSONText(["number": String(number), "version": String(version)])
                ).append)
            return number
        }
    }

    /// Says from which day an approved version is in force. Its audience is asked from then on.
    package func schedule(_ policy: Policy.ID, number: Int, from day: LocalDate, as caller: Caller) async throws {
        guard Self.counts.contains(number) else { throw TrainingError.unknown }
        guard (1990...2999).contains(day.year) else { throw TrainingError.notInOrder }
        let _: Int = try await self.write(as: caller) { transaction in
            try await transaction.run(
                PolicyStore.schedule(policy, number: number, from: day),
                AuditEvent(
                    "credentialing.policy-version.schedule", "policy", policy.uuid,
                    after: try JSONText(["number": String(number), "effective": day.description])
                ).append)
            return number
        }
    }

    /// From this day on, today or later, no version of the policy is in force.
    ///
    /// - Throws: `FieldErrors` about `ends`.
    package func withdraw(_ policy: Policy.ID, from day: LocalDate, version: Int, as caller: Caller) async throws {
        do {
            let _: Int = try await self.write(as: caller) { transaction in
                let changed = try await transaction.execute(PolicyStore.withdraw(policy, from: day, version: version))
                guard changed == 1 else {
                    throw TrainingError(changing: try await transaction.fetch(PolicyStore.version(of: policy)))
                }
                try await transaction.run(
                    AuditEvent(
                        "credentialing.policy.withdraw", "policy", policy.uuid,
                        after: try JSONText(["ends": day.description])
                    ).append)
                return version + 1
            }
        } catch TrainingError.inPast {
            throw Policy.noEnd
        }
    }

    /// Asks a policy of people.
    package func add(
        _ draft: TrainingRuleDraft, to policy: Policy.ID, as caller: Caller
    ) async throws -> TrainingRule.ID {
        try await self.add(draft, course: nil, policy: policy, as: caller)
    }

    /// The caller acknowledges, for the own person, exactly the text with this digest.
    package func acknowledge(_ policy: Policy.ID, number: Int, digest: String, as caller: Caller) async throws {
        guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit), Self.counts.contains(number) else {
            throw TrainingError.stale
        }
        let _: Int = try await self.write(as: caller) { transaction in
            try await transaction.run(
                PolicyStore.acknowledge(policy, number: number, digest: digest),
                AuditEvent(
                    "credentialing.policy-version.acknowledge", "policy", policy.uuid,
                    after: try JSONText(["number": String(number), "sha256": digest])
                ).append)
            return number
        }
    }
}
