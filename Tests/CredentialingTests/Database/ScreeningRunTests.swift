import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Screening businesses and by SAM` {
    @Test func `vendors and legal entities are compared by name with state, and by number`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let supply = try await world.vendor("Sample Medical Supply")
        let other = try await world.vendor("Wholly Unrelated")
        try await world.importSAM()
        _ = try await world.service.screen(as: specialist)
        let found = try #require(try await world.service.matches(nil, as: specialist).first)
        #expect(found.kind == .vendor && found.name == "Sample Medical Supply" && found.person == nil)
        #expect(found.tier == .entity && found.reasons == [.businessName, .stateMissing])
        #expect(try await world.screeningState(of: supply) == "pending")
        #expect(try await world.screeningState(of: other) == "clear")

        // Where it is at home elsewhere, it is another business: the pair is not met again.
        let fields = ["states": "co, az"]
        _ = try await world.service.save(PartyDraft { fields[$0] }, of: supply, version: 0, as: specialist)
        await #expect(throws: CredentialingError.stale(current: 1, sent: 0)) {
            _ = try await world.service.save(PartyDraft { fields[$0] }, of: supply, version: 0, as: specialist)
        }
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.service.matches(nil, as: specialist).isEmpty)
        #expect(try await world.screeningState(of: supply) == "clear")
        #expect(try await world.ask("SELECT count(*) FROM praxis.screening_match", as: Int.self) == 1)

        // An organization's number begins with 1 or 2, like anybody's; its last digit tells a slip.
        let wrong = ["states": "co", "npi": "1234567890"]
        #expect(throws: FieldErrors.self) { try PartyDraft { wrong[$0] } }
        let number = ["states": "co", "cage": "1tst1", "npi": "1234567893"]
        _ = try await world.service.save(PartyDraft { number[$0] }, of: supply, version: 1, as: specialist)
        #expect(try await world.service.screenChanged(as: specialist) != nil)
        let again = try #require(try await world.service.matches(nil, as: specialist).first)
        #expect(again.reasons == [.cageEqual, .businessName])
        #expect(try await world.service.matches(nil, as: world.caller("manager")).isEmpty)
        #expect(
            try await world.service.screenedParties(as: specialist).map(\.kind) == [.legalEntity, .vendor, .vendor])
    }

    @Test func `a vendor whose exclusion is confirmed gets no orders`() async throws {
        let world = try await World()
        let supply = try await world.vendor("Sample Medical Supply")
        func check() async throws {
            try await world.tell("SELECT praxis_private.check_vendor(\(world.practice), \(supply))")
        }
        try await check()
        try await world.importSAM()
        _ = try await world.service.screen(as: world.caller("specialist"))
        try await check()
        try await world.confirmOnlyMatch()
        #expect(try await world.screeningState(of: supply) == "excluded")
        let refused = await #expect(throws: PostgresError.self) { try await check() }
        #expect(refused?.raised?.code == "vendor_not_approved")
    }

    @Test func `what SAM takes over from the OIG is decided once, and both stay on record`() async throws {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1990-09-09")
        try await world.importList()
        try await world.importSAM()
        _ = try await world.service.screen(as: world.caller("specialist"))
        let waiting = try await world.service.matches(nil, as: world.caller("director"))
        #expect(waiting.map(\.entry.list) == [.leie] && waiting.map(\.twins) == [1])
        try await world.confirmOnlyMatch()
        let states = try await world.ask(
            """
            SELECT string_agg(state || ' ' || step, ', ' ORDER BY tier)
              FROM praxis.screening_review WHERE person_id = \(fay)
            """, as: String.self)
        #expect(states == "confirmed 2, confirmed 2")
    }

    @Test func `an exclusion of SAM ends on its day`() async throws {
        let world = try await World()
        _ = try await world.vendor("Ended Services Corp")
        try await world.importSAM()
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.service.matches(nil, as: world.caller("specialist")).isEmpty)
    }

    @Test func `each publisher’s full list is compared with its own`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let rows = (0..<50).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        _ = try await world.service.importList(leie(rows), as: specialist)
        try await world.importSAM()
        let inForce = try await world.service.screening(as: specialist).imports.filter(\.isInForce)
        #expect(
            Set(inForce.map(\.fileName)).isSuperset(of: ["UPDATED.csv", "SAM_Exclusions_Public_Extract_V2_23335.CSV"]))
        #expect(inForce.first { $0.list == .sam }?.issuedOn == LocalDate("2023-12-01"))
    }

    @Test func `a file of any size is read from where it stands`() async throws {
        let world = try await World()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let rows = (0..<5_000).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        let file = folder.appending(path: "UPDATED-2026-03.csv")
        try Data(list(rows)).write(to: file)
        let uploads = ListFolder(path: folder.path()).uploads()
        #expect(uploads.map(\.month) == [LocalDate("2026-03-01")!])
        let id = try await world.service.importList(uploads[0], as: world.caller("specialist"))
        #expect(try await world.service.screeningImport(id, as: world.caller("specialist")).rows == 5_000)
        #expect(try await world.service.isNew(uploads[0], as: world.caller("specialist")) == false)
    }
}

@Suite(.database) struct `Screening by month` {
    @Test func `R8: a month is done by one completed run in it, however far apart they are`() async throws {
        let world = try await World()
        try await world.tell("DELETE FROM praxis.screening_run", "DELETE FROM praxis.screening_import")
        // 57 days apart and both months done; then 31 days apart, and a month without.
        for (day, month) in [
            ("2026-01-01", "2025-12-01"), ("2026-02-27", "2026-01-01"), ("2026-03-31", "2026-03-01"),
            ("2026-05-01", "2026-04-01"), ("2026-07-01", "2026-04-01"),
        ] { try await world.run(at: "\(day) 19:00:00+00", list: month) }
        // Compares nobody but a few; aborted.
        try await world.run(at: "2026-06-10 12:00:00+00", list: "2026-05-01", narrowed: true)
        try await world.tell(
            """
            INSERT INTO praxis.screening_import
                   (practice_id, import_id, kind, month, file_name, sha256, state, reason, row_count, flagged, created_by,
                    created_at)
            VALUES (\(world.practice), gen_random_uuid(), 'full', '2026-06-01', 'cut.csv', sha256('cut'), 'refused', 'cut off',
                    10, 0, \(world.practice), '2026-06-11')
            """)
        // SAM: of the month, of the one before, an old one; the run of May without.
        for (day, month) in [
            ("2026-01-01", "2026-01-01"), ("2026-02-27", "2026-02-01"), ("2026-03-31", "2026-02-01"),
            ("2026-07-01", "2026-02-01"),
        ] {
            try await world.tell(
                """
                UPDATE praxis.screening_run
                   SET lists = lists || jsonb_build_array(jsonb_build_object('list', 'sam', 'month', \(month)::text))
                 WHERE (finished_at AT TIME ZONE 'America/Denver')::date = \(day)::text::date
                """)
        }
        let overview = try await world.service.screening(as: world.caller("specialist"))
        let months = Dictionary(uniqueKeysWithValues: overview.months.map { ($0.month.description.prefix(7), $0) })
        #expect(
            ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"].map { months[$0]?.standing }
                == [.done, .done, .done, .missed, .doneWithoutSAM, .missed, .doneWithOldList])
        #expect(months["2026-06"]?.refused == 1)
        #expect(months["2026-02"]?.samListed == LocalDate("2026-02-01") && months["2026-05"]?.samListed == nil)
        // A practice may do without, and says so in a rule of its own.
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule
                   (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), gen_random_uuid(), 'sam.screening', '2026-04-01', 'Practice policy',
                    '{"at_hire": true, "every": "calendar month", "required": false}', \(world.practice))
            """)
        let later = try await world.service.screening(as: world.caller("specialist")).months
        #expect(later.first { $0.month == LocalDate("2026-05-01") }?.standing == .done)
        #expect(overview.months.first?.standing == .open)
        #expect(try await world.service.unscreenedMonth(as: world.caller("specialist")) == overview.months.first)
        let aborted = try #require(overview.runs.first { !$0.isCompleted })
        #expect(aborted.reason == "cut off" && aborted.lists.first?.rows == 10)
        #expect(aborted.lists.first?.sha256.count == 64)
    }

    @Test func `R8: a month is one by the clinics’ clock`() async throws {
        let world = try await World()
        try await world.tell(
            "DELETE FROM praxis.screening_run", "DELETE FROM praxis.screening_import",
            "UPDATE praxis.clinic SET zone = 'America/Denver'")
        // The evening of March 31 in Denver, April by the server's clock.
        try await world.run(at: "2026-04-01 02:00:00+00", list: "2026-03-01")
        let months = try await world.service.screening(as: world.caller("specialist")).months
        #expect(months.last?.month == LocalDate("2026-03-01") && months.last?.standing == .doneWithoutSAM)
        #expect(months.dropLast().last?.standing == .missed)
    }

    @Test func `C9: an aborted list leaves the month open and the list before in force`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        try await world.tell("DELETE FROM praxis.screening_run")
        let pat = try await world.person("Jo", "Name45", born: "1970-01-01")
        let rows = (0..<50).map { "NAME\($0),JO,,,,,,0000000000,19700101,,,,,1128a1,20260320,00000000,00000000," }
        _ = try await world.service.importList(leie(rows), as: specialist)
        let refused = try await world.service.importList(leie(Array(rows.prefix(20))), as: specialist)
        #expect(try await world.service.screeningImport(refused, as: specialist).state == .refused)
        var overview = try await world.service.screening(as: specialist)
        #expect(overview.months.first?.standing == .open)
        #expect(overview.runs.map(\.isCompleted) == [false])
        #expect(overview.imports.filter(\.isInForce).map(\.fileName).contains("UPDATED.csv"))
        // Nobody is cleared by it: who stands only on the list before is found all the same.
        _ = try await world.service.screen(as: specialist)
        #expect(Set(try await world.service.matches(nil, as: specialist).map(\.person)) == [pat])
        overview = try await world.service.screening(as: specialist)
        #expect(overview.runs.first?.lists.contains { $0.sha256.count == 64 && $0.rows == 50 } == true)
        #expect(overview.runs.first?.startedBy == "specialist")
    }

    @Test func `the daily job takes what was dropped, makes the month’s run once, and then compares who changed`()
        async throws
    {
        let world = try await World()
        try await world.tell("DELETE FROM praxis.screening_run", "DELETE FROM praxis.screening_import")
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func daily() async throws { try await world.daily(ListFolder(path: folder.path())) }
        try await daily()
        #expect(try await world.service.screening(as: world.caller("specialist")).runs.isEmpty)

        let today = Zone.utc.today(at: .now())
        let before = today.adding(days: 1 - today.day).adding(months: -1)
        let name = "UPDATED-\(before.description.prefix(7)).csv"
        try Data(Vectors.bytes("leie_synthetic_cases")).write(to: folder.appending(path: name))
        try Data("no list".utf8).write(to: folder.appending(path: "2601EXCL.csv"))
        // Neither what is no file nor what cannot be opened keeps the others out.
        try FileManager.default.createDirectory(
            at: folder.appending(path: "2512EXCL.csv"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "2511EXCL.csv"), withDestinationURL: folder.appending(path: "gone.csv"))
        // What the publisher packs is no list that can be read.
        let packed = "SAM_Exclusions_Public_V2_Extract_26060.ZIP"
        try Data("PK\u{3}\u{4}list".utf8).write(to: folder.appending(path: packed))
        #expect(ListFolder(path: folder.path()).uploads().map(\.fileName) == ["2601EXCL.csv", packed, name])
        try await daily()
        let refused = try await world.service.refusedLists(as: world.caller("specialist"))
        #expect(refused.map(\.fileName) == [packed])
        #expect(refused.first?.reason.contains("unpack an archive") == true)
        try await daily()
        var runs = try await world.service.screening(as: world.caller("specialist")).runs
        #expect(runs.filter { !$0.isCompleted }.count == 2)
        runs = runs.filter(\.isCompleted)
        #expect(runs.map(\.occasion) == [.schedule])
        #expect(runs.first?.isOfEverybody == true && runs.first?.startedBy == "Praxis")

        // Somebody new is compared by themselves, and that is no run of the month.
        _ = try await world.person("Fay", "Future", born: "1990-09-09")
        try await world.tell("UPDATE praxis.person SET identified_at = now() WHERE family_name = 'Future'")
        try await daily()
        runs = try await world.service.screening(as: world.caller("specialist")).runs
        #expect(runs.first?.occasion == .identity && runs.first?.subjects == 1)
        #expect(runs.first?.isOfEverybody == false)
        #expect(try await world.service.matches(nil, as: world.caller("specialist")).count == 1)

        // A list that comes in after the month's run is not left to the next month.
        try Data(Vectors.bytes("sam_synthetic_cases")).write(
            to: folder.appending(path: "SAM_Exclusions_Public_Extract_V2_23335.CSV"))
        try await daily()
        try await daily()
        let everybody = try await world.service.screening(as: world.caller("specialist")).runs
            .filter { $0.isOfEverybody && $0.isCompleted }
        #expect(everybody.count == 2)
        #expect(everybody.first?.lists.contains { $0.name.hasPrefix("SAM") } == true)
    }
}

extension World {
    /// A vendor to whom orders may go.
    func vendor(_ name: String) async throws -> UUID {
        let id = UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.vendor (practice_id, vendor_id, name, status, created_by, created_at)
            VALUES (\(self.practice), \(id), \(name), 'approved', \(self.practice), '2020-01-01')
            """)
        return id
    }

    func importSAM() async throws {
        _ = try await self.service.importList(
            ListUpload(
                fileName: "SAM_Exclusions_Public_Extract_V2_23335.CSV",
                source: .bytes(try Vectors.bytes("sam_synthetic_cases")), list: .sam, kind: .full,
                day: LocalDate("2023-12-01")!),
            as: self.caller("specialist"))
    }

    /// What anybody who may read it is told of a subject.
    func screeningState(of subject: UUID) async throws -> String? {
        try await self.read(
            "SELECT state FROM praxis.screening_state WHERE subject_id = \(subject)", as: "specialist")
    }

    /// A run as it stands in the log.
    func run(at instant: String, list month: String, narrowed: Bool = false) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.screening_run
                   (practice_id, run_id, started_at, finished_at, subjects, narrowed_to, entries, tiers, suppressed, lists,
                    rule_version, created_by)
            VALUES (\(self.practice), gen_random_uuid(), \(instant)::text::timestamptz, \(instant)::text::timestamptz, 7,
                    CASE WHEN \(narrowed) THEN ARRAY[gen_random_uuid()] END, 9, '{"5": 2}', 0,
                    jsonb_build_array(jsonb_build_object(
                        'list', 'leie', 'kind', 'full', 'name', 'x.csv', 'month', \(month)::text, 'sha256', 'x', 'rows', 9)),
                    '3', \(self.practice))
            """)
    }

    /// The daily job, as the runner would do it.
    func daily(_ folder: ListFolder) async throws {
        let job = UUID.version7()
        try await self.tell(
            """
            INSERT INTO praxis.job (practice_id, job_id, kind, account_id, state, attempt, worker, heartbeat_at)
            SELECT \(self.practice), \(job), 'credentialing.screening.daily', account_id, 'running', 1, 'test', now()
              FROM praxis.account WHERE practice_id = \(self.practice) AND kind = 'system'
            """)
        let service = CredentialingService(database: Database(pool: TestDatabase.current.pool(.jobs)))
        let rows = try await TestDatabase.current.pool(.superuser).pipeline(
            .readOnly,
            Query<Job>(
                "SELECT job_id, practice_id, kind, payload, attempt, max_attempts FROM praxis.job WHERE job_id = \(job)"
            ))
        try await DailyScreening(service: service, folder: folder).run(
            try #require(rows.first), as: Caller(claim: .job(job), scope: .all, request: job))
    }
}

private func leie(_ rows: [String]) -> ListUpload {
    ListUpload(fileName: "UPDATED.csv", bytes: list(rows), kind: .full, month: LocalDate("2026-03-01")!)
}

private func list(_ rows: [String]) -> [UInt8] {
    Array(
        ("LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,REINDATE,"
            + "WAIVERDATE,WVRSTATE\n" + rows.joined(separator: "\n") + "\n").utf8)
}
