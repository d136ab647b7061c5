import Postgres
package import PraxisCore

extension EnrollmentService {
    /// How a payer wants its roster, what was sent, and what would be sent now.
    package func rosters(of plan: PayerPlan.ID, as caller: Caller) async throws -> RosterOverview {
        try await self.database.read(as: caller) { try await Self.overview(plan, in: $0) }
    }

    private static func overview(_ id: PayerPlan.ID, in transaction: Transaction) async throws -> RosterOverview {
        let (plans, layouts, submissions, rows, accepted, held, today) = try await transaction.fetch(
            PayerPlanStore.plan(id), PayerRosterStore.layout(of: id), PayerRosterStore.submissions(of: id),
            PayerRosterStore.current(id), PayerRosterStore.accepted(of: id), PayerRosterStore.held(of: id),
            RuleStore.today())
        guard let plan = plans.first, let today = today.first?.day else { throw EnrollmentError.unknown }
        let current = rows.map(\.line)
        let layout = layouts.first
        var delta: [PayerRosterLine]?
        if !accepted.isEmpty, let fields = layout?.layout.fields {
            delta = RosterDelta.lines(
                from: Self.byKey(held.map(\.line)), to: current, fields: fields,
                ended: Dictionary(
                    uniqueKeysWithValues: rows.compactMap { row in row.ended.map { (row.line.key, $0) } }),
                today: today)
        }
        return RosterOverview(
            plan: plan, layout: layout, submissions: submissions, full: RosterDelta.full(current, today: today),
            delta: delta,
            origins: Dictionary(uniqueKeysWithValues: rows.map { ($0.line.key, $0.origin) }), today: today)
    }

    private static func byKey(_ lines: [PayerRosterLine]) -> [RosterKey: RosterFacts] {
        Dictionary(lines.map { ($0.key, $0.facts) }) { first, _ in first }
    }

