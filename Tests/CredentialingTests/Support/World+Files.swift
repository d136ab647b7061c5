import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

extension World {
    var files: FileService { FileService(database: self.service.database) }

    /// A second specialist, and a director who chairs the committee.
    func addCommittee() async throws {
        try await self.addAccount("second", "credentialing_specialist")
        try await self.addAccount("chair", "medical_director")
        try await self.addAccount("peer", "medical_director")
    }

    /// The practice's day, by which ages are counted.
    func practiceDay() async throws -> LocalDate {
        try #require(
            try await self.ask("SELECT praxis_private.practice_day(\(self.practice), now())", as: LocalDate.self))
    }

    /// A file of an account's person, in a state that it reached without its guards.
    func file(
        of person: Person.ID, _ cycle: FileCycle = .initial, state: FileState = .draft, planned: LocalDate? = nil
    ) async throws -> CycleFile.ID {
        let id = CycleFile.ID.make()
        try await self.tell(
            """
            INSERT INTO praxis.credentialing_file
                   (practice_id, person_id, file_id, cycle, clinical_role, state, planned_on, created_by)
            VALUES (\(self.practice), \(person), \(id), \(cycle.rawValue), 'physician', \(state.rawValue), \(planned),
                    \(self.practice))
            """)
        return id
    }

    /// A signed application and a good check of every element, days ago.
    func complete(_ file: CycleFile.ID, daysAgo days: Int = 1, except missing: String...) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, element, credentialing_file_id, method, source, query, result,
                    external_reference, verified_at, verified_by)
            SELECT i.practice_id, gen_random_uuid(), i.person_id, i.element, i.file_id, 'web', 'Board', 'All names',
                   'confirmed', 'V-1',
                   (praxis_private.practice_day(i.practice_id, now()) - \(days)::integer + time '18:00') AT TIME ZONE 'UTC',
                   \(self.practice)
              FROM praxis.checklist_item i
             WHERE i.file_id = \(file) AND i.element <> 'attestation' AND i.element <> ALL (\(missing))
            """,
            """
            INSERT INTO praxis.attestation
                   (practice_id, person_id, file_id, attempt, content, signature, signed_on, created_by)
            SELECT i.practice_id, i.person_id, i.file_id, 1, '{}', 'Signed',
                   praxis_private.practice_day(i.practice_id, now()) - \(days)::integer, \(self.practice)
              FROM praxis.checklist_item i
             WHERE i.file_id = \(file) AND i.element = 'attestation' AND i.element <> ALL (\(missing))
            """)
    }

    func state(_ file: CycleFile.ID) async throws -> (state: FileState, version: Int) {
        let record = try await self.files.record(file, as: self.caller("specialist"))
        return (record.file.state, record.file.version)
    }

    func step(_ file: CycleFile.ID, _ state: FileState, reason: String? = nil, as account: String = "specialist")
        async throws
    {
        let version = try await self.state(file).version
        let fields = ["to": state.rawValue, "reason": reason]
        _ = try await self.files.step(
            file, try StepDraft { fields[$0] ?? nil }, version: version, as: self.caller(account))
    }

    func decide(
        _ file: CycleFile.ID, _ change: [String: String] = [:], document: Bool = false, as account: String = "director"
    ) async throws {
        let version = try await self.state(file).version
        let today = try await self.practiceDay()
        let fields = ["outcome": "approved", "decided": today.description].merging(change) { $1 }
        let proof = document ? try EvidenceDraft(name: "minutes.pdf", bytes: Array("%PDF-1".utf8)) : nil
        let draft = try DecisionDraft({ fields[$0] }, today: today, document: proof)
        _ = try await self.files.decide(file, draft, version: version, as: self.caller(account))
    }
}

/// A check as a worksheet gives it.
func worksheet(_ change: [String: String] = [:], document: EvidenceDraft? = nil) throws -> CheckDraft {
    let fields = [
        "source_name": "State board", "method": "web", "query": "Rao, Asha", "result": "confirmed", "reference": "V-77",
    ].merging(change) { $1 }
    return try CheckDraft({ fields[$0] }, sources: [], document: document)
}
