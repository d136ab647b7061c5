import Postgres
package import PraxisCore

/// The use cases of enrollment with payers: who can be billed to which plan, where, and from when.
package struct EnrollmentService: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    // MARK: Plans

    /// The practice's plans by payer.
    package func plans(as caller: Caller) async throws -> [PayerPlan] {
        try await self.database.read(as: caller, PayerPlanStore.plans())
    }

    /// One plan.
    package func plan(_ id: PayerPlan.ID, as caller: Caller) async throws -> PayerPlan {
        guard let plan = try await self.database.read(as: caller, PayerPlanStore.plan(id)).first else {
            throw EnrollmentError.unknown
        }
        return plan
    }

    /// Adds a plan.
    package func add(_ draft: PayerPlanDraft, as caller: Caller) async throws -> PayerPlan.ID {
        let id = PayerPlan.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                PayerPlanStore.add(id, draft),
                AuditEvent(
                    "credentialing.payer_plan.create", "payer_plan", id.uuid,
                    after: try JSONText(["payer": draft.payer, "name": draft.name, "line": draft.line.rawValue])
                ).append)
            return id
        }
    }

    /// Changes a plan; what kind it is stays.
    package func change(_ id: PayerPlan.ID, _ draft: PayerPlanDraft, version: Int, as caller: Caller) async throws {
        let _: PayerPlan.ID = try await self.write(as: caller) { transaction in
            guard let before = try await transaction.fetch(PayerPlanStore.plan(id)).first else {
                throw EnrollmentError.unknown
            }
            guard try await transaction.execute(PayerPlanStore.change(id, draft, version: version)) == 1 else {
                throw EnrollmentError.stale(seen: version, now: before.version)
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.payer_plan.change", "payer_plan", id.uuid,
                    before: try JSONText(Self.facts(before.payer, before.name, before.startsOn, before.endsOn)),
                    after: try JSONText(Self.facts(draft.payer, draft.name, draft.startsOn, draft.endsOn))
                ).append)
            return id
        }
    }

    private static func facts(
        _ payer: String, _ name: String, _ starts: LocalDate, _ ends: LocalDate?
    ) -> [String: String] {
        ["payer": payer, "name": name, "starts": starts.description, "ends": ends?.description ?? ""]
    }

    // MARK: Who is enrolled

    /// Enrollments by name from after one of them.
    package func enrollments(
        _ filter: EnrollmentFilter, after: Enrollment.ID? = nil, limit: Int = 500, as caller: Caller
    ) async throws -> [Enrollment] {
        try await self.database.read(
            as: caller, EnrollmentStore.list(filter, after: after, limit: limit, in: caller.scope))
    }

    /// A page of them, and the plans that they can be narrowed to.
    package func page(
        _ filter: EnrollmentFilter, after: Enrollment.ID?, as caller: Caller
    ) async throws -> (rows: [Enrollment], next: Enrollment.ID?, plans: [PayerPlan]) {
        let size = EnrollmentStore.pageSize
        let (rows, plans) = try await self.database.read(
            as: caller, EnrollmentStore.list(filter, after: after, limit: size + 1, in: caller.scope),
            PayerPlanStore.plans())
        return (Array(rows.prefix(size)), rows.count > size ? rows[size - 1].id : nil, plans)
    }

    /// Who works today and cannot be billed to a plan.
    package func missing(
        plan: PayerPlan.ID? = nil, of person: Person.ID? = nil, as caller: Caller
    ) async throws -> [MissingEnrollment] {
        try await self.database.read(
            as: caller, EnrollmentStore.missing(plan: plan, person: person, in: caller.scope))
    }

    /// A person's enrollments at the clinics that the caller may see, and what is missing.
    package func file(of person: Person.ID, as caller: Caller) async throws -> PersonEnrollments {
        let (people, sites, rows, missing, plans, medicare) = try await self.database.read(
            as: caller, CredentialStore.person(person), EnrollmentStore.staff(person),
            EnrollmentStore.list(EnrollmentFilter(person: person), after: nil, limit: 500, in: .all),
            EnrollmentStore.missing(plan: nil, person: person, in: .all), PayerPlanStore.plans(),
            MedicareStore.words(of: person))
        // Who has no clinical role is enrolled nowhere, which the page says.
        guard let name = sites.first?.name ?? people.first?.name else { throw EnrollmentError.unknown }
        return PersonEnrollments(
            person: person, name: name, sites: sites, enrollments: rows, missing: missing, plans: plans,
            medicare: medicare)
    }

    /// What Medicare's newest lists say of somebody.
    package func medicare(of person: Person.ID, as caller: Caller) async throws -> [MedicareWord] {
        let (people, sites, words) = try await self.database.read(
            as: caller, CredentialStore.person(person), EnrollmentStore.staff(person), MedicareStore.words(of: person))
        guard !people.isEmpty || !sites.isEmpty else { throw EnrollmentError.unknown }
        return words
    }

    /// How many revalidations are due, and how many people cannot be billed.
    package func attention(as caller: Caller) async throws -> (revalidations: Int, missing: Int) {
        let (due, missing) = try await self.database.read(
            as: caller, EnrollmentStore.revalidations(in: caller.scope),
            EnrollmentStore.peopleMissing(in: caller.scope))
        return (due.first?.value ?? 0, missing.first?.value ?? 0)
    }

    /// One enrollment with its history and what Medicare's rules of its days say.
    package func record(_ id: Enrollment.ID, as caller: Caller) async throws -> EnrollmentRecord {
        try await self.database.read(as: caller) { transaction in
            let (rows, deactivations, versions, days) = try await transaction.fetch(
                EnrollmentStore.enrollment(id), DeactivationStore.versions(of: id), EnrollmentStore.versions(of: id),
                EnrollmentStore.unbillable(id))
            guard let enrollment = rows.first else { throw EnrollmentError.unknown }
            let isSupplier = enrollment.line == .dmepos
            let key = isSupplier ? RuleKey.supplierRevalidation : RuleKey.revalidation
            guard let key, let billing = RuleKey.billing else { throw EnrollmentError.unknown }
            let (words, compared, billingRules, revalidationRules) = try await transaction.fetch(
                MedicareStore.words(of: enrollment.person), MedicareStore.enrollment(id),
                RuleStore.rule(billing, on: enrollment.submittedOn ?? enrollment.today),
                RuleStore.rule(key, on: enrollment.today))
            return EnrollmentRecord(
                enrollment, deactivations, versions, billingRule: billingRules.first,
                revalidationRule: revalidationRules.first,
                unbillable: days.map(\.day), medicare: words, compared: try compared.first?.text.decoded())
        }
    }

    // MARK: Changes

    /// Puts an enrollment on file.
    package func add(
        _ draft: EnrollmentDraft, of person: Person.ID, at clinic: Slug, with plan: PayerPlan.ID, as caller: Caller
    ) async throws -> Enrollment.ID {
        let id = Enrollment.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(
                EnrollmentStore.add(id, draft, of: person, at: clinic, with: plan))
            guard added == 1 else { throw EnrollmentError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.enrollment.create", "enrollment", id.uuid,
                    after: try JSONText(
                        draft.facts.merging(["person": person.description, "plan": plan.description]) { $1 })
                ).append)
            return id
        }
    }

    /// Changes an enrollment; what it was stays on record.
    package func change(
        _ id: Enrollment.ID, _ draft: EnrollmentDraft, version: Int, as caller: Caller
    ) async throws {
        let _: Enrollment.ID = try await self.write(as: caller) { transaction in
            guard try await transaction.execute(EnrollmentStore.change(id, draft, version: version)) == 1 else {
                throw EnrollmentError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.enrollment.change", "enrollment", id.uuid, after: try JSONText(draft.facts)
                ).append)
            return id
        }
    }

    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { EnrollmentError(refused: $0) }, body)
    }
}

/// What is known of a person's enrollments.
package struct PersonEnrollments: Sendable {
    package let person: Person.ID
    package let name: String
    package let sites: [EnrollmentSite]
    package let enrollments: [Enrollment]
    package let missing: [MissingEnrollment]
    package let plans: [PayerPlan]
    /// What Medicare's newest lists say of the person.
    package let medicare: [MedicareWord]
}
