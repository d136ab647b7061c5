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

    /// The credentials that a file's checks are of, each with a term without end that nobody verified yet.
    func credentials(for file: CycleFile.ID) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.credential
                   (practice_id, credential_id, person_id, type_code, state, number, number_normalized, multistate, created_by)
            SELECT i.practice_id, gen_random_uuid(), i.person_id, k.type_code,
                   CASE k.jurisdiction WHEN 'state' THEN 'CO' END, 'X1', 'X1', false, i.practice_id
              FROM praxis.checklist_item i
              JOIN praxis.file_element e USING (element)
              JOIN praxis.credential_type k ON k.type_code = e.type_codes[1]
             WHERE i.file_id = \(file)
                ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO praxis.credential_term (practice_id, term_id, person_id, credential_id, issued_on, created_by)
            SELECT c.practice_id, gen_random_uuid(), c.person_id, c.credential_id, '2000-01-01', c.practice_id
              FROM praxis.credential c
              JOIN praxis.credentialing_file f USING (practice_id, person_id)
             WHERE f.file_id = \(file)
               AND NOT EXISTS (SELECT FROM praxis.credential_term t
                                WHERE t.practice_id = c.practice_id AND t.credential_id = c.credential_id)
            """)
    }

    /// A signed application and a good check of every element, days ago.
    func complete(_ file: CycleFile.ID, daysAgo days: Int = 1, except missing: String...) async throws {
        try await self.credentials(for: file)
        try await self.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, element, credentialing_file_id, method,
                    source, query, result, external_reference, verified_at, verified_by)
            SELECT i.practice_id, gen_random_uuid(), i.person_id, t.credential_id, t.term_id, i.element, i.file_id, 'web',
                   'Board', 'All names', 'confirmed', 'V-1',
                   (praxis_private.practice_day(i.practice_id, now()) - \(days)::integer + time '18:00') AT TIME ZONE 'UTC',
                   \(self.practice)
              FROM praxis.checklist_item i
              JOIN praxis.file_element e USING (element)
              LEFT JOIN praxis.credential c
                     ON c.practice_id = i.practice_id AND c.person_id = i.person_id AND c.type_code = e.type_codes[1]
              LEFT JOIN praxis.credential_term t
                     ON t.practice_id = c.practice_id AND t.credential_id = c.credential_id
             WHERE i.file_id = \(file) AND i.element <> 'attestation' AND i.element <> ALL (\(missing))
            """,
            """
            INSERT INTO praxis.attestation
                   (practice_id, person_id, file_id, attempt, content, signature, signed_on, created_by)
            SELECT i.practice_id, i.person_id, i.file_id, 1, '{"statement": "All is true", "name": "Signed"}', 'Signed',
                   praxis_private.practice_day(i.practice_id, now()) - \(days)::integer, \(self.practice)
              FROM praxis.checklist_item i
             WHERE i.file_id = \(file) AND i.element = 'attestation' AND i.element <> ALL (\(missing))
                ON CONFLICT DO NOTHING
            """)
    }

    /// A file that waits for its decision today, everything verified days ago.
    func ready(
        of account: String = "staff", _ cycle: FileCycle = .initial, daysAgo days: Int = 1, dueDaysAgo due: Int? = nil
    ) async throws -> CycleFile.ID {
        let today = try await self.practiceDay()
        let file = try await self.file(
            of: try await self.person(of: account), cycle, state: .verifying, planned: today)
        if let due {
            try await self.tell(
                "UPDATE praxis.credentialing_file SET due_on = \(today.adding(days: -due)) WHERE file_id = \(file)")
        }
        try await self.complete(file, daysAgo: days)
        try await self.step(file, .readyForReview)
        return file
    }

    /// Checks an element with a worksheet, of the credential on file where the element is one.
    @discardableResult
    func check(
        _ element: String, of file: CycleFile.ID, _ change: [String: String] = [:], document: EvidenceDraft? = nil,
        as account: String = "specialist"
    ) async throws -> Verification.ID {
        try await self.credentials(for: file)
        let term = try await self.ask(
            """
            SELECT min(t.term_id::text)
              FROM praxis.credentialing_file f
              JOIN praxis.file_element e ON e.element = \(element)
              JOIN praxis.credential c USING (practice_id, person_id)
              JOIN praxis.credential_term t USING (practice_id, credential_id)
             WHERE f.file_id = \(file) AND c.type_code = ANY (e.type_codes)
            """, as: String.self)
        let fields = (term.map { ["term": $0] } ?? [:]).merging(change) { $1 }
        return try await self.files.check(
            element, of: file, try worksheet(fields, document: document), as: self.caller(account))
    }

    /// How an element of a file stands.
    func status(_ element: String, of file: CycleFile.ID) async throws -> ChecklistItem.Status? {
        try await self.files.record(file, as: self.caller("director")).items.first { $0.element == element }?.status
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

    /// Puts a document that was signed on a day on file.
    func fileRecord(signed day: LocalDate, on file: CycleFile.ID, as account: String = "specialist") async throws
        -> Evidence.ID
    {
        let document = try EvidenceDraft(name: "minutes.pdf", bytes: Array("%PDF-1 signed".utf8))
        return try await self.files.add(signed: document, to: file, as: self.caller(account)) {
            ["signed": day.description][$0]
        }
    }

    func decide(
        _ file: CycleFile.ID, _ change: [String: String] = [:], document: Bool = false, as account: String = "director"
    ) async throws {
        let version = try await self.state(file).version
        let today = try await self.practiceDay()
        let fields = ["outcome": "approved", "decided": today.description].merging(change) { $1 }
        let proof = document ? try EvidenceDraft(name: "minutes.pdf", bytes: Array("%PDF-1".utf8)) : nil
        let records = try await self.files.record(file, as: self.caller(account)).records
        let draft = try DecisionDraft({ fields[$0] }, today: today, records: records, document: proof)
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
