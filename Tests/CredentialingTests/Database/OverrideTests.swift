import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `An override of a clearance` {
    private let denver = Scope.clinic(Slug("denver")!)

    /// A physician whose life support card ended three days ago, in a practice that asks for one.
    private func lapsed(_ world: World) async throws -> (person: Person.ID, card: Credential.ID, today: LocalDate) {
        let today = try await world.today()
        try await world.require("acls")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let card = try await world.credential("acls", of: rao, "2020-01-01..\(today.adding(days: -3))")
        return (rao, card, today)
    }

    private func draft(
        _ person: Person.ID, _ interval: OverrideInterval, _ requirement: String = "acls"
    ) throws -> OverrideDraft {
        let fields = ["requirement": requirement, "reason": "The course is booked for Friday"]
        return try OverrideDraft({ fields[$0] }, for: person, during: interval)
    }

    private func judged(
        _ world: World, _ person: Person.ID, _ day: LocalDate, _ hours: (String, String) = ("08:00", "16:00")
    ) async throws -> ClearanceAnswer {
        try await world.clearance(person, "\(day) \(hours.0)", "\(day) \(hours.1)")
    }

    @Test func `C13: covers one shift once a second person approves it, and nothing else`() async throws {
        let world = try await World()
        let (rao, _, today) = try await self.lapsed(world)
        let day = today.adding(days: 2)
        let shift = try await world.shift(on: day)
        #expect(try await self.judged(world, rao, day).reasons.map(\.state) == ["expired"])
        let manager = world.caller("manager", self.denver)
        let id = try await world.service.request(try self.draft(rao, .shift(shift)), as: manager)
        #expect(try await self.judged(world, rao, day).verdict == .blocked, "a request is no override")
        await #expect(throws: CredentialingError.permissionMissing) {
            try await world.service.decide(id, .approved, note: nil, after: 0, as: manager)
        }
        try await world.service.decide(id, .approved, note: nil, after: 0, as: world.caller("director"))
        let answer = try await self.judged(world, rao, day)
        #expect(answer.verdict == .warn)
        #expect(answer.reasons.map(\.overrideID) == [id])
        #expect(answer.reasons[0].ruleVersion != nil)
        for (day, hours) in [
            (day, ("08:00", "16:01")), (day, ("07:59", "16:00")), (day.adding(days: 1), ("08:00", "16:00")),
        ] {
            #expect(try await self.judged(world, rao, day, hours).verdict == .blocked)
        }
        await #expect(throws: CredentialingError.stale(current: 1, sent: 0)) {
            try await world.service.decide(id, .refused, note: "No", after: 0, as: world.caller("director"))
        }
        // Revoked, it meets the shift that it made possible.
        try await world.assign(rao, to: shift)
        try await world.service.decide(id, .revoked, note: "Hired", after: 1, as: world.caller("administrator"))
        #expect(try await self.judged(world, rao, day).verdict == .blocked)
        #expect(try await world.conflicts(of: rao) == 1)
        let rows = try await world.service.overrides(as: manager)
        #expect(rows.map(\.state) == [.revoked])
        #expect(rows.map(\.requestedBy) == ["manager"])
    }

    @Test func `C13: that is revoked leaves what was worked as it was, and holds for nothing to come`() async throws {
        let world = try await World()
        let (rao, _, today) = try await self.lapsed(world)
        let manager = world.caller("manager", self.denver)
        let days = OverrideInterval.days(today.adding(days: -2), through: today.adding(days: 2), role: "physician")
        let id = try await world.service.request(try self.draft(rao, days), as: manager)
        try await world.service.decide(id, .approved, note: nil, after: 0, as: world.caller("director"))
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            UPDATE praxis.clearance_override_decision SET created_at = now() - interval '9 days'
             WHERE practice_id = \(world.practice)
            """)
        let worked = today.adding(days: -2)
        try await world.assign(rao, at: "denver", "\(worked) 08:00", "\(worked) 16:00")
        try await world.service.decide(id, .revoked, note: "Hired", after: 1, as: world.caller("administrator"))
        let (past, future) = (
            try await self.judged(world, rao, worked), try await self.judged(world, rao, today.adding(days: 1))
        )
        #expect(past.verdict == .warn && past.reasons.map(\.overrideID) == [id])
        #expect(future.verdict == .blocked)
        let findings = try await world.ask(
            "SELECT count(*) FROM praxis.clearance_finding WHERE practice_id = \(world.practice)", as: Int.self)
        #expect(findings == 0, "nobody worked uncleared")
    }

    @Test func `R29: one for a shift is for its hours and for what it does, and of a shift that there is`() async throws
    {
        let world = try await World()
        let (rao, _, today) = try await self.lapsed(world)
        let day = today.adding(days: 2)
        let shift = try await world.shift(on: day)
        let manager = world.caller("manager", self.denver)
        let id = try await world.service.request(try self.draft(rao, .shift(shift)), as: manager)
        try await world.service.decide(id, .approved, note: nil, after: 0, as: world.caller("director"))
        #expect(try await self.judged(world, rao, day).verdict == .warn)
        #expect(try await self.judged(world, rao, day, ("09:00", "15:00")).verdict == .blocked)
        let more = try await world.clearance(rao, "\(day) 08:00", "\(day) 16:00", services: ["sedation"])
        #expect(more.verdict == .blocked && more.reasons.map(\.overrideID) == [nil])
        // Whatever is written, its hours and services are the shift's; of no shift there is none.
        func write(_ shift: UUID) async throws {
            let _: Int = try await world.service.database.write(as: manager) { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO praxis.clearance_override
                           (clinic_id, override_id, person_id, clinical_role, requirement, shift_id, span, services, reason)
                    SELECT c.clinic_id, gen_random_uuid(), \(rao), 'physician', 'acls', \(shift),
                           tstzrange(now(), now() + interval '9 days'), '{sedation}', 'There is nobody else'
                      FROM praxis.clinic c
                     WHERE c.slug = 'denver'
                    """)
            }
        }
        let refused = await #expect(throws: PostgresError.self) { try await write(UUID.version7()) }
        #expect(refused?.sqlState == .foreignKeyViolation)
        try await write(try await world.shift(on: today.adding(days: 3)))
        #expect(
            try await world.ask(
                """
                SELECT count(DISTINCT (o.span, o.services, o.shift_id))
                  FROM praxis.clearance_override o
                  JOIN praxis.shift s USING (practice_id, clinic_id, shift_id)
                 WHERE o.span = s.span AND o.services = s.services
                """, as: Int.self) == 2)
    }

    @Test func `C13: nobody approves what they asked for, or what is about themselves`() async throws {
        let world = try await World()
        let (rao, _, today) = try await self.lapsed(world)
        let days = OverrideInterval.days(today.adding(days: 1), through: today.adding(days: 2), role: "physician")
        let administrator = world.caller("administrator", self.denver)
        let own = try await world.service.request(try self.draft(rao, days), as: administrator)
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await world.service.decide(own, .approved, note: nil, after: 0, as: administrator)
        }
        try await world.service.decide(own, .withdrawn, note: nil, after: 0, as: administrator)
        await #expect(throws: CredentialingError.overrideClosed) {
            try await world.service.decide(own, .approved, note: nil, after: 1, as: world.caller("director"))
        }
        // The same about the director's own card.
        let director = try await world.person(of: "director")
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(director), 'physician', '2020-01-01', practice_id
              FROM praxis.clinic WHERE practice_id = \(world.practice) AND slug = 'denver'
            """)
        try await world.credential("medical_license", "CO", of: director, "2020-01-01..2999-12-31")
        try await world.credential("malpractice", of: director, "2020-01-01..2999-12-31")
        let about = try await world.service.request(
            try self.draft(director, days), as: world.caller("manager", self.denver))
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await world.service.decide(about, .approved, note: nil, after: 0, as: world.caller("director"))
        }
        try await world.service.decide(about, .approved, note: nil, after: 0, as: world.caller("administrator"))
    }

    @Test func `C13: is refused by the database for licenses, exclusions, long intervals and the past`() async throws {
        let world = try await World()
        let (rao, card, today) = try await self.lapsed(world)
        let manager = world.caller("manager", self.denver)
        let tomorrow = today.adding(days: 1)
        func days(_ count: Int, from day: LocalDate) -> OverrideInterval {
            .days(day, through: day.adding(days: count - 1), role: "physician")
        }
        func refusal(_ person: Person.ID, _ interval: OverrideInterval, _ requirement: String) async throws
            -> CredentialingError?
        {
            do {
                _ = try await world.service.request(try self.draft(person, interval, requirement), as: manager)
                return nil
            } catch let error as CredentialingError { return error }
        }
        #expect(try await refusal(rao, days(15, from: tomorrow), "acls") == .overrideTooLong(days: 14))
        #expect(try await refusal(rao, days(1, from: today.adding(days: -2)), "acls") == .inThePast(field: "through"))
        #expect(try await refusal(rao, days(1, from: tomorrow), "bls") == .nothingToOverride)
        let unlicensed = try await world.physician("Low", "AZ", "2020-01-01..2999-12-31")
        #expect(
            try await refusal(unlicensed, days(1, from: tomorrow), "medical_license")
                == .notOverridable(requirement: "medical_license", state: "missing"))
        let ended = try await world.physician("Old", "CO", "2020-01-01..2024-12-31")
        #expect(
            try await refusal(ended, days(1, from: tomorrow), "acls")
                == .notOverridable(requirement: "medical_license", state: "expired"), "with any other requirement too")
        // Suspended after its approval, a card is no longer waived, and it cannot be waived again.
        let id = try await world.service.request(try self.draft(rao, days(1, from: tomorrow)), as: manager)
        try await world.service.decide(id, .approved, note: nil, after: 0, as: world.caller("director"))
        #expect(try await self.judged(world, rao, tomorrow).verdict == .warn)
        try await world.term("\(today)..2999-12-31", of: card, rao)
        try await world.bar("revoked", card, of: rao, from: today)
        #expect(try await self.judged(world, rao, tomorrow).verdict == .blocked)
        #expect(
            try await refusal(rao, days(1, from: tomorrow), "acls")
                == .notOverridable(requirement: "acls", state: "revoked"))
        // An exclusion that is confirmed between request and approval.
        let fay = try await world.physician("Future", "CO", "2020-01-01..2999-12-31")
        let waiting = try await world.service.request(try self.draft(fay, days(1, from: tomorrow)), as: manager)
        try await world.exclude(fay, from: today)
        let never = CredentialingError.notOverridable(requirement: "exclusion", state: "excluded")
        #expect(try await refusal(fay, days(1, from: tomorrow), "acls") == never)
        await #expect(throws: never) {
            try await world.service.decide(waiting, .approved, note: nil, after: 0, as: world.caller("director"))
        }
    }

    @Test func `a fact about the past finds the shifts that were worked, and changes none`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let license = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).credentials
                .first { $0.type == "medical_license" }?.id)
        for back in [9, 5, 4] { try await world.assign(rao, to: try await world.shift(on: today.adding(days: -back))) }
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 5)))
        #expect(try await world.service.findings(as: world.caller("manager", self.denver)).isEmpty)
        try await world.bar("suspended", license, of: rao, from: today.adding(days: -6))
        let findings = try await world.service.findings(as: world.caller("manager", self.denver))
        #expect(findings.map(\.zone.name) == ["America/Denver", "America/Denver"])
        #expect(findings.map { $0.reasons.map(\.state) } == [["suspended"], ["suspended"]])
        #expect(try await world.conflicts(of: rao) == 1, "the shift to come")
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.assignment WHERE person_id = \(rao) AND state = 'active'", as: Int.self)
                == 4)
        #expect(try await world.service.findings(as: world.caller("administrator", .clinic(Slug("phoenix")!))).isEmpty)
    }
}
