import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A run of everybody` {
    @Test func `R8: compares everybody, whatever else who starts it may see`() async throws {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1990-09-09")
        try await world.role("screener", ["credentialing.screening.run", "credentialing.screening.read"])
        try await world.addAccount("screener", "screener")
        try await world.importList()
        let run = try await world.service.screen(as: world.caller("screener"))
        let people = try await world.ask(
            "SELECT count(*) FROM praxis.person WHERE practice_id = \(world.practice)", as: Int.self)
        #expect(try await world.service.screeningRun(run, as: world.caller("specialist")).subjects == people)
        #expect(try await world.screeningState(of: fay.uuid) == "pending")
    }

    @Test func `R8: is refused where it left somebody out, was overtaken or compared other lists`() async throws {
        let world = try await World()
        try await world.importList()
        let run = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.refusal(of: run, subjects: "1") == "not_everybody")
        #expect(try await world.refusal(of: run, parties: "0") == "not_everybody")
        #expect(try await world.refusal(of: run, startedAt: "now() - interval '5 minutes'") == "overtaken")
        #expect(try await world.refusal(of: run, startedAt: "now() + interval '1 day'") == "overtaken")
        #expect(try await world.refusal(of: run, lists: "'[]'") == "overtaken")
        #expect(try await world.refusal(of: run, entries: "7") == nil)
    }

    @Test func `counts no more once one of its lists is withdrawn, and is made again`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let fay = try await world.person("Fay", "Future", born: "1990-09-09")
        try await world.importList()
        _ = try await world.service.screen(as: specialist)
        let rows = (0..<50).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        let wrong = try await world.bring(rows, "UPDATED-2026-04.csv", as: specialist)
        let run = try await world.service.screen(as: specialist)
        #expect(try await world.screeningState(of: fay.uuid) == "clear")
        try await world.service.withdraw(wrong, as: specialist)
        #expect(try await world.screeningState(of: fay.uuid) == "pending")
        let log = try await world.service.screeningRun(run, as: specialist)
        #expect(log.isWithdrawn && !log.isCompleted)
        #expect(try await world.service.screening(as: specialist).months.first?.runs == 2)
        let jobs = try await world.ask(
            """
            SELECT count(*) FROM praxis.job
             WHERE practice_id = \(world.practice) AND kind = 'credentialing.screening.daily'
               AND payload = '{"everybody": true}'
            """, as: Int.self)
        #expect(jobs == 1)
        #expect(try await world.service.isRunDue(isAsked: true, as: specialist))
    }

    @Test func `R8: of a full list with gaps after it does not make the month`() async throws {
        let world = try await World()
        try await world.tell("DELETE FROM praxis.screening_run", "DELETE FROM praxis.screening_import")
        try await world.run(at: "2026-10-02 19:00:00+00", lists: "full 2026-06-01, exclusions 2026-09-01")
        try await world.run(
            at: "2026-10-25 19:00:00+00",
            lists: "full 2026-06-01, exclusions 2026-07-01, exclusions 2026-08-01, exclusions 2026-09-01")
        try await world.run(at: "2026-09-25 19:00:00+00", lists: "exclusions 2026-09-01")
        let months = try await world.service.screening(as: world.caller("specialist")).months
        let october = try #require(months.first { $0.month == LocalDate("2026-10-01") })
        #expect(october.standing == .doneWithoutSAM && october.runs == 2)
        #expect(october.doneAt?.description.hasPrefix("2026-10-25") == true)
        #expect(months.first { $0.month == LocalDate("2026-09-01") }?.standing == .doneWithOldList)
        #expect(try await world.service.screening(as: world.caller("manager")).months.isEmpty)
    }
}

@Suite(.database) struct `What screening has on record` {
    @Test func `of a vendor stays while it gets no orders, and a new name is compared at once`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let supply = try await world.vendor("Sample Medical Supply")
        try await world.importSAM()
        _ = try await world.service.screen(as: specialist)
        try await world.tell("UPDATE praxis.vendor SET status = 'inactive' WHERE vendor_id = \(supply)")
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.screeningState(of: supply) == "pending")
        #expect(try await world.service.screenChanged(as: specialist) == nil)
        try await world.tell(
            "DELETE FROM praxis.outbox",
            "UPDATE praxis.vendor SET name = 'Sample Family Medicine Professionals' WHERE vendor_id = \(supply)")
        let topic = try await world.ask(
            "SELECT topic FROM praxis.outbox WHERE object_id = \(supply)", as: String.self)
        #expect(topic == "credentialing.identity.changed")
        let run = try #require(try await world.service.screenChanged(as: specialist))
        #expect(try await world.service.screeningRun(run, as: specialist).parties == 1)
        #expect(try await world.screeningState(of: supply) == "pending")
    }

    @Test func `of a vendor under review stops its orders where the practice says so`() async throws {
        let world = try await World()
        let supply = try await world.vendor("Sample Medical Supply")
        try await world.importSAM()
        _ = try await world.service.screen(as: world.caller("specialist"))
        func check() async throws {
            try await world.tell("SELECT praxis_private.check_vendor(\(world.practice), \(supply))")
        }
        try await check()
        try await world.service.decide(
            ScreeningPolicy(pending: .block, version: 0), as: world.caller("administrator"))
        await #expect(throws: PostgresError.self) { try await check() }
    }

    @Test func `R16: of a match that a run meets again is told of the shifts that it takes away`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        try await world.assign(
            fay, to: world.shift(on: try await world.today().adding(days: 3), role: "front_desk"))
        try await world.service.decide(
            ScreeningPolicy(pending: .block, version: 0), as: world.caller("administrator"))
        try await world.importList()
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.conflicts(of: fay) == 1)
        // Met again, nothing changed.
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.conflicts(of: fay) == 1)
        let rows = (0..<50).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        _ = try await world.bring(rows, "UPDATED-2026-04.csv", as: specialist)
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.screeningState(of: fay.uuid) == "clear")
        _ = try await world.bring(
            rows + ["FUTURE,FAY,,,,,,2000000002,19900909,,,OH,43001,1128a1,20260420,00000000,00000000,"],
            "UPDATED-2026-05.csv", as: specialist)
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.screeningState(of: fay.uuid) == "pending")
        #expect(try await world.conflicts(of: fay) == 2)
    }

    @Test func `of SAM waits by itself where the rule has cleared what it repeats`() async throws {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1970-01-01")
        try await world.importList()
        try await world.importSAM()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let waiting = try await world.service.matches(nil, as: world.caller("director"))
        #expect(waiting.map(\.entry.list) == [.sam] && waiting.first?.person == fay)
        let leader = try await world.ask(
            """
            SELECT f.tier || ' ' || m.tier FROM praxis.screening_match m JOIN praxis.screening_match f ON f.match_id = m.follows_id
             WHERE m.person_id = \(fay)
            """, as: String.self)
        #expect(leader == "5 4")
    }

    @Test func `of an exclusion ends with a reinstatement, when two people say so`() async throws {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let match = try #require(try await world.service.matches(nil, as: world.caller("director")).first).id
        try await world.confirmOnlyMatch()
        func isExcluded(_ day: String) async throws -> Bool {
            try await world.clearance(fay, role: "front_desk", "\(day) 08:00", "\(day) 16:00").reasons
                .contains { $0.requirement == "exclusion" }
        }
        let row = "FUTURE,FAY,,,,,,0000000000,19900909,,,,,1128a1,20260420,20260901,00000000,"
        // Older than the list that names her: it says nothing about that.
        _ = try await world.bring([row], "2602REIN.csv", as: world.caller("specialist"))
        #expect(try await world.service.matches(nil, as: world.caller("director")).isEmpty)
        _ = try await world.bring(
            [row, row.replacing("FUTURE", with: "OTHER")], "2609REIN.csv", as: world.caller("specialist"))
        let told = try #require(try await world.service.matches(nil, as: world.caller("director")).first)
        #expect(told.isReopened && told.entry.listedReinstatement == LocalDate("2026-09-01"))
        #expect(try await isExcluded("2026-09-01"))

        func end(_ decision: String, on day: String, after step: Int, _ account: String) async throws {
            let fields = ["decision": decision, "reason": "reinstated", "ended_on": day]
            _ = try await world.service.review(
                match, after: step, DispositionDraft(compared: ["name", "birth_date"]) { fields[$0] },
                as: world.caller(account))
        }
        try await end("propose_confirm", on: "2026-09-01", after: 2, "specialist")
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await end("confirmed", on: "2026-08-01", after: 3, "director")
        }
        #expect(try await isExcluded("2026-09-01"))
        try await end("confirmed", on: "2026-09-01", after: 3, "director")
        #expect(try await isExcluded("2026-08-31"))
        #expect(try await !isExcluded("2026-09-01"))
        #expect(try await world.service.matches(nil, as: world.caller("director")).isEmpty)
        // What was before stays: on whose claims money is held.
        let days = try await world.ask(
            "SELECT lower(days)::text || ' ' || upper(days)::text FROM praxis_private.exclusions(\(world.practice), ARRAY[\(fay)]::uuid[])",
            as: String.self)
        #expect(days == "2026-04-20 2026-09-01")
    }

    @Test func `of a waiver counts while the list has it`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        let row = "FUTURE,FAY,,,,,,0000000000,19900909,,,,,1128a1,20260320,00000000,"
        let filler = "UNRELATED,URSULA,,,,,,0000000000,19550505,,,,,1128a1,20260320,00000000,00000000,"
        func decide(_ reason: String) async throws {
            let match = try #require(try await world.service.matches(nil, as: specialist).first).id
            for (step, decision, account) in [(0, "propose_confirm", "specialist"), (1, "confirmed", "director")] {
                let fields = ["decision": decision, "reason": reason]
                _ = try await world.service.review(
                    match, after: step, DispositionDraft(compared: ["name", "birth_date"]) { fields[$0] },
                    as: world.caller(account))
            }
        }
        func states() async throws -> Set<String> {
            let answer = try await world.clearance(fay, role: "front_desk", "2026-06-01 08:00", "2026-06-01 16:00")
            return Set(answer.reasons.filter { $0.requirement == "exclusion" }.map(\.state))
        }
        _ = try await world.bring([row + "20260501,CO", filler], "UPDATED-2026-03.csv", as: specialist)
        _ = try await world.service.screen(as: specialist)
        try await decide("waived")
        #expect(try await states() == ["waived"])
        // The next list has the exclusion and no waiver.
        _ = try await world.bring([row + "00000000,", filler], "UPDATED-2026-04.csv", as: specialist)
        _ = try await world.service.screen(as: specialist)
        #expect(try await states() == ["excluded", "review_pending"])
        try await decide("same_person")
        #expect(try await states() == ["excluded"])
        // A later one waives it again: what was confirmed of what the list says now counts.
        _ = try await world.bring([row + "20260501,CO", filler, filler], "UPDATED-2026-05.csv", as: specialist)
        _ = try await world.service.screen(as: specialist)
        #expect(try await states() == ["waived"])
    }

    @Test func `grows by lists and runs alone`() async throws {
        let world = try await World()
        _ = try await world.person("Ned", "Nodob", born: "1970-01-01")
        try await world.importList()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let row = try await world.raised(
            """
            INSERT INTO praxis.screening_entry
                   (import_id, row_number, last_name, first_name, middle_name, business_name, general, specialty,
                    birth_printed, address, city, state, postal_code, exclusion_type, excluded_on, reinstated_on,
                    identity_hash, record_hash)
            SELECT import_id, 99, last_name, first_name, '', '', '', '', '', '', '', '', '', '', excluded_on, excluded_on,
                   identity_hash, record_hash
              FROM praxis.screening_entry LIMIT 1
            """)
        #expect(row == "not_allowed")
        let match = try await world.raised(
            """
            INSERT INTO praxis.screening_match
                   (match_id, person_id, import_id, row_number, run_id, tier, reasons, subject, subject_hash, record_hash)
            SELECT gen_random_uuid(), person_id, import_id, row_number, run_id, 5, ARRAY['npi_equal'], '{}', sha256('x'),
                   record_hash
              FROM praxis.screening_match LIMIT 1
            """)
        #expect(match == "not_allowed")
        let cleared = try await world.raised(
            """
            INSERT INTO praxis.screening_disposition (match_id, step, decision, reason_code)
            SELECT match_id, 1, 'cleared', 'waived' FROM praxis.screening_match LIMIT 1
            """, as: "director")
        #expect(cleared == "other_reason")
    }
}

extension World {
    /// A role of the practice's own.
    fileprivate func role(_ code: String, _ permissions: [String]) async throws {
        let role = UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.role (practice_id, role_id, code, name, created_by)
            VALUES (\(self.practice), \(role), \(code), \(code), \(self.practice))
            """,
            """
            INSERT INTO praxis.role_permission (practice_id, role_id, permission)
            SELECT \(self.practice), \(role), p FROM unnest(\(permissions)::text[]) p
            """)
    }

    /// Brings in a list of the OIG's whose name tells what it is.
    fileprivate func bring(_ rows: [String], _ name: String, as caller: Caller) async throws -> ScreeningImport.ID {
        let header =
            "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
            + "REINDATE,WAIVERDATE,WVRSTATE\n"
        let bytes = Array((header + rows.joined(separator: "\n") + "\n").utf8)
        return try await self.service.importList(
            try #require(ListUpload(named: name, source: .bytes(bytes))), as: caller)
    }

    /// What the database says to a copy of a run of which one figure differs.
    fileprivate func refusal(
        of run: ScreeningRun.ID, startedAt: SQL = "now()", subjects: SQL = "r.subjects", parties: SQL = "r.parties",
        entries: SQL = "r.entries", lists: SQL = "r.lists"
    ) async throws -> String? {
        try await self.raised(
            """
            INSERT INTO praxis.screening_run
                   (run_id, started_at, subjects, parties, entries, tiers, suppressed, lists, rule_version)
            SELECT gen_random_uuid(), \(startedAt), \(subjects), \(parties), \(entries), r.tiers, r.suppressed, \(lists),
                   r.rule_version
              FROM praxis.screening_run r
             WHERE r.run_id = \(run)
            """)
    }

    /// The code with which a statement of an account is refused.
    fileprivate func raised(_ sql: SQL, as account: String = "specialist") async throws -> String? {
        do {
            try await self.service.database.write(as: self.caller(account)) { transaction in
                try await transaction.run(sql)
            }
            return nil
        } catch let error as PostgresError {
            return error.raised?.code ?? error.description
        }
    }

    /// A run with lists of the OIG's, each `kind month`.
    fileprivate func run(at instant: String, lists: String) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.screening_run
                   (practice_id, run_id, started_at, finished_at, subjects, entries, tiers, suppressed, lists, rule_version,
                    created_by)
            SELECT \(self.practice), gen_random_uuid(), \(instant)::text::timestamptz, \(instant)::text::timestamptz, 7, 9, '{}', 0,
                   jsonb_agg(jsonb_build_object('list', 'leie', 'kind', split_part(l, ' ', 1), 'name', 'x.csv',
                                                'month', split_part(l, ' ', 2), 'sha256', l, 'rows', 9)), '4', \(self.practice)
              FROM unnest(string_to_array(\(lists), ', ')) l
            """)
    }
}
