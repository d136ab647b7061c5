import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Importing a list of Medicare's` {
    private typealias Lists = `A list of Medicare's about people`

    private static let optOut = MedicareDesk.optOut
    private static let away = MedicareDesk.away
    private static let stranger = MedicareDesk.stranger

    // MARK: Opting out

    @Test
    func `keeps who has opted out, with the day of the list and the file, and ends it with the list that does not`()
        async throws
    {
        let desk = try await MedicareDesk()
        let bo = try await desk.world.person("Bo", "Berg", npi: "1999999992", role: "physician", at: "denver")
        let id = try await desk.preview(Self.optOut, Self.away, Self.stranger, asOf: "2026-01-15")
        let file = try await desk.world.imports.pecosImport(id, as: desk.specialist)
        #expect(file.summary.layout == .optOut && file.summary.listDay?.source == .entered)
        #expect(file.people.map(\.name) == ["Rao, Asha", "Berg, Bo"])
        #expect(file.people.map(\.outcome) == [.changed, .unchanged])
        #expect(try await desk.words(desk.rao).isEmpty, "nothing before it is confirmed")
        try await desk.world.imports.confirm(id, version: 1, as: desk.specialist)

        let word = try #require(try await desk.words(desk.rao).first)
        #expect(word.list == .optOut && word.asOf == LocalDate("2026-01-15") && word.source == id)
        #expect(word.sentences.first?.contains("renews by itself; may order and refer, as of Jan 15, 2026") == true)
        #expect(try await desk.words(bo).map(\.isNamed) == [false])
        #expect(
            try await desk.world.ask(
                "SELECT row_number || ' ' || renews || ' ' || rule_version FROM praxis.medicare_listing WHERE row_number IS NOT NULL",
                as: String.self) == "2 true cms.opt_out@2000-01-01")
        // The period is over and goes on by itself; only a list that does not name the person ends it.
        #expect(try await desk.away() == "{[2024-01-01,)}")
        try await desk.bring(Self.optOut, Self.stranger, asOf: "2026-03-01")
        #expect(try await desk.away() == "{[2024-01-01,2026-03-01)}")
        #expect(try await desk.words(desk.rao).map(\.isNamed) == [false])
        // It is all still there, each row with its list.
        #expect(try await desk.world.ask("SELECT count(*) FROM praxis.medicare_listing", as: Int.self) == 4)
    }

    @Test func `the rule of the last day says whether a period renews`() async throws {
        let desk = try await MedicareDesk()
        try await desk.world.tell(
            """
            INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(desk.world.practice), gen_random_uuid(), 'cms.opt_out', '2020-01-01', 'test',
                    '{"months": 24, "renews": false}', \(desk.world.practice))
            """)
        try await desk.bring(Self.optOut, Self.away, asOf: "2026-01-15")
        #expect(try await desk.away() == "{[2024-01-01,2026-01-01)}")
        let word = try #require(try await desk.words(desk.rao).first)
        #expect(word.isNamed && !word.isOptedOut)
        #expect(
            word.sentences == [
                "Opted out from Jan 1, 2024 through Dec 31, 2025; may order and refer, as of Jan 15, 2026"
            ])
    }

    @Test func `who opts out on a day to come has not opted out`() async throws {
        let desk = try await MedicareDesk()
        try await desk.bring(Self.optOut, "ASHA,RAO,1000000004,01/01/2990,12/31/2991,Y", asOf: "2026-01-15")
        #expect(try await desk.words(desk.rao).map(\.isOptedOut) == [false])
        try await desk.bring(Self.optOut, Self.away, asOf: "2026-02-15")
        #expect(try await desk.words(desk.rao).map(\.isOptedOut) == [true])
        // The program reads what the file shows.
        #expect(try await desk.service.medicare(of: desk.rao, as: desk.specialist) == desk.words(desk.rao))
        await #expect(throws: EnrollmentError.unknown) {
            _ = try await desk.service.medicare(of: .make(), as: desk.specialist)
        }
        // The file is for whoever imports.
        let manager = try await desk.service.medicare(of: desk.rao, as: desk.world.caller("manager"))
        #expect(manager.map(\.isNamed) == [true] && manager.map(\.source) == [nil])
    }

    @Test func `what is known of somebody and cannot be read is no person without enrollments`() async throws {
        await #expect(throws: PostgresError.self) {
            _ = try await TestDatabase.current.pool(.superuser).pipeline(
                .readWrite,
                Query<KnownListed>(
                    """
                    SELECT gen_random_uuid(), '1000000004'::text, 'Asha'::text, 'Rao'::text, '{}'::text[], NULL::jsonb,
                           '[{"id": 1}]'::jsonb
                    """))
        }
    }

    @Test func `whoever has opted out cannot be billed to Medicare, and may work`() async throws {
        let desk = try await MedicareDesk()
        let enrollment = try await desk.enroll()
        let private_ = try await desk.plan(["payer": "Example", "kind": "commercial", "line": "ppo"])
        let advantage = try await desk.plan(["payer": "Plus", "kind": "commercial", "line": "medicare_advantage"])
        #expect(try await desk.service.record(enrollment, as: desk.specialist).enrollment.isBillable)
        try await desk.bring(Self.optOut, Self.away, asOf: "2026-01-15")

        for account in ["specialist", "manager"] {
            let answer = try await desk.clearance(as: account)
            #expect(answer.mayWork, "\(account)")
            let reasons = answer.reasons.filter { $0.state == "opted_out" }
            #expect(Set(reasons.flatMap { $0.plans ?? [] }) == [desk.medicare, advantage], "\(account)")
            #expect(
                reasons.first?.sentence.hasPrefix("Opted out of Medicare, by the list of Jan 15, 2026: ") == true)
            #expect(answer.reasons.filter { $0.plans == [private_] }.map(\.state) == ["missing"], "\(account)")
        }
        let record = try await desk.service.record(enrollment, as: desk.specialist)
        #expect(record.enrollment.isOptedOut && !record.enrollment.isBillable && record.medicare.count == 1)
        let missing = try await desk.service.missing(plan: desk.medicare, as: desk.specialist)
        #expect(missing.map(\.sentence) == ["Not billable for Medicare: Part B: opted out of Medicare"])
        let file = try await desk.service.file(of: desk.rao, as: desk.specialist)
        #expect(file.medicare.map(\.isNamed) == [true])
        #expect(try await desk.world.service.file(of: desk.rao, as: desk.specialist).listings == file.medicare)
    }

    // MARK: Order and refer

    @Test func `an older list, and one that lost many rows, are not taken`() async throws {
        let desk = try await MedicareDesk()
        let rows = (0..<40).map { _ in "2000000002,OTHER,NOBODY,Y,Y,Y,Y,Y" }
        try await desk.bring([Lists.referring, "1000000004,RAO,ASHA,Y,N,Y,N,N"] + rows, asOf: "2026-02-01")
        #expect(try await desk.words(desk.rao).first?.facts == [.referring([.partB, .homeHealth])])
        await #expect(throws: ImportError.outdated(newest: try #require(LocalDate("2026-02-01")))) {
            _ = try await desk.preview([Lists.referring] + rows, asOf: "2026-01-31")
        }
        let short = [Lists.referring] + rows.dropLast(2)
        await #expect(throws: ImportError.shrunk(from: 41, to: 38)) {
            _ = try await desk.preview(short, asOf: "2026-03-01")
        }
        let early = try await desk.preview([Lists.referring] + rows, asOf: "2026-02-15")
        let whole = try await desk.preview(short, asOf: "2026-03-01", isWhole: true)
        let ended = try await desk.world.imports.pecosImport(whole, as: desk.specialist).people
        #expect(ended.map(\.outcome) == [.changed] && ended.map(\.isNamed) == [false])
        try await desk.world.imports.confirm(whole, version: 1, as: desk.specialist)
        #expect(
            try await desk.words(desk.rao).flatMap(\.sentences)
                == ["Not on the list of who may order and refer, as of Mar 1, 2026"])
        // One that was older all along is not confirmed either.
        await #expect(throws: (any Error).self) {
            try await desk.world.imports.confirm(early, version: 1, as: desk.specialist)
        }
        await #expect(throws: FieldErrors.self) {
            _ = try await desk.preview([Lists.referring] + rows, asOf: "2999-01-01")
        }
    }

    @Test func `a row that is nobody's or says two things changes nothing of the person`() async throws {
        let desk = try await MedicareDesk()
        for rows in [
            ["1000000004,PATEL,BORIS,Y,Y,Y,Y,Y"], ["1000000004,RAO,ASHA,?,Y,Y,Y,Y"],
            ["1000000004,RAO,ASHA,Y,Y,Y,Y,Y", "1000000004,RAO,ASHA,N,Y,Y,Y,Y"],
        ] {
            let id = try await desk.preview([Lists.referring] + rows, isWhole: true)
            let people = try await desk.world.imports.pecosImport(id, as: desk.specialist).people
            #expect(people.map(\.outcome) == [.refused], "\(rows)")
            try await desk.world.imports.confirm(id, version: 1, as: desk.specialist)
            #expect(try await desk.words(desk.rao).isEmpty, "\(rows)")
        }
        await #expect {
            _ = try await desk.preview([Lists.referring, "1000000004,RAO,ASHA,Y,Y"])
        } throws: { error in
            if case ImportError.unreadable(let problems) = error { problems.map(\.row) == [2] } else { false }
        }
        await #expect(throws: ImportError.unusable(.empty)) { _ = try await desk.preview([Lists.referring]) }
    }

    @Test func `a preview that the practice has overtaken is not confirmed`() async throws {
        let desk = try await MedicareDesk()
        let rows = [Lists.referring, "1000000004,RAO,ASHA,Y,Y,Y,Y,Y"]
        let first = try await desk.preview(rows)
        let second = try await desk.preview(rows)
        try await desk.world.imports.confirm(second, version: 1, as: desk.specialist)
        await #expect(throws: ImportError.stale(current: nil, sent: 1)) {
            try await desk.world.imports.confirm(first, version: 1, as: desk.specialist)
        }
        // Somebody who came since was not looked for, and nothing is said of them.
        let third = try await desk.preview(rows)
        let late = try await desk.world.person("Bo", "Berg", npi: "1999999992", role: "physician", at: "denver")
        try await desk.world.imports.confirm(third, version: 1, as: desk.specialist)
        #expect(try await desk.words(late).isEmpty)
    }

    // MARK: Revalidation

    private func due(_ due: String, _ adjusted: String = "", state: String = "CO", number: String = "I1") -> String {
        "\(number),1000000004,ASHA,RAO,,\(state),3,Non-DME Part B,FAMILY,\(due),\(adjusted),1,2"
    }

    @Test func `a due date becomes that of the list, with both shown before, and goes back with the import`()
        async throws
    {
        let desk = try await MedicareDesk()
        let enrollment = try await desk.enroll()
        let id = try await desk.preview([Lists.revalidation, self.due("03/31/2029", "05/31/2029")], asOf: "2026-01-15")
        let shown = try await desk.world.imports.pecosImport(id, as: desk.specialist).people.first?.listed?.dues
        #expect(shown?.map(\.outcome) == [.set])
        #expect(
            shown?.first?.sentence == "denver, Medicare: Part B: due date Jan 1, 2031 becomes May 31, 2029")
        #expect(try await desk.dueOn(enrollment) == "2031-01-01")
        try await desk.world.imports.confirm(id, version: 1, as: desk.specialist)
        #expect(try await desk.dueOn(enrollment) == "2029-05-31")
        #expect(try await desk.service.record(enrollment, as: desk.specialist).listedDue == nil)
        #expect(
            try await desk.world.ask(
                "SELECT before_on::text || ' ' || due_on FROM praxis.medicare_due", as: String.self)
                == "2031-01-01 2029-05-31")
        // A later list moves it again; where both go, the first date is back.
        let later = try await desk.bring([Lists.revalidation, self.due("08/31/2029")], asOf: "2026-02-15")
        #expect(try await desk.dueOn(enrollment) == "2029-08-31")
        await #expect {
            try await desk.world.imports.undo(ImportBatch.ID(id.uuid), because: "wrong", as: desk.specialist)
        } throws: { error in
            if case ImportError.inUse = error { true } else { false }
        }
        for batch in [later, id] {
            try await desk.world.imports.undo(ImportBatch.ID(batch.uuid), because: "wrong", as: desk.specialist)
        }
        #expect(try await desk.dueOn(enrollment) == "2031-01-01")
        #expect(try await desk.words(desk.rao).isEmpty)
        #expect(try await desk.service.record(enrollment, as: desk.specialist).versions.count == 5)
    }

    @Test func `a date that somebody entered stays, with the list's beside it`() async throws {
        let desk = try await MedicareDesk()
        let enrollment = try await desk.enroll(["revalidation_due": "2030-06-30"])
        try await desk.bring([Lists.revalidation, self.due("03/31/2029")], asOf: "2026-01-15")
        #expect(try await desk.dueOn(enrollment) == "2030-06-30")
        let record = try await desk.service.record(enrollment, as: desk.specialist)
        #expect(record.listedDue?.outcome == .kept && record.listedDue?.listed == LocalDate("2029-03-31"))
        #expect(record.listedDue?.difference.contains("Mar 31, 2029, on file is Jun 30, 2030") == true)
        let undetermined = try await desk.preview([Lists.revalidation, self.due("TBD")], asOf: "2026-02-15")
        let dues = try await desk.world.imports.pecosImport(undetermined, as: desk.specialist).people.first?.listed
        #expect(dues?.dues.isEmpty == true && dues?.facts.first?.due == nil)
        try await desk.world.imports.discard(undetermined, version: 1, as: desk.specialist)
    }

    @Test func `two enrollments in one state set nothing, unless one has the payer's number`() async throws {
        let desk = try await MedicareDesk()
        let enrollment = try await desk.enroll()
        let rows = [
            Lists.revalidation, self.due("03/31/2029", number: "I1"), self.due("04/30/2029", number: "I2"),
            self.due("05/31/2029", state: "AZ", number: "I3"),
        ]
        let id = try await desk.bring(rows, asOf: "2026-01-15")
        #expect(try await desk.dueOn(enrollment) == "2031-01-01")
        let remarks = try await desk.world.imports.pecosImport(id, as: desk.specialist).people.first?.listed?.remarks
        #expect(remarks?.count == 1)
        try await desk.change(enrollment, ["payer_number": "I2"], 1)
        try await desk.bring(rows, asOf: "2026-02-15")
        #expect(try await desk.dueOn(enrollment) == "2029-04-30")
    }

    // MARK: Taking back, and what was known

    @Test func `an undone list says nothing any more, but to who asks what was known in between`() async throws {
        let desk = try await MedicareDesk()
        let id = try await desk.bring(Self.optOut, Self.away, asOf: "2026-01-15")
        let between = try #require(
            try await desk.world.ask("SELECT to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF')", as: String.self)
        )
        try await desk.world.imports.undo(ImportBatch.ID(id.uuid), because: "the wrong file", as: desk.specialist)
        #expect(try await desk.words(desk.rao).isEmpty)
        #expect(try await desk.clearance().reasons.allSatisfy { $0.state != "opted_out" })
        let reasons = try await desk.world.read(
            """
            SELECT k.reasons::text
              FROM praxis.clinic c
             CROSS JOIN LATERAL praxis.clearance_asof(
                        \(desk.rao), c.clinic_id, 'physician', '2026-04-01 14:00Z', '2026-04-01 22:00Z',
                        \(between)::text::timestamptz) k
             WHERE c.slug = 'denver'
            """, as: "specialist")
        #expect(reasons?.contains("opted_out") == true)
        let (batch, people) = try await desk.world.imports.batch(ImportBatch.ID(id.uuid), as: desk.specialist)
        #expect(batch.made == ["medicare_listing": 1] && people.map(\.name) == ["Rao, Asha"])
    }

    // MARK: Fences

    @Test func `another site's manager learns nothing, and nobody writes without a file`() async throws {
        let desk = try await MedicareDesk()
        try await desk.bring(Self.optOut, Self.away, asOf: "2026-01-15")
        try await desk.world.addAccount("elsewhere", "site_manager", clinic: "phoenix")
        try await desk.world.addAccount("local", "credentialing_specialist", clinic: "phoenix")
        let count: SQL = "SELECT count(*)::text FROM praxis.medicare_listing"
        for (account, seen) in [
            ("specialist", "1"), ("manager", "1"), ("elsewhere", "0"), ("local", "0"), ("staff", "0"),
        ] {
            #expect(try await desk.world.read(count, as: account) == seen, "\(account)")
        }
        await #expect(throws: EnrollmentError.unknown) {
            _ = try await desk.service.file(of: desk.rao, as: desk.world.caller("elsewhere"))
        }
        // Who imports at another clinic says nothing of people here, not even that a list lacks them.
        let phoenix = Scope.clinic(try #require(Slug("phoenix")))
        let id = try await desk.world.imports.preview(
            PecosUpload(
                fileName: "optout.csv", source: .bytes(Array("\(Self.optOut)\r\n\(Self.stranger)\r\n".utf8)),
                asOf: LocalDate("2026-03-01")), as: desk.world.caller("local", phoenix))
        let local = desk.world.caller("local", phoenix)
        #expect(try await desk.world.imports.pecosImport(id, as: local).people.isEmpty)
        try await desk.world.imports.confirm(id, version: 1, as: local)
        #expect(try await desk.words(desk.rao).map(\.isNamed) == [true])
        for statement: SQL in [
            """
            INSERT INTO praxis.medicare_listing (listing_id, person_id, import_id, list, as_of, npi)
            SELECT gen_random_uuid(), l.person_id, l.import_id, l.list, l.as_of, l.npi FROM praxis.medicare_listing l
            """,
            "UPDATE praxis.medicare_listing SET ends_on = NULL", "DELETE FROM praxis.medicare_listing",
            "DELETE FROM praxis.medicare_due",
        ] {
            await #expect(throws: (any Error).self) {
                _ = try await desk.world.service.database.write(as: desk.specialist) { transaction in
                    try await transaction.execute(statement)
                }
            }
        }
    }
}
