import Postgres
package import PraxisCore

extension TrainingService {
    /// Records that somebody took a course, or corrects such a record. It counts as long as the version in force on the
    /// day says.
    package func record(
        _ draft: CompletionDraft, of person: Person.ID, in course: TrainingCourse.ID, evidence: TrainingDocument? = nil,
        as caller: Caller
    ) async throws -> TrainingCompletion.ID {
        try await self.write(as: caller) { transaction in
            let version = try await self.version(of: course, on: draft.completedOn, transaction)
            return try await self.record(draft, of: person, by: version, evidence: evidence, claim: nil, transaction)
        }
    }

    /// How many people a class has at most.
    package static let largestClass = 500

    /// Records a class: the same for everybody who was there, each once.
    ///
    /// - Throws: `FieldErrors` about `people`.
    package func record(
        _ draft: CompletionDraft, of people: Set<Person.ID>, in course: TrainingCourse.ID, as caller: Caller
    ) async throws -> Int {
        guard (1...Self.largestClass).contains(people.count) else {
            throw FieldErrors("people", "Choose who was there, at most \(Self.largestClass) people")
        }
        return try await self.write(as: caller) { transaction in
            let version = try await self.version(of: course, on: draft.completedOn, transaction)
            for person in people.sorted() {
                _ = try await self.record(draft, of: person, by: version, evidence: nil, claim: nil, transaction)
            }
            return people.count
        }
    }

    /// The version of a course that was taught on a day.
    private func version(
        of course: TrainingCourse.ID, on day: LocalDate, _ transaction: Transaction
    ) async throws -> TrainingVersion {
        let taught = try await transaction.fetch(TrainingStore.versions()).filter { $0.course == course }
        guard !taught.isEmpty else { throw TrainingError.unknown }
        guard let version = taught.last(where: { $0.effectiveFrom <= day }) else { throw TrainingError.notInForce }
        return version
    }

    /// One round trip for each person: what is written goes with the next one's questions.
    private func record(
        _ draft: CompletionDraft, of person: Person.ID, by version: TrainingVersion, evidence: TrainingDocument?,
        claim: TrainingClaim.ID?, _ transaction: Transaction
    ) async throws -> TrainingCompletion.ID {
        let (id, course) = (TrainingCompletion.ID.make(), version.course)
        let (spans, records) = try await transaction.fetch(
            TrainingStore.spans(of: .person(person)),
            TrainingStore.standingRecords(of: person, without: draft.supersedes))
        let lastDay = TrainingClock.lastDay(
            of: version, completedOn: draft.completedOn, spans.filter { $0.course == course }.map(\.span),
            records.filter { $0.course == course })
        var proof: TrainingDocument.ID?
        if let evidence {
            proof = .make()
            try await transaction.run(TrainingStore.add(proof ?? .make(), evidence, provingFor: person))
        }
        try await transaction.run(
            TrainingStore.add(
                id, draft, of: person, course: course, version: version.number, validThrough: lastDay, evidence: proof,
                claim: claim),
            Outbox.append("credentialing.clearance.changed", object: person.uuid),
            AuditEvent(
                draft.supersedes == nil
                    ? "credentialing.training-completion.create" : "credentialing.training-completion.correct",
                "person", person.uuid,
                after: try JSONText([
                    "completion": id.description, "course": course.description, "version": String(version.number),
                    "completed": draft.completedOn.description, "result": draft.result.rawValue,
                    "supersedes": draft.supersedes?.description ?? "",
                ]), reason: draft.reason
            ).append)
        return id
    }

    /// Hands in a certificate about the own training.
    package func handIn(
        _ draft: ClaimDraft, for course: TrainingCourse.ID, as caller: Caller
    ) async throws -> TrainingClaim.ID {
        let id = TrainingClaim.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                TrainingStore.add(id, draft, course: course),
                AuditEvent(
                    "credentialing.training-claim.create", "training_claim", id.uuid,
                    after: try JSONText(["course": course.description, "completed": draft.completedOn.description])
                ).append)
            return id
        }
    }

    /// Accepts a certificate: what it proves is recorded.
    package func accept(
        _ id: TrainingClaim.ID, _ draft: CompletionDraft, as caller: Caller
    ) async throws -> TrainingCompletion.ID {
        try await self.write(as: caller) { transaction in
            let claim = try await self.waiting(id, transaction)
            let version = try await self.version(of: claim.course, on: draft.completedOn, transaction)
            let completion = try await self.record(
                draft, of: claim.person, by: version, evidence: nil, claim: id, transaction)
            try await transaction.run(
                TrainingStore.decide(id, of: claim.person, .accepted, completion: completion, reason: nil),
                AuditEvent("credentialing.training-claim.accept", "training_claim", id.uuid).append)
            return completion
        }
    }

    /// Declines a certificate with a message to the person.
    package func decline(_ id: TrainingClaim.ID, because reason: String, as caller: Caller) async throws {
        guard (3...1000).contains(reason.count) else {
            throw FieldErrors("reason", "Enter what is wrong with it; the person reads it")
        }
        let _: Int = try await self.write(as: caller) { transaction in
            let claim = try await self.waiting(id, transaction)
            try await transaction.run(
                TrainingStore.decide(id, of: claim.person, .declined, completion: nil, reason: reason),
                AuditEvent("credentialing.training-claim.decline", "training_claim", id.uuid, reason: reason).append)
            return 1
        }
    }

    private func waiting(_ id: TrainingClaim.ID, _ transaction: Transaction) async throws -> TrainingClaim {
        let claims = try await transaction.fetch(TrainingStore.claim(asked: id))
        guard let claim = claims.first else { throw TrainingError.unknown }
        guard claim.state == .waiting else { throw TrainingError.alreadyDecided }
        return claim
    }
}
