import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Screening everybody` {
    @Test func `C6: other days of birth are cleared by rule, on record`() async throws {
        let world = try await World()
        _ = try await world.person("Pat", "Example", born: "1992-02-02")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.service.matches(nil, as: world.caller("specialist")).isEmpty)
        let cleared = try await world.service.matches(.cleared, as: world.caller("specialist"))
        #expect(cleared.map(\.tier) == [.birthDateDiffers, .birthDateDiffers, .birthDateDiffers])
        #expect(cleared.allSatisfy { $0.subject.birthDate == LocalDate("1992-02-02") && $0.entry.birthDate != nil })
        let runs = try await world.service.screening(as: world.caller("specialist")).runs
        #expect(runs.first?.tiers == ["5": 3])
    }

    @Test func `C7: a probable match without NPI is open, and a site's manager sees no reason`() async throws {
        let world = try await World()
        let pat = try await world.person("Pat", "Example", born: "1985-06-15", role: "medical_assistant", at: "denver")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let open = try await world.service.matches(nil, as: world.caller("specialist"))
        #expect(open.map(\.tier) == [.nameAndBirthDate, .nameAndBirthDate])
        let answer = try await world.clearance(pat, role: "medical_assistant", "2026-05-02 08:00", "2026-05-02 16:00")
        let exclusion = try #require(answer.reasons.first { $0.requirement == "exclusion" })
        #expect(exclusion.sentence == "Compliance review pending")
        #expect(exclusion.from == nil)
        #expect(try await world.service.matches(nil, as: world.caller("manager")).isEmpty)
    }

    @Test func `C8: a confirmed exclusion bars from its day on, at every clinic`() async throws {
        let world = try await World()
        let fay = try await world.person(
            "Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver", "phoenix")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        try await world.confirmOnlyMatch()
        let lawful = try await world.clearance(fay, role: "front_desk", "2026-04-19 08:00", "2026-04-20 00:00")
        #expect(!lawful.reasons.contains { $0.requirement == "exclusion" })
        for clinic in ["denver", "phoenix"] {
            let barred = try await world.clearance(
                fay, at: clinic, role: "front_desk", "2026-04-19 20:00", "2026-04-20 04:00", as: "administrator")
            #expect(barred.verdict == .blocked)
            #expect(barred.reasons.first { $0.requirement == "exclusion" }?.from == LocalDate("2026-04-20"))
        }
    }

    @Test func `a decided pair stays decided until either side changes`() async throws {
        let world = try await World()
        let ned = try await world.person("Ned", "Nodob", born: "1970-01-01")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first)
        _ = try await world.service.review(
            match.id, after: 0, decision("cleared", "other_person"), as: world.caller("director"))
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.service.matches(nil, as: world.caller("specialist")).isEmpty)
        #expect(try await world.service.screening(as: world.caller("specialist")).runs.first?.suppressed == 1)
        try await world.tell("UPDATE praxis.person SET birth_date = '1970-01-02' WHERE person_id = \(ned)")
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.service.matches(nil, as: world.caller("specialist")).count == 1)
    }

    @Test func `R18: a former name is searched for ever`() async throws {
        let world = try await World()
        let maria = try await world.person("Maria", "Newname", born: "1979-12-31")
        try await world.tell(
            """
            INSERT INTO praxis.person_name (practice_id, person_id, name_id, given_name, family_name, kind, created_by)
            VALUES (\(world.practice), \(maria), gen_random_uuid(), 'Maria', 'Sample', 'former', \(world.practice))
            """)
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let open = try await world.service.matches(nil, as: world.caller("specialist"))
        #expect(open.map(\.tier) == [.nameAndBirthDate])
        #expect(open.first?.reasons.contains(.formerName) == true)
    }

    @Test func `somebody who came, or changed, after the last screening is no longer quite cleared`() async throws {
        let world = try await World()
        let desk = try await world.person("Dee", "Desk", born: "1990-01-01", role: "front_desk", at: "denver")
        try await world.credential("hipaa_training", of: desk, "2000-01-01..2999-12-31")
        func remarks() async throws -> [String] {
            try await world.clearance(desk, role: "front_desk", "2026-05-04 08:00", "2026-05-04 16:00").reasons
                .map(\.state)
        }
        #expect(try await remarks().isEmpty)
        try await world.tell("UPDATE praxis.person SET phone = '3035550100' WHERE person_id = \(desk)")
        #expect(try await remarks().isEmpty)
        try await world.tell("UPDATE praxis.person SET birth_date = '1990-01-02' WHERE person_id = \(desk)")
        #expect(try await remarks() == ["not_screened"])
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await remarks().isEmpty)
        try await world.tell(
            """
            INSERT INTO praxis.person_name (practice_id, person_id, name_id, given_name, family_name, kind, created_by)
            VALUES (\(world.practice), \(desk), gen_random_uuid(), 'Dee', 'Before', 'former', \(world.practice))
            """)
        #expect(try await remarks() == ["not_screened"])
    }

    @Test func `a list that is older than last month's says so`() async throws {
        let world = try await World()
        let desk = try await world.person("Dee", "Desk", born: "1990-01-01", role: "front_desk", at: "denver")
        try await world.credential("hipaa_training", of: desk, "2000-01-01..2999-12-31")
        try await world.tell(
            "UPDATE praxis.screening_import SET month = date_trunc('month', now()) - interval '2 months'")
        let answer = try await world.clearance(desk, role: "front_desk", "2026-05-04 08:00", "2026-05-04 16:00")
        #expect(answer.verdict == .warn)
        #expect(answer.reasons.map(\.state) == ["stale_list"])
    }

    @Test func `without a list nobody is screened`() async throws {
        let world = try await World()
        await #expect(throws: CredentialingError.noList) {
            _ = try await world.service.screen(as: world.caller("specialist"))
        }
    }
}

