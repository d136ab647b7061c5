import Postgres
package import PraxisCore

extension TrainingService {
    /// Adds a course with its first version.
    package func add(
        _ draft: CourseDraft, document: TrainingDocument?, as caller: Caller
    ) async throws -> TrainingCourse.ID {
        let id = TrainingCourse.ID.make()
        return try await self.write(as: caller) { transaction in
            let file = try await self.keep(document, in: transaction)
            try await transaction.run(
                TrainingStore.add(id, draft), TrainingStore.add(draft.version, 1, to: id, document: file),
                AuditEvent(
                    "credentialing.training-course.create", "training_course", id.uuid,
                    after: try JSONText(["code": draft.code, "name": draft.name, "retention": draft.retention])
                ).append)
            return id
        }
    }

    /// Renames a course, or says from when nobody is asked for it any more.
    package func change(
        _ id: TrainingCourse.ID, _ change: CourseChange, version: Int, as caller: Caller
    ) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            let changed = try await transaction.execute(TrainingStore.change(id, change, version: version))
            guard changed == 1 else {
                throw TrainingError(changing: try await transaction.fetch(TrainingStore.version(of: id)))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.training-course.change", "training_course", id.uuid,
                    after: try JSONText(["name": change.name, "ends": change.endsOn?.description ?? ""])
                ).append)
            return version + 1
        }
    }

    /// Adds a version of a course: the one that is taught from its day on.
    ///
    /// - Parameter last: the number of the version that the caller saw last.
    package func add(
        _ draft: VersionDraft, to course: TrainingCourse.ID, after last: Int, document: TrainingDocument?,
        as caller: Caller
    ) async throws -> Int {
        guard Self.counts.contains(last) else { throw TrainingError.stale }
        return try await self.write(as: caller) { transaction in
            let file = try await self.keep(document, in: transaction)
            try await transaction.run(
                TrainingStore.add(draft, last + 1, to: course, document: file),
                AuditEvent(
                    "credentialing.training-version.create", "training_course", course.uuid,
                    after: try JSONText([
                        "number": String(last + 1), "effective": draft.effectiveFrom.description,
                        "recurrence": draft.recurrence?.words ?? "once",
                        "retake": draft.retakeDays.map(String.init) ?? "",
                    ])
                ).append)
            return last + 1
        }
    }

    /// Asks a course of people.
    package func add(
        _ draft: TrainingRuleDraft, to course: TrainingCourse.ID, as caller: Caller
    ) async throws -> TrainingRule.ID {
        try await self.add(draft, course: course, policy: nil, as: caller)
    }

    func add(
        _ draft: TrainingRuleDraft, course: TrainingCourse.ID?, policy: Policy.ID?, as caller: Caller
    ) async throws -> TrainingRule.ID {
        let id = TrainingRule.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(TrainingStore.add(id, draft, course: course, policy: policy))
            guard added == 1 else { throw TrainingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.training-rule.create", "training_rule", id.uuid,
                    after: try JSONText([
                        "of": course?.description ?? policy?.description ?? "", "clinic": draft.clinic ?? "",
                        "whom": draft.position ?? draft.role ?? draft.exposure ?? "everybody",
                        "due": String(draft.dueDays), "starts": draft.startsOn.description,
                    ])
                ).append)
            return id
        }
    }

    /// From today on the rule asks nobody any more.
    package func end(_ rule: TrainingRule.ID, as caller: Caller) async throws {
        try await self.end(
            TrainingStore.end(rule), "credentialing.training-rule.end", "training_rule", rule, caller)
    }

    /// Has a role not work, or work with a remark, without a course. Rosters learn of it.
    package func add(
        _ draft: GateDraft, to course: TrainingCourse.ID, as caller: Caller
    ) async throws -> TrainingGate.ID {
        let id = TrainingGate.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(TrainingStore.add(id, draft, to: course))
            guard added == 1 else { throw TrainingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.training-gate.create", "training_gate", id.uuid,
                    after: try JSONText([
                        "course": course.description, "role": draft.role, "severity": draft.severity,
                        "starts": draft.startsOn.description,
                    ])
                ).append)
            return id
        }
    }

    /// From today on shifts are no longer tied to the course.
    package func end(_ gate: TrainingGate.ID, as caller: Caller) async throws {
        try await self.end(
            TrainingStore.end(gate), "credentialing.training-gate.end", "training_gate", gate, caller)
    }

    /// Determines that a job is exposed to something.
    package func add(
        exposure: String, position: String, from day: LocalDate, as caller: Caller
    ) async throws -> ExposedJob.ID {
        let id = ExposedJob.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                TrainingStore.add(id, exposure: exposure, position: position, from: day),
                AuditEvent(
                    "credentialing.exposed-job.create", "exposed_job", id.uuid,
                    after: try JSONText(["exposure": exposure, "position": position, "starts": day.description])
                ).append)
            return id
        }
    }

    /// From today on the job is no longer held to be exposed.
    package func end(_ job: ExposedJob.ID, as caller: Caller) async throws {
        try await self.end(
            TrainingStore.end(job), "credentialing.exposed-job.end", "exposed_job", job, caller)
    }

    private func end<Entity>(
        _ ending: Query<Column<LocalDate>>, _ action: String, _ type: String, _ id: Identifier<Entity>,
        _ caller: Caller
    ) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            let ended = try await transaction.fetch(ending)
            guard let day = ended.first?.value else { throw TrainingError.unknown }
            try await transaction.run(
                AuditEvent(action, type, id.uuid, after: try JSONText(["ends": day.description])).append)
            return 1
        }
    }

    func keep(_ document: TrainingDocument?, in transaction: Transaction) async throws -> TrainingDocument.ID? {
        guard let document else { return nil }
        let id = TrainingDocument.ID.make()
        try await transaction.run(TrainingStore.add(id, document))
        return id
    }
}
