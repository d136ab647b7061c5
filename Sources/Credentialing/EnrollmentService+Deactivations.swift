import Postgres
package import PraxisCore

extension EnrollmentService {
    /// Records that the payer deactivated an enrollment.
    package func deactivate(
        _ enrollment: Enrollment.ID, _ draft: DeactivationDraft, as caller: Caller
    ) async throws -> Deactivation.ID {
        let id = Deactivation.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(DeactivationStore.add(id, draft, to: enrollment))
            guard added == 1 else { throw EnrollmentError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.enrollment.deactivate", "enrollment", enrollment.uuid,
                    after: try JSONText([
                        "deactivated": draft.deactivatedOn.description,
                        "received": draft.receivedOn?.description ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Records the day on which the payer received the new application: the day before is the last that is lost.
    ///
    /// - Throws: `FieldErrors` about `received`.
    package func reactivate(
        _ id: Deactivation.ID, of enrollment: Enrollment.ID, receivedOn day: LocalDate, version: Int, as caller: Caller
    ) async throws {
        do {
            let _: Deactivation.ID = try await self.write(as: caller) { transaction in
                let ended = try await transaction.execute(
                    DeactivationStore.end(id, of: enrollment, on: day, version: version))
                guard ended == 1 else { throw EnrollmentError.unknown }
                try await transaction.run(
                    AuditEvent(
                        "credentialing.enrollment.reactivate", "enrollment", enrollment.uuid,
                        after: try JSONText(["received": day.description])
                    ).append)
                return id
            }
        } catch let error as PostgresError where error.constraint == "enrollment_deactivation_received" {
            throw Deactivation.notReceived
        }
    }

    /// Corrects what is recorded of a deactivation, or takes it back. What was on record stays, with the reason beside it.
    ///
    /// - Throws: `EnrollmentError.stale` where somebody else did so first.
    package func correct(
        _ id: Deactivation.ID, of enrollment: Enrollment.ID, _ correction: DeactivationCorrection, version: Int,
        as caller: Caller
    ) async throws {
        let _: Deactivation.ID = try await self.write(as: caller) { transaction in
            let before = try await transaction.fetch(DeactivationStore.versions(of: enrollment))
                .first { $0.id == id && $0.isLatest }
            let corrected = try await transaction.execute(
                DeactivationStore.correct(id, of: enrollment, correction, version: version))
            guard corrected == 1, let before else { throw EnrollmentError.unknown }
            try await transaction.run(
                AuditEvent(
                    correction.draft == nil
                        ? "credentialing.enrollment.deactivation-withdraw"
                        : "credentialing.enrollment.deactivation-correct", "enrollment", enrollment.uuid,
                    before: try JSONText(before.facts), after: try JSONText(correction.facts),
                    reason: correction.reason
                ).append)
            return id
        }
    }
}