@Suite(.database) struct `Importing a list` {
    @Test func `C9: a truncated full list is refused and the one before stays in force`() async throws {
        let world = try await World()
        let rows = (0..<50).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        _ = try await world.service.importList(upload(list(rows), .full), as: world.caller("specialist"))
        let id = try await world.service.importList(
            upload(list(Array(rows.prefix(20))), .full), as: world.caller("specialist"))
        let refused = try await world.service.screeningImport(id, as: world.caller("specialist"))
        #expect(!refused.isInForce)
        #expect(refused.reason == "the list has 20 rows, the one before it had 50; the file may be cut off")
        let inForce = try await world.ask("SELECT count(*) FROM praxis.screening_entry", as: Int.self)
        #expect(inForce == 50)
    }

    @Test func `a file that is cut off in a row is refused with row and reason`() async throws {
        let world = try await World()
        let text = String(decoding: try Vectors.bytes("leie_synthetic_cases"), as: UTF8.self)
        let id = try await world.service.importList(
            upload(Array(text.utf8.dropLast(40)), .exclusions), as: world.caller("specialist"))
        let refused = try await world.service.screeningImport(id, as: world.caller("specialist"))
        #expect(!refused.isInForce)
        #expect(refused.problems.map(\.row) == [13])
        #expect(refused.problems.first?.reason.contains("cut off") == true)
    }

    @Test func `the same file counts once`() async throws {
        let world = try await World()
        try await world.importList()
        await #expect(throws: CredentialingError.fileKnown) { try await world.importList() }
    }

