import Postgres
package import PraxisCore

extension FileService {
    /// For each application that came in, the days left to call it complete or return it; below zero where they are over.
    package func completenessDays(as caller: Caller) async throws -> [Int] {
        try await self.database.read(as: caller, FileStore.completenessDays(in: caller.scope)).map(\.value)
    }

    /// What follows from the adverse decisions of the scope: which may still be appealed, and for who may know, which wait for a
    /// report to the data bank.
    package func duties(as caller: Caller) async throws -> (appeals: [FileAppeal], reports: [ReportDuty]) {
        try await self.database.read(
            as: caller, DutyStore.appeals(in: caller.scope), DutyStore.duties(in: caller.scope))
    }

    /// Records that an adverse action was reported to the data bank, or why no report is due.
    ///
    /// The audit trail says that something was put with what peers said, neither what nor about whom.
    package func dispose(_ draft: ReportDraft, of file: CycleFile.ID, as caller: Caller) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let record = ReportDuty.RecordID.make()
            let added = try await transaction.execute(DutyStore.dispose(draft, of: file, as: record))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent("credentialing.peer.record", "peer_record", record.uuid).append)
            return file
        }
    }
}
