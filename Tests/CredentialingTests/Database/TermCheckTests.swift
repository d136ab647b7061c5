import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A check of a term beside a file` {
    private static func draft(_ change: [String: String]) throws -> VerificationDraft {
        let fields = ["method": "web", "source": "Board", "result": "confirmed"].merging(change) { $1 }
        return try VerificationDraft { fields[$0] }
    }

    /// A physician whose license nobody has verified, and its term.
    private func license(_ world: World) async throws -> (person: Person.ID, term: Term.ID) {
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31?")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        return (rao, try #require(file.terms.first { !$0.isVerified }).id)
    }

    @Test(
        arguments: [
            ([:], ["reference"]), (["method": "phone"], ["spoken_to"]),
            (["method": "phone", "reference": "V-1"], ["spoken_to"]),
            (["method": "phone", "result": "not_found"], ["spoken_to"]),
            (["result": "confirmed_with_findings"], ["reference"]),
            (["reference": "V-1", "supersedes": UUID.version7().uuidString], ["reason"]),
            (["result": "mismatch"], []), (["spoken_to": "Ms. Clerk"], []),
            (["method": "phone", "spoken_to": "Ms. Clerk"], []),
            (["document": UUID.version7().uuidString], []), (["reference": "V-1", "checked": "soon"], ["checked"]),
        ] as [([String: String], [String])])
    func `names the field that shows too little`(change: [String: String], wrong: [String]) throws {
        do {
            _ = try Self.draft(change)
            #expect(wrong.isEmpty)
        } catch let errors as FieldErrors { #expect(errors.entries.map(\.field) == wrong) }
    }

    @Test func `of a clinic needs the same, and takes no earlier days`() throws {
        var fields = ["method": "web", "source": "CMS", "result": "confirmed", "checked": "2026-03-01"]
        let errors = try #require(throws: FieldErrors.self) { try VerificationDraft.ofClinic { fields[$0] } }
        #expect(errors.entries.map(\.field) == ["reference"])
        fields["document"] = UUID.version7().uuidString
        #expect(try VerificationDraft.ofClinic { fields[$0] }.checkedOn == nil)
    }

    @Test(
        arguments: [
            ("web", "confirmed", nil, nil, FileRefusal.evidenceMissing),
            ("letter", "confirmed_with_findings", nil, nil, .evidenceMissing),
            ("phone", "confirmed", "V-1", nil, .spokenToMissing), ("phone", "not_found", nil, nil, .spokenToMissing),
            ("web", "confirmed", "V-1", nil, nil), ("phone", "confirmed", nil, "Ms. Clerk", nil),
            ("web", "mismatch", nil, nil, nil),
        ] as [(String, String, String?, String?, FileRefusal?)])
    func `is refused to the daemon's role without anything that shows it`(
        method: String, result: String, reference: String?, spokenTo: String?, refusal: FileRefusal?
    ) async throws {
        let world = try await World()
        let (rao, term) = try await self.license(world)
        func record() async throws {
            let _: Int = try await world.service.write(as: world.caller("specialist")) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.verification
                           (verification_id, person_id, credential_id, term_id, method, source, result, external_reference,
                            spoken_to)
                    SELECT gen_random_uuid(), t.person_id, t.credential_id, t.term_id, \(method), 'Board', \(result),
                           \(reference), \(spokenTo)
                      FROM praxis.credential_term t
                     WHERE t.person_id = \(rao) AND t.term_id = \(term)
                    """)
                return 1
            }
        }
        if let refusal {
            await #expect(throws: CredentialingError.refused(refusal)) { try await record() }
            let blocked = try await world.clearance(rao, "2026-04-01 08:00", "2026-04-01 16:00")
            #expect(blocked.verdict == .blocked)
        } else {
            try await record()
        }
    }

    @Test func `of a clinic is refused to the daemon's role without anything that shows it`() async throws {
        let world = try await World()
        let denver = Scope.clinic(Slug("denver")!)
        let specialist = world.caller("specialist", denver)
        let fields = ["type": "clia", "number": "05D0000001", "issued": "2020-01-01", "expires": "2099-12-31"]
        let types = try await world.service.clinicFile(as: specialist).types
        _ = try await world.service.add(try ClinicCredentialDraft({ fields[$0] }, types: types), as: specialist)
        let attempts: [(String, String?, String?, FileRefusal?)] = [
            ("web", nil, nil, .evidenceMissing), ("phone", "V-1", nil, .spokenToMissing), ("web", "V-1", nil, nil),
            ("phone", nil, "Ms. Clerk", nil),
        ]
        for (method, reference, spokenTo, refusal) in attempts {
            func record() async throws {
                let _: Int = try await world.service.write(as: world.caller("administrator", denver)) { transaction in
                    try await transaction.run(
                        """
                        INSERT INTO praxis.clinic_verification
                               (clinic_id, verification_id, credential_id, term_id, method, source, result,
                                external_reference, spoken_to)
                        SELECT t.clinic_id, gen_random_uuid(), t.credential_id, t.term_id, \(method), 'CMS', 'confirmed',
                               \(reference), \(spokenTo)
                          FROM praxis.clinic_credential_term t
                        """)
                    return 1
                }
            }
            if let refusal {
                await #expect(throws: CredentialingError.refused(refusal)) { try await record() }
            } else {
                try await record()
            }
        }
    }

    @Test func `that corrects another says why, for the database too`() async throws {
        let world = try await World()
        let (rao, term) = try await self.license(world)
        let wrong = try await world.service.verify(
            term, of: rao, try Self.draft(["reference": "V-1"]), as: world.caller("specialist"))
        func correct(_ reason: String?) async throws {
            let _: Int = try await world.service.write(as: world.caller("specialist")) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.verification
                           (verification_id, person_id, credential_id, term_id, method, source, result, supersedes_id, reason)
                    SELECT gen_random_uuid(), v.person_id, v.credential_id, v.term_id, 'web', 'Board', 'mismatch',
                           v.verification_id, \(reason)
                      FROM praxis.verification v
                     WHERE v.verification_id = \(wrong)
                    """)
                return 1
            }
        }
        await #expect(throws: CredentialingError.refused(.reasonRequired)) { try await correct(nil) }
        try await correct("Another person of that name")
        let checks = try await world.service.file(of: rao, as: world.caller("manager")).verifications(of: term)
        #expect(Set(checks.map(\.reason)) == [nil, "Another person of that name"])
    }

    @Test func `is added by programs and corrected by people alone`() async throws {
        let world = try await World()
        let (rao, term) = try await self.license(world)
        let made = try await world.service.verify(
            term, of: rao, try Self.draft(["reference": "V-1"]), as: world.caller("specialist"))
        let program = try await world.program(of: "specialist")
        let another = try await world.service.verify(term, of: rao, try Self.draft(["reference": "V-2"]), as: program)
        for earlier in [made, another] {
            let correction = try Self.draft([
                "result": "mismatch", "supersedes": earlier.description, "reason": "Asked again",
            ])
            await #expect(throws: CredentialingError.refused(.personRequired)) {
                _ = try await world.service.verify(term, of: rao, correction, as: program)
            }
        }
        #expect(try await world.clearance(rao, "2026-04-01 08:00", "2026-04-01 16:00").verdict == .cleared)
    }

    @Test func `of an earlier day is told as recorded late, of a later one refused`() async throws {
        let world = try await World()
        let (rao, term) = try await self.license(world)
        let today = try await world.practiceDay()
        let spoken = ["method": "phone", "spoken_to": "Ms. Clerk"]
        func record(_ days: Int) async throws {
            let made = ["checked": today.adding(days: days).description].merging(spoken) { $1 }
            _ = try await world.service.verify(term, of: rao, try Self.draft(made), as: world.caller("specialist"))
        }
        await #expect(throws: CredentialingError.refused(.checkInFuture)) { try await record(2) }
        try await record(-5)
        let check = try #require(
            try await world.service.file(of: rao, as: world.caller("manager")).verifications(of: term).first)
        #expect(check.isRecordedLate && check.spokenTo == "Ms. Clerk" && check.counts)
        #expect(try await world.clearance(rao, "2026-04-01 08:00", "2026-04-01 16:00").verdict == .cleared)
    }

    @Test func `is proven by a document of the person that somebody else put on file`() async throws {
        let world = try await World()
        let holder = try await world.person(of: "staff")
        let card = try await world.credential("bls", of: holder)
        let term = try await world.term("2020-01-01..2099-12-31?", of: card, holder)
        func document(of person: Person.ID, by account: String) async throws -> [String: String] {
            let id = Document.ID.make()
            try await world.tell(
                """
                INSERT INTO praxis.file
                       (practice_id, file_id, person_id, sha256, name, media_type, size, compartment, created_by)
                SELECT a.practice_id, \(id), \(person), sha256('x'), 'answer.pdf', 'application/pdf', 1, 'credentialing',
                       a.account_id
                  FROM praxis.account a
                 WHERE a.practice_id = \(world.practice) AND a.display_name = \(account)
                """)
            return ["document": id.description]
        }
        let elsewhere = try await world.person(of: "manager")
        for wrong in [
            try await document(of: holder, by: "staff"), try await document(of: elsewhere, by: "director"),
            ["document": UUID.version7().uuidString],
        ] {
            await #expect(throws: CredentialingError.evidenceRequired) {
                _ = try await world.service.verify(
                    term, of: holder, try Self.draft(wrong), as: world.caller("specialist"))
            }
        }
        _ = try await world.service.verify(
            term, of: holder, try Self.draft(try await document(of: holder, by: "director")),
            as: world.caller("specialist"))
        let file = try await world.service.file(of: holder, as: world.caller("specialist"))
        #expect(file.terms(of: card).map(\.isVerified) == [true])
        #expect(file.verifications(of: term).map(\.document) == ["answer.pdf"])
    }
}