    /// Says how a payer wants its roster; files that were sent keep the layout of their day.
    package func save(
        _ layout: RosterLayout, for plan: PayerPlan.ID, version: Int, as caller: Caller
    ) async throws -> RosterLayoutVersion.ID {
        let id = RosterLayoutVersion.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                try PayerRosterStore.add(id, layout, to: plan, number: version + 1),
                AuditEvent(
                    "credentialing.payer_roster.layout", "payer_plan", plan.uuid,
                    after: try JSONText([
                        "columns": layout.text, "delimiter": layout.delimiter.rawValue,
                        "actions": layout.actions.all.joined(separator: ", "),
                    ])
                ).append)
            return id
        }
    }

    /// Freezes a file for a payer: all rows, or what changed since the last one that it accepted. Rows that the payer
    /// would refuse stop it.
    package func submit(
        _ kind: RosterSubmission.Kind, for plan: PayerPlan.ID, as caller: Caller
    ) async throws -> RosterSubmission.ID {
        let id = RosterSubmission.ID.make()
        return try await self.write(as: caller) { transaction in
            // What the payer accepts meanwhile would be another base.
            try await transaction.run(PayerRosterStore.turn(of: plan))
            let overview = try await Self.overview(plan, in: transaction)
            let (layout, lines) = try overview.sendable(kind)
            let accepted: [PayerRosterStore.AcceptedFile] = try await transaction.fetch(
                PayerRosterStore.accepted(of: plan))
            let number = (overview.submissions.first?.number ?? 0) + 1
            let file = PayerRosterStore.add(
                id, kind, of: plan, number: number, layout: layout.id, base: kind == .delta ? accepted.first?.id : nil,
                content: RosterFile.text(lines, layout.layout), rowCount: lines.count)
            let facts = ["plan": plan.description, "kind": kind.rawValue, "rows": String(lines.count)]
            try await transaction.run(
                file, try PayerRosterStore.add(lines, to: id),
                AuditEvent(
                    "credentialing.payer_roster.submit", "roster_submission", id.uuid, after: try JSONText(facts)
                ).append)
            return id
        }
    }

    /// A file that was sent, with its rows.
    package func submission(_ id: RosterSubmission.ID, as caller: Caller) async throws -> RosterSubmissionRecord {
        try await self.database.read(as: caller) { try await Self.record(id, in: $0) }
    }

    private static func record(
        _ id: RosterSubmission.ID, in transaction: Transaction
    ) async throws -> RosterSubmissionRecord {
        let (submissions, lines) = try await transaction.fetch(
            PayerRosterStore.submission(id), PayerRosterStore.lines(of: id))
        guard let submission = submissions.first else { throw EnrollmentError.unknown }
        guard let plan = try await transaction.fetch(PayerPlanStore.plan(submission.plan)).first else {
            throw EnrollmentError.unknown
        }
        return RosterSubmissionRecord(submission: submission, plan: plan, lines: lines)
    }

    /// The file's bytes as they were frozen.
    package func content(of id: RosterSubmission.ID, as caller: Caller) async throws -> String {
        guard let row = try await self.database.read(as: caller, PayerRosterStore.content(of: id)).first else {
            throw EnrollmentError.unknown
        }
        return row.text
    }

    /// Records what the payer answered. What it holds from now on is the base of the next delta.
    package func answer(
        _ id: RosterSubmission.ID, _ draft: RosterAnswerDraft, as caller: Caller
    ) async throws {
        let _: RosterSubmission.ID = try await self.write(as: caller) { transaction in
            let record = try await Self.record(id, in: transaction)
            let held = try await transaction.fetch(PayerRosterStore.held(of: record.plan.id))
            try await transaction.run(PayerRosterStore.add(draft, to: id))
            if draft.outcome == .accepted {
                let after = RosterDelta.accepted(
                    record.lines.map(\.line), rejected: Set(draft.rejections.keys), on: Self.byKey(held.map(\.line)),
                    isFull: record.submission.kind == .full)
                try await transaction.run(
                    PayerRosterStore.reject(draft.rejections, in: id), try PayerRosterStore.hold(after, since: id))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.payer_roster.answer", "roster_submission", id.uuid,
                    after: try JSONText([
                        "outcome": draft.outcome.rawValue, "rejected_rows": String(draft.rejections.count),
                    ])
                ).append)
            return id
        }
    }

    /// What rosters tell of somebody at a clinic and was typed, and what of it is on file and therefore sent.
    package func profile(of person: Person.ID, at clinic: Slug, as caller: Caller) async throws -> RosterProfile {
        let (profiles, sites, rows) = try await self.database.read(
            as: caller, PayerRosterStore.profile(of: person, at: clinic), EnrollmentStore.staff(person),
            PayerRosterStore.current(person, at: clinic))
        guard let site = sites.first(where: { $0.clinic == clinic }) else { throw EnrollmentError.unknown }
        let facts = profiles.first?.facts ?? [:]
        return RosterProfile(
            facts: facts, version: profiles.first?.number ?? 0, name: site.name,
            origin: rows.first?.origin ?? RosterOrigin(sent: facts, onFile: [:], typed: facts))
    }

    /// Adds the next version of it.
    package func save(
        _ draft: RosterProfileDraft, of person: Person.ID, at clinic: Slug, version: Int, as caller: Caller
    ) async throws {
        let _: Person.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(
                try PayerRosterStore.add(draft, of: person, at: clinic, number: version + 1))
            guard added == 1 else { throw EnrollmentError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.payer_roster.profile", "person", person.uuid,
                    after: try JSONText(["fields": draft.facts.keys.map(\.rawValue).sorted().joined(separator: ", ")])
                ).append)
            return person
        }
    }
}

extension RosterOverview {
    /// The rows of a file and their layout, or what stands in the way of it.
    fileprivate func sendable(
        _ kind: RosterSubmission.Kind
    ) throws(EnrollmentError) -> (RosterLayoutVersion, [PayerRosterLine]) {
        guard let layout = self.layout else { throw .noLayout }
        guard let lines = kind == .full ? self.full : self.delta else { throw .nothingAccepted }
        guard !lines.isEmpty else { throw .nothingToTell }
        guard self.problems(kind).isEmpty else { throw .rowsRefused }
        return (layout, lines)
    }
}