    @Test func `another kind of file is refused before anything is written`() async throws {
        let world = try await World()
        await #expect(throws: (any Error).self) {
            _ = try await world.service.importList(
                upload(Array("name,age\nx,1\n".utf8), .full), as: world.caller("specialist"))
        }
        #expect(
            try await world.service.screening(as: world.caller("specialist")).imports.map(\.fileName) == ["empty.csv"])
    }

    @Test func `a kind or month that the name contradicts, or that has not come, is refused by field`() async throws {
        let world = try await World()
        let bytes = try Vectors.bytes("leie_synthetic_cases")
        for (name, kind, month, field) in [
            ("2603EXCL.csv", ExclusionFile.Kind.full, "2026-03-01", "kind"),
            ("2603EXCL.csv", .exclusions, "2026-04-01", "month"), ("UPDATED.csv", .exclusions, "2026-03-01", "kind"),
            ("list.csv", .exclusions, "2099-01-01", "month"),
        ] {
            let errors = await #expect(throws: FieldErrors.self) {
                _ = try await world.service.importList(
                    ListUpload(fileName: name, bytes: bytes, kind: kind, month: LocalDate(month)!),
                    as: world.caller("specialist"))
            }
            #expect(errors?.entries.map(\.field) == [field], "\(name) \(month)")
        }
    }

    @Test func `a supplement that a full list holds is out of use, and a withdrawn list is`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        try await world.importList()
        let rows = (0..<50).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        let full = try await world.service.importList(upload(list(rows), .full, name: "UPDATED.csv"), as: specialist)
        func inForce() async throws -> [String] {
            try await world.service.screening(as: specialist).imports.filter(\.isInForce).map(\.fileName).sorted()
        }
        #expect(try await inForce() == ["UPDATED.csv", "empty.csv"])
        try await world.service.withdraw(full, as: specialist)
        #expect(try await inForce() == ["2603EXCL.csv", "empty.csv"])
        #expect(try await world.service.screeningImport(full, as: specialist).state == .withdrawn)
        await #expect(throws: CredentialingError.unknown) { try await world.service.withdraw(full, as: specialist) }
        _ = try await world.service.importList(upload(list(rows), .full, name: "UPDATED.csv"), as: specialist)
        #expect(try await inForce() == ["UPDATED.csv", "empty.csv"])
    }
}

