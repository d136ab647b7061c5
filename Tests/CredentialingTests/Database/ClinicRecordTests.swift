import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What is on record of a clinic's certificate` {
    private let denver = Scope.clinic(Slug("denver")!)
    private let phoenix = Scope.clinic(Slug("phoenix")!)
    private let testing = ["point_of_care_testing"]
    private let pdf = Array("%PDF-1.7 certificate".utf8)

    private func document() throws -> DocumentDraft {
        try DocumentDraft(name: "clia.pdf", bytes: self.pdf, compartment: "credential", credential: nil)
    }

    // MARK: Checks

    @Test func `a source that no longer confirms it takes the days from then on, and leaves those before`() async throws
    {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (_, term) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        func states(_ days: Int) async throws -> [String] {
            let day = today.adding(days: days)
            return try await world.clearance(
                rao, "\(day) 08:00", "\(day) 16:00", services: self.testing, as: "administrator"
            ).reasons.map(\.state)
        }
        try await world.backdateChecks(of: term, days: 20)
        for days in [-8, -3, 3] {
            try await world.assign(
                rao, to: try await world.shift(on: today.adding(days: days), services: self.testing))
        }
        try await world.verifyCertificate(term, at: self.denver, as: "administrator", ["result": "mismatch"])
        #expect(try await states(-1).isEmpty)
        for days in [0, 5] { #expect(try await states(days) == ["unverified"]) }
        #expect(try await world.service.findings(as: world.caller("manager", self.denver)).isEmpty)
        #expect(try await world.conflicts(of: rao) == 1)
        let file = try await world.service.clinicFile(as: world.caller("manager", self.denver))
        #expect(file.terms.map(\.isVerified) == [false] && file.terms[0].countedThrough == today.adding(days: -1))
        // Nobody asked before: the next that confirms it counts from its start again.
        try await world.verifyCertificate(term, at: self.denver, as: "administrator", ["result": "not_found"])
        #expect(try await states(-1).isEmpty, "it is in doubt since the first of them")
        try await world.verifyCertificate(term, at: self.denver, as: "administrator")
        for days in [0, 5] { #expect(try await states(days).isEmpty) }
    }

    @Test func `was never true where the check that confirmed it is corrected, or none did`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (_, term) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31", verified: false)
        func verdict() async throws -> ClearanceVerdict {
            let day = today.adding(days: -9)
            return try await world.clearance(
                rao, "\(day) 08:00", "\(day) 16:00", services: self.testing, as: "administrator"
            ).verdict
        }
        try await world.verifyCertificate(term, at: self.denver, as: "administrator", ["result": "mismatch"])
        #expect(try await verdict() == .blocked)
        try await world.verifyCertificate(term, at: self.denver, as: "administrator")
        #expect(try await verdict() == .cleared)
        let wrong = try await world.lastCheck(of: term, at: self.denver).description
        let corrected = ["result": "mismatch", "supersedes": wrong]
        await #expect(throws: FieldErrors.self) {
            try await world.verifyCertificate(term, at: self.denver, as: "administrator", corrected)
        }
        try await world.verifyCertificate(
            term, at: self.denver, as: "administrator", corrected.merging(["reason": "Misread"]) { $1 })
        #expect(try await verdict() == .blocked)
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.verifyCertificate(
                term, at: self.denver, as: "administrator", corrected.merging(["reason": "Again"]) { $1 })
        }
        let program = Caller(claim: try await world.program(of: "administrator").claim, scope: self.denver)
        let last = try await world.lastCheck(of: term, at: self.denver).description
        let fields = [
            "method": "api", "source": "CMS", "result": "not_found", "supersedes": last, "reason": "By itself",
        ]
        await #expect(throws: (any Error).self) {
            try await world.service.verify(term, try VerificationDraft.ofClinic { fields[$0] }, as: program)
        }
    }

    @Test func `a check keeps what was asked and printed, and confirms nothing else`() async throws {
        let world = try await World()
        let (_, term) = try await world.certificate(at: self.denver, "2024-07-01", "2026-06-30", verified: false)
        let printed = [
            "query": "Denver laboratory, 05D0000001", "printed_number": "05-d0000001", "printed_expires": "2026-06-30",
        ]
        for wrong in [
            ["printed_number": "06D0000001"], ["printed_expires": "2026-07-30"], ["printed_standing": "suspended"],
        ] {
            await #expect(throws: CredentialingError.refused(.valuesDiffer)) {
                try await world.verifyCertificate(
                    term, at: self.denver, as: "administrator", printed.merging(wrong) { $1 })
            }
        }
        try await world.verifyCertificate(term, at: self.denver, as: "administrator", printed)
        try await world.verifyCertificate(
            term, at: self.denver, as: "administrator", ["result": "mismatch", "printed_expires": "2026-07-30"])
        let checks = try await world.service.clinicFile(as: world.caller("manager", self.denver)).checks(of: term)
        #expect(checks.map(\.result) == [.mismatch, .confirmed])
        #expect(checks[0].mismatches == ["expires": "2026-06-30 on file, 2026-07-30 at the source"])
        #expect(checks[1].query == printed["query"] && checks[1].values["number"] == "05-d0000001")
    }

    // MARK: Documents

    @Test func `a document of the certificate proves a check of it, and of no other`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist", self.denver)
        let (_, term) = try await world.certificate(at: self.denver, "2024-07-01", "2026-06-30", verified: false)
        let (_, other) = try await world.certificate(
            at: self.denver, "2024-07-01", "2026-06-30", verified: false, type: "fire")
        let document = try await world.service.keep(try self.document(), of: term, as: specialist)
        let proof = ["method": "letter", "source": "CMS", "result": "confirmed", "document": document.description]
        func check(_ term: ClinicTerm.ID) async throws {
            try await world.service.verify(
                term, try VerificationDraft.ofClinic { proof[$0] }, as: world.caller("administrator", self.denver))
        }
        await #expect(throws: CredentialingError.unknown) { try await check(other) }
        try await check(term)
        let file = try await world.service.clinicFile(as: specialist)
        #expect(file.checks(of: term).map(\.document) == ["clia.pdf"])
        #expect(file.documents.map(\.term) == [term] && file.documents[0].addedBy == "specialist")
    }

    @Test func `documents are for who sees what the clinic holds, and the trail keeps who opened one`() async throws {
        let world = try await World()
        try await world.addAccount("southern", "site_manager", clinic: "phoenix")
        let (_, term) = try await world.certificate(at: self.denver, "2024-07-01", "2026-06-30")
        await #expect(throws: (any Error).self) {
            _ = try await world.service.keep(try self.document(), of: term, as: world.caller("southern", self.phoenix))
        }
        await #expect(throws: (any Error).self) {
            _ = try await world.service.keep(try self.document(), of: term, as: world.caller("director", self.denver))
        }
        let document = try await world.service.keep(
            try self.document(), of: term, as: world.caller("manager", self.denver))
        let other = try await World()
        for caller in [
            world.caller("southern", self.phoenix), world.caller("specialist", self.phoenix),
            other.caller("specialist", self.denver),
        ] {
            await #expect(throws: CredentialingError.unknown) { _ = try await world.service.open(document, as: caller) }
        }
        // Whoever asks the database itself is told no more.
        await #expect(throws: CredentialingError.unknown) {
            let _: Int = try await world.service.write(as: world.caller("southern", self.phoenix)) { transaction in
                _ = try await transaction.fetch(ClinicRecordStore.open(document))
                return 1
            }
        }
        #expect(
            try await world.read(
                "SELECT count(*)::text FROM praxis.clinic_document d JOIN praxis.file f USING (file_id)", as: "southern"
            )
                == "0")
        let (_, bytes) = try await world.service.open(document, as: world.caller("manager", self.denver))
        #expect(bytes == self.pdf)
        #expect(
            try await world.ask(
                """
                SELECT count(*) FROM praxis.audit_event
                 WHERE practice_id = \(world.practice) AND action = 'credentialing.clinic-document.open'
                """, as: Int.self) == 1)
    }

    // MARK: Kinds

    @Test func `a practice's own kind is asked for and held like the others, and is nobody else's`() async throws {
        let world = try await World()
        let other = try await World()
        let administrator = world.caller("administrator")
        let fields = ["name": "State facility license"]
        let draft = try ClinicTypeDraft { fields[$0] }
        await #expect(throws: CredentialingError.permissionMissing) {
            _ = try await world.service.add(draft, as: world.caller("specialist"))
        }
        let code = try await world.service.add(draft, as: administrator)
        await #expect(throws: CredentialingError.kindKnown) {
            _ = try await world.service.add(draft, as: administrator)
        }
        #expect(try await world.service.clinicTypes(as: world.caller("manager")).last?.code == code)
        #expect(try await other.service.clinicTypes(as: other.caller("administrator")).allSatisfy { !$0.isOwn })
        let today = try await world.today()
        let asked = [
            "role": "clinic", "type": code, "severity": "block", "starts": today.description, "citation": "State law",
        ]
        let choices = try await world.service.requirementChoices(as: administrator)
        _ = try await world.service.add(try RequirementDraft({ asked[$0] }, among: choices), as: administrator)
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        func judged() async throws -> ClearanceAnswer {
            try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00", as: "administrator")
        }
        #expect(
            try await judged().reasons.map(\.sentence) == ["The clinic’s State facility license is not on file"])
        try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31", type: code)
        #expect(try await judged().verdict == .cleared)
        // To another practice it is not there, even by its code.
        for statement: SQL in [
            """
            INSERT INTO praxis.clinic_credential (clinic_id, credential_id, type_code)
            SELECT c.clinic_id, gen_random_uuid(), \(code) FROM praxis.clinic c WHERE c.slug = 'denver'
            """,
            """
            INSERT INTO praxis.clinic_requirement (requirement_id, type_code, severity, starts_on, citation)
            VALUES (gen_random_uuid(), \(code), 'block', \(today), 'x')
            """,
        ] {
            await #expect(throws: CredentialingError.unknown) {
                let _: Int = try await other.service.write(as: other.caller("administrator")) { transaction in
                    try await transaction.run(statement)
                    return 1
                }
            }
        }
    }
}
