import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A row of a roster for a payer` {
    private static let sources = """
        NPI | npi
        Decided | decided_on
        Due | recredentialing_on
        Taxonomy | taxonomy
        At | clinic_name
        """

    @Test func `has the days of the last approval and the first specialty, not what was typed of them`() async throws {
        let desk = try await RosterDesk(approved: nil)
        try await desk.lay(Self.sources)
        let typed = ["decided_on": "2023-04-01", "recredentialing_on": "2026-04-01", "taxonomy": "207Q00000X"]
        try await desk.type(typed, at: "denver")
        try await desk.type(["decided_on": "2023-04-01"], at: "phoenix")
        #expect(
            try await desk.rows(.full) == [
                "1000000004,04/01/2023,04/01/2026,207Q00000X,denver", "1000000004,04/01/2023,,,phoenix",
            ])
        var marks = try await desk.overview().marks
        #expect(marks.filter { $0.clinic == "denver" }.map(\.field) == [.taxonomy, .decidedOn, .recredentialingOn])
        #expect(marks.count == 4 && marks.allSatisfy(\.isSent))

        try await desk.world.decide(desk.rao, "approved", on: LocalDate("2022-02-01")!)
        try await desk.world.decide(desk.rao, "approved", on: LocalDate("2025-06-01")!, cycle: .recred)
        // What is looked at between two cycles leaves their days as they were.
        try await desk.world.decide(desk.rao, "approved", on: LocalDate("2026-02-01")!, cycle: .offcycle)
        try await desk.world.specialize(desk.rao, "208D00000X", isPrimary: false)
        try await desk.world.specialize(desk.rao, "207R00000X")
        let row = "1000000004,06/01/2025,06/01/2028,207R00000X,"
        #expect(try await desk.rows(.full) == [row + "denver", row + "phoenix"])
        marks = try await desk.overview().marks
        #expect(marks.count == 4 && !marks.contains(where: \.isSent))
        #expect(marks.first { $0.field == .taxonomy }?.onFile == "207R00000X")
        let profile = try await desk.service.profile(
            of: desk.rao, at: try #require(Slug("denver")), as: desk.specialist)
        #expect(profile.facts[.decidedOn] == "2023-04-01")
        #expect(profile.origin.overruled.map(\.onFile) == ["207R00000X", "2025-06-01", "2028-06-01"])
    }

    @Test func `says nothing of a recredentialing that was typed for an older decision`() async throws {
        let desk = try await RosterDesk(approved: nil)
        try await desk.lay(Self.sources)
        let today = try await desk.world.practiceDay()
        try await desk.type(["decided_on": "2023-04-01", "recredentialing_on": "2026-04-01"], at: "denver")
        try await desk.world.decide(desk.rao, "provisional", on: today)
        let row = try #require(try await desk.overview().full.first)
        #expect(row.facts[.decidedOn] == today.description)
        #expect(row.facts[.recredentialingOn] == nil)
        #expect(try await desk.overview().marks.last?.onFile == nil)
    }

    @Test func `stops the file where nobody approved whom it tells of, and names them`() async throws {
        let desk = try await RosterDesk(approved: nil)
        try await desk.lay("NPI | npi\nAt | clinic_name")
        let sentence = "no decision has approved Asha Rao: decide the file, or enter the day of an earlier decision"
        #expect(try await desk.overview().problems(.full).map(\.reasons) == [[sentence], [sentence]])
        await #expect(throws: EnrollmentError.rowsRefused) { _ = try await desk.submit(.full) }
        try await desk.type(["decided_on": "2023-04-01"], at: "denver")
        // A day to come is of no decision that was made.
        let today = try await desk.world.practiceDay()
        try await desk.type(["decided_on": today.adding(days: 1).description], at: "phoenix")
        #expect(try await desk.overview().problems(.full).map(\.clinic) == ["phoenix"])
        await #expect(throws: EnrollmentError.rowsRefused) { _ = try await desk.submit(.full) }
        try await desk.world.decide(desk.rao, "approved", on: today)
        #expect(try await desk.rows(.full) == ["1000000004,denver", "1000000004,phoenix"])
    }

    @Test(
        arguments: [
            (nil, nil, false), (.add, nil, false), (.change, "2999-01-01", false), (nil, "2023-04-01", true),
            (.terminate, nil, true),
        ] as [(PayerRosterLine.Action?, String?, Bool)])
    func `is refused to the daemon's role as well where nobody approved whom it tells of`(
        action: PayerRosterLine.Action?, decided: String?, isTaken: Bool
    ) async throws {
        let desk = try await RosterDesk(approved: nil)
        try await desk.lay("NPI | npi")
        let overview = try await desk.overview()
        let (layout, row) = (try #require(overview.layout), try #require(overview.full.first))
        var facts = row.facts
        facts[.decidedOn] = decided
        let (id, plan, line) = (RosterSubmission.ID.make(), desk.plan, PayerRosterLine(row.key, action, facts))
        func send() async throws {
            let _: Int = try await desk.service.write(as: desk.specialist) { transaction in
                try await transaction.run(
                    PayerRosterStore.add(
                        id, .full, of: plan, number: 1, layout: layout.id, base: nil, content: "NPI", rowCount: 1),
                    try PayerRosterStore.add([line], to: id))
                return 1
            }
        }
        if isTaken {
            try await send()
        } else {
            await #expect(throws: EnrollmentError.rowsRefused) { try await send() }
        }
    }

    @Test func `asks for a decision in the role that the plan asks for`() async throws {
        let desk = try await RosterDesk(approved: nil)
        try await desk.world.tell(
            "UPDATE praxis.payer_plan SET roles = '{nurse_practitioner}' WHERE plan_id = \(desk.plan)",
            "UPDATE praxis.appointment SET clinical_role = 'nurse_practitioner' WHERE person_id = \(desk.rao)",
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), person_id, 'physician', '2025-01-01', created_by
              FROM praxis.appointment WHERE person_id = \(desk.rao)
            """)
        try await desk.lay("NPI | npi")
        try await desk.world.decide(desk.rao, "approved", on: LocalDate("2025-06-01")!)
        #expect(try await desk.overview().problems(.full).count == 2)
        try await desk.world.tell("UPDATE praxis.payer_plan SET roles = '{physician}' WHERE plan_id = \(desk.plan)")
        #expect(try await desk.overview().problems(.full).isEmpty)
    }

    @Test func `has the license that covers today, of several the one that does for longest`() async throws {
        let desk = try await RosterDesk()
        try await desk.lay("NPI | npi\nLicense | license_number | required\nUntil | license_expires\nAt | clinic_name")
        let today = try await desk.world.practiceDay()
        func license(_ number: String, _ first: Int, _ last: Int, type: String = "medical_license") async throws {
            let id = try await desk.world.credential(
                type, "CO", of: desk.rao, "\(today.adding(days: first))..\(today.adding(days: last))")
            try await desk.world.tell(
                """
                UPDATE praxis.credential SET number = \(number), number_normalized = \(number)
                 WHERE credential_id = \(id)
                """)
        }
        func row() async throws -> RosterFacts? {
            try await desk.overview().full.first { $0.facts[.clinicName] == "denver" }?.facts
        }
        try await license("PAST", -800, -1)
        try await license("AHEAD", 1, 800, type: "aprn_license")
        #expect(try await row()?[.licenseNumber] == nil)
        #expect(try await desk.overview().problems(.full).first?.reasons == ["License: missing"])
        await #expect(throws: EnrollmentError.rowsRefused) { _ = try await desk.submit(.full) }
        try await license("SHORT", -10, 0, type: "pa_license")
        #expect(try await row()?[.licenseNumber] == "SHORT")
        #expect(try await row()?[.licenseExpires] == today.description)
        try await desk.world.credential("dea", "CO", of: desk.rao, "2001-01-01..2004-01-01")
        try await desk.world.credential("board_certification", of: desk.rao, "2001-01-01..2004-01-01")
        #expect(try await row()?[.deaNumber] == nil)
        let long = try await desk.world.credential("medical_license", "CO", of: desk.rao)
        // One that runs again after a gap is good until the gap.
        for (first, last) in [(-5, 90), (200, 900)] {
            try await desk.world.term("\(today.adding(days: first))..\(today.adding(days: last))", of: long, desk.rao)
        }
        #expect(try await row()?[.licenseNumber] == "X1")
        #expect(try await row()?[.licenseExpires] == today.adding(days: 90).description)
    }

    @Test func `is told to those alone who read rosters, of their own clinics and their own practice`() async throws {
        let desk = try await RosterDesk()
        try await desk.world.addAccount("finance", "finance")
        try await desk.world.addAccount("local", "credentialing_specialist", clinic: "denver")
        let other = try await RosterDesk()
        let count: SQL = "SELECT count(*)::text FROM praxis_private.roster_standing(NULL, NULL)"
        for account in ["specialist", "director", "local", "finance", "staff"] {
            let rows = ["specialist": "2", "director": "2", "local": "1"][account] ?? "0"
            #expect(try await desk.world.read(count, as: account) == rows, "\(account)")
        }
        let persons: SQL =
            "SELECT string_agg(DISTINCT person_id::text, ',') FROM praxis_private.roster_standing(NULL, NULL)"
        #expect(try await other.world.read(persons, as: "specialist") == other.rao.description)
    }

    @Test func `is looked for in the plan and of the people that are asked for`() async throws {
        let desk = try await RosterDesk()
        let others = try await RosterDesk()
        let (some, nobody) = (desk.rao, try await desk.world.physician("Grant", "CO"))
        let cases: [(PayerPlan.ID?, [Person.ID]?, String)] = [
            (nil, nil, "2"), (desk.plan, nil, "2"), (desk.plan, [some], "2"), (nil, [some, nobody], "2"),
            (desk.plan, [nobody], "0"), (others.plan, nil, "0"), (nil, [others.rao], "0"), (nil, [], "0"),
        ]
        for (plan, people, rows) in cases {
            let ids = people.map { $0.map(\.uuid) }
            #expect(
                try await desk.world.read(
                    "SELECT count(*)::text FROM praxis_private.roster_standing(\(plan), \(ids)::uuid[])",
                    as: "specialist") == rows)
            #expect(
                try await desk.world.read(
                    "SELECT count(*)::text FROM praxis_private.roster_rows(\(plan), \(ids)::uuid[])", as: "specialist")
                    == rows)
        }
    }
}