@Suite(.database) struct `Reviewing a match` {
    @Test func `a probable match takes two people to clear`() async throws {
        let world = try await World()
        _ = try await world.person("Pat", "Example", born: "1985-06-15")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        let clear = try decision("cleared", "name_differs")
        await #expect(throws: CredentialingError.secondPersonRequired) {
            _ = try await world.service.review(match, after: 0, clear, as: world.caller("director"))
        }
        _ = try await world.service.review(
            match, after: 0, decision("propose_clear", "name_differs"), as: world.caller("director"))
        await #expect(throws: CredentialingError.secondPersonRequired) {
            _ = try await world.service.review(match, after: 1, clear, as: world.caller("director"))
        }
        await #expect(throws: CredentialingError.permissionMissing) {
            _ = try await world.service.review(match, after: 1, clear, as: world.caller("specialist"))
        }
        _ = try await world.service.review(match, after: 1, clear, as: world.caller("administrator"))
        let file = try await world.service.match(match, as: world.caller("director"))
        #expect(file.match.state == .cleared)
        #expect(file.dispositions.map(\.decidedBy) == ["director", "administrator"])
        await #expect(throws: CredentialingError.alreadyDecided("cleared")) {
            _ = try await world.service.review(match, after: 2, clear, as: world.caller("administrator"))
        }
    }

    @Test func `a confirmed exclusion bars until two people have cleared it, whoever escalates`() async throws {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        try await world.confirmOnlyMatch()
        func isExcluded() async throws -> Bool {
            try await world.clearance(fay, role: "front_desk", "2026-05-04 08:00", "2026-05-04 16:00")
                .reasons.contains { $0.state == "excluded" }
        }
        _ = try await world.service.review(
            match, after: 2, decision("escalated", "needs_evidence"), as: world.caller("specialist"))
        #expect(try await isExcluded())
        let waiting = try await world.service.matches(nil, as: world.caller("director"))
        #expect(waiting.map(\.isReopened) == [true])
        #expect(waiting.map(\.state) == [.confirmed])
        await #expect(throws: CredentialingError.secondPersonRequired) {
            _ = try await world.service.review(
                match, after: 3, decision("cleared", "other_person"), as: world.caller("director"))
        }
        _ = try await world.service.review(
            match, after: 3, decision("propose_clear", "other_person"), as: world.caller("specialist"))
        #expect(try await isExcluded())
        _ = try await world.service.review(
            match, after: 4, decision("cleared", "other_person"), as: world.caller("director"))
        #expect(try await !isExcluded())
    }

    @Test func `clearing a confirmed match takes two people, however weak the match`() async throws {
        let world = try await World()
        _ = try await world.person("Ned", "Nodob", born: "1970-01-01")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        try await world.confirmOnlyMatch()
        _ = try await world.service.review(
            match, after: 2, decision("escalated", "needs_evidence"), as: world.caller("director"))
        await #expect(throws: CredentialingError.secondPersonRequired) {
            _ = try await world.service.review(
                match, after: 3, decision("cleared", "other_person"), as: world.caller("director"))
        }
    }

    @Test func `a reviewer who saw an older step is told the versions`() async throws {
        let world = try await World()
        _ = try await world.person("Pat", "Example", born: "1985-06-15")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        _ = try await world.service.review(
            match, after: 0, decision("escalated", "needs_evidence"), as: world.caller("director"))
        await #expect(throws: CredentialingError.stale(current: 1, sent: 0)) {
            _ = try await world.service.review(
                match, after: 0, decision("propose_clear", "name_differs"), as: world.caller("specialist"))
        }
    }

    @Test func `of two who decide at once one is told`() async throws {
        let world = try await World()
        _ = try await world.person("Ned", "Nodob", born: "1970-01-01")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        let failures = await withTaskGroup(of: (any Error)?.self) { group in
            for account in ["director", "administrator"] {
                group.addTask {
                    do {
                        _ = try await world.service.review(
                            match, after: 0, decision("cleared", "other_person"), as: world.caller(account))
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
        }
        #expect(failures.count == 1)
    }

    @Test func `nobody reviews what is about themselves`() async throws {
        let world = try await World()
        let director = try await world.person(of: "director")
        try await world.tell(
            "UPDATE praxis.person SET given_name = 'Ned', family_name = 'Nodob' WHERE person_id = \(director)")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        await #expect(throws: CredentialingError.ownFile) {
            _ = try await world.service.review(
                match, after: 0, decision("cleared", "other_person"), as: world.caller("director"))
        }
    }
}

extension World {
    /// Brings in the invented list.
    func importList() async throws {
        _ = try await self.service.importList(
            upload(try Vectors.bytes("leie_synthetic_cases"), .exclusions, name: "2603EXCL.csv"),
            as: self.caller("specialist"))
    }

    /// Confirms the only open match, by two people.
    func confirmOnlyMatch() async throws {
        let match = try #require(try await self.service.matches(nil, as: self.caller("director")).first).id
        _ = try await self.service.review(
            match, after: 0, decision("propose_confirm", "same_person"), as: self.caller("specialist"))
        _ = try await self.service.review(
            match, after: 1, decision("confirmed", "same_person"), as: self.caller("director"))
    }
}

private func decision(_ decision: String, _ reason: String) throws -> DispositionDraft {
    let fields = ["decision": decision, "reason": reason]
    return try DispositionDraft(compared: ["name", "birth_date"]) { fields[$0] }
}

private func upload(_ bytes: [UInt8], _ kind: ExclusionFile.Kind, name: String = "list.csv") -> ListUpload {
    ListUpload(
        fileName: name, bytes: bytes, kind: kind, month: ExclusionFile.named(name)?.month ?? LocalDate("2026-03-01")!)
}

private func list(_ rows: [String]) -> [UInt8] {
    Array(
        ("LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,REINDATE,"
            + "WAIVERDATE,WVRSTATE\n" + rows.joined(separator: "\n") + "\n").utf8)
}
