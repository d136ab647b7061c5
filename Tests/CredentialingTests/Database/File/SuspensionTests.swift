import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A suspension by the practice` {
    @discardableResult
    private func suspend(
        _ world: World, _ person: Person.ID, on day: LocalDate, _ kind: String = "summary",
        as account: String = "director"
    ) async throws -> Suspension.ID {
        let fields = ["kind": kind, "effective": day.description, "reason": "Two incidents in one week"]
        return try await world.files.suspend(
            person, try SuspensionDraft { fields[$0] }, as: world.caller(account))
    }

    private func lift(
        _ world: World, _ id: Suspension.ID, of person: Person.ID, on day: LocalDate, as account: String = "director"
    ) async throws {
        let fields = ["effective": day.description, "reason": "The review found nothing"]
        try await world.files.reinstate(
            id, of: person, try ReinstatementDraft { fields[$0] }, as: world.caller(account))
    }

    private func verdict(_ world: World, _ person: Person.ID, _ day: LocalDate) async throws -> ClearanceAnswer {
        try await world.clearance(person, "\(day) 08:00", "\(day) 16:00")
    }

    @Test(arguments: ["summary", "automatic"])
    func `says no from its first day in every role until it is lifted, whatever is held`(kind: String) async throws {
        let world = try await World()
        let person = try await world.physician("Grant", "CO", "2000-01-01..2999-12-31")
        let today = try await world.today()
        let shift = try await world.shift(on: today.adding(days: 3))
        try await world.assign(person, to: shift)
        #expect(try await self.verdict(world, person, today.adding(days: 1)).verdict == .cleared)
        let id = try await self.suspend(world, person, on: today.adding(days: 2), kind)
        #expect(try await self.verdict(world, person, today.adding(days: 1)).verdict == .cleared)
        let answer = try await self.verdict(world, person, today.adding(days: 2))
        #expect(answer.verdict == .blocked)
        #expect(answer.reasons.map(\.state) == ["\(kind)_suspension"])
        #expect(answer.reasons.first?.sentence.hasPrefix("Suspended by the practice") == true)
        #expect(try await world.conflicts(of: person) == 1, "the shift to come is told")
        try await self.lift(world, id, of: person, on: today.adding(days: 9))
        #expect(try await self.verdict(world, person, today.adding(days: 8)).verdict == .blocked)
        #expect(try await self.verdict(world, person, today.adding(days: 9)).verdict == .cleared)
        let file = try await world.service.file(of: person, as: world.caller("specialist"))
        #expect(file.suspensions.map(\.reinstatedOn) == [today.adding(days: 9)])
    }

    @Test func `is found of shifts that were worked, and changes none of them`() async throws {
        let world = try await World()
        let person = try await world.physician("Grant", "CO", "2000-01-01..2999-12-31")
        let today = try await world.today()
        try await world.assign(person, to: try await world.shift(on: today.adding(days: -3)))
        try await self.suspend(world, person, on: today.adding(days: -5))
        let found = try await world.ask(
            "SELECT count(*) FROM praxis.clearance_finding WHERE person_id = \(person)", as: Int.self)
        #expect(found == 1)
        let active = try await world.ask(
            "SELECT count(*) FROM praxis.assignment WHERE person_id = \(person) AND state = 'active'", as: Int.self)
        #expect(active == 1)
    }

    @Test func `is ordered for today though one of a later day was ordered before, or lifted`() async throws {
        let world = try await World()
        let person = try await world.physician("Grant", "CO", "2000-01-01..2999-12-31")
        let (today, later) = (try await world.practiceDay(), try await world.practiceDay().adding(days: 20))
        let ahead = try await self.suspend(world, person, on: later, "automatic")
        let now = try await self.suspend(world, person, on: today)
        try await self.lift(world, now, of: person, on: today.adding(days: 5))
        try await self.lift(world, ahead, of: person, on: later)
        #expect(try await self.verdict(world, person, today.adding(days: 4)).verdict == .blocked)
        #expect(try await self.verdict(world, person, today.adding(days: 5)).verdict == .cleared)
        #expect(try await self.verdict(world, person, later).verdict == .cleared)
        try await self.suspend(world, person, on: later)
        try await self.suspend(world, person, on: today.adding(days: 6))
    }

    @Test func `has its lifting put on another day until it takes effect, which takes shifts with it`() async throws {
        let world = try await World()
        let person = try await world.physician("Grant", "CO", "2000-01-01..2999-12-31")
        let today = try await world.today()
        let id = try await self.suspend(world, person, on: today.adding(days: -1))
        try await self.lift(world, id, of: person, on: today.adding(days: 3))
        try await world.assign(person, to: try await world.shift(on: today.adding(days: 4)))
        let told = try await world.conflicts(of: person)
        try await self.lift(world, id, of: person, on: today.adding(days: 6))
        #expect(try await world.conflicts(of: person) == told + 1)
        #expect(try await self.verdict(world, person, today.adding(days: 4)).verdict == .blocked)
        try await self.lift(world, id, of: person, on: today.adding(days: 2))
        #expect(try await self.verdict(world, person, today.adding(days: 4)).verdict == .cleared)
    }

    @Test func `was not known before it was recorded`() async throws {
        let world = try await World()
        let person = try await world.physician("Grant", "CO", "2000-01-01..2999-12-31")
        let today = try await world.today()
        let before = try await world.mark()
        let id = try await self.suspend(world, person, on: today)
        let between = try await world.mark()
        try await self.lift(world, id, of: person, on: today.adding(days: 1))
        let day = today.adding(days: 2)
        #expect(try await world.clearance(person, day, known: before).verdict == .cleared)
        #expect(try await world.clearance(person, day, known: between).verdict == .blocked)
        #expect(try await world.clearance(person, day, known: try await world.mark()).verdict == .cleared)
    }

    @Test func `is one at a time, of somebody else, and lifted once and for days to come`() async throws {
        let world = try await World()
        let person = try await world.physician("Grant", "CO", "2000-01-01..2999-12-31")
        let today = try await world.practiceDay()
        for account in ["specialist", "manager", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") {
                try await self.suspend(world, person, on: today, as: account)
            }
        }
        await #expect(throws: CredentialingError.ownFile) {
            try await self.suspend(world, try await world.person(of: "director"), on: today)
        }
        for day in [today.adding(days: -367), today.adding(days: 367)] {
            await #expect(throws: CredentialingError.refused(.suspensionDay), "\(day)") {
                try await self.suspend(world, person, on: day)
            }
        }
        let id = try await self.suspend(world, person, on: today.adding(days: -10))
        await #expect(throws: CredentialingError.refused(.suspendedAlready)) {
            try await self.suspend(world, person, on: today.adding(days: 20))
        }
        let words = try await world.ask(
            "SELECT count(*) FROM praxis.audit_event WHERE action = 'credentialing.file.suspend' AND reason IS NOT NULL",
            as: Int.self)
        #expect(words == 0, "why is for those who read files")
        await #expect(throws: CredentialingError.refused(.reinstatementDay)) {
            try await self.lift(world, id, of: person, on: today.adding(days: -1))
        }
        await #expect(throws: (any Error).self) {
            try await self.lift(world, id, of: try await world.person(of: "staff"), on: today)
        }
        try await self.lift(world, id, of: person, on: today)
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await self.lift(world, id, of: person, on: today)
        }
        for statement: SQL in [
            "UPDATE praxis.credentialing_suspension SET reason = 'x'", "DELETE FROM praxis.credentialing_reinstatement",
        ] {
            await #expect(throws: PostgresError.self) {
                try await world.files.database.write(as: world.caller("director")) { try await $0.run(statement) }
            }
        }
        try await self.suspend(world, person, on: today)
    }

    @Test(arguments: [("summary", 31, true), ("summary", 30, false), ("automatic", 60, false)])
    func `is reported when it was summary and has held for longer than the rule says`(
        kind: String, days: Int, due: Bool
    ) async throws {
        let world = try await World()
        let staff = try await world.person(of: "staff")
        let file = try await world.file(of: staff, state: .decided)
        let (today, director) = (try await world.practiceDay(), world.caller("director"))
        let id = try await self.suspend(world, staff, on: today.adding(days: -days), kind)
        try await self.lift(world, id, of: staff, on: today)
        let reports = try await world.files.duties(as: director).reports
        #expect(reports.map(\.suspension) == (due ? [id] : []))
        guard let report = reports.first else { return }
        #expect(report.actionTitle == "Summary suspension" && report.dueOn == today.adding(days: 60 - days))
        let fields = ["suspension": id.description, "outcome": "not_due", "reason": "Settled"]
        try await world.files.dispose(try ReportDraft { fields[$0] }, of: file, as: director)
        #expect(try await world.files.duties(as: director).reports.isEmpty)
    }
}
