import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `An approval from before never outweighs` {
    private func states(_ world: World, _ person: Person.ID, on day: LocalDate) async throws -> [String] {
        try await world.clearance(person, "\(day) 08:00", "\(day) 16:00").reasons
            .filter { $0.requirement == "credentialing" }.map(\.state)
    }

    private func world() async throws -> (World, Person.ID, today: LocalDate) {
        let world = try await World()
        return (world, try await world.physician("Rao", "CO", "2000-01-01..2999-12-31"), try await world.practiceDay())
    }

    @Test(arguments: [-10, -200])
    func `a denial made here, whenever it was decided`(days: Int) async throws {
        let (world, rao, today) = try await self.world()
        try await world.takeOver(rao, on: today.adding(days: -100))
        try await world.decide(rao, "denied", on: today.adding(days: days))
        #expect(try await self.states(world, rao, on: today) == ["denied"])
        let specialist = world.caller("specialist")
        #expect(try await world.files.due(rao, as: specialist).cycle == .initial)
        #expect(try await world.files.endingCycles(as: specialist).isEmpty)
        #expect(try await world.files.approvals(of: rao, as: specialist).approvals.map(\.standing) == [.followed])
        await #expect(throws: CredentialingError.refused(.decidedHere)) {
            try await world.recordApproval(of: rao, on: today.adding(days: -1))
        }
    }

    @Test func `a denial that was recorded while it waited`() async throws {
        let (world, rao, today) = try await self.world()
        let id = try await world.recordApproval(of: rao, on: today.adding(days: -1))
        try await world.decide(rao, "denied", on: today.adding(days: -10))
        await #expect(throws: CredentialingError.refused(.decidedHere)) { try await world.review(id, of: rao) }
        try await world.review(id, of: rao, false)
        #expect(try await self.states(world, rao, on: today) == ["denied"])
    }

    @Test func `a termination, and is none that brings anybody back`() async throws {
        let (world, rao, today) = try await self.world()
        try await world.takeOver(rao, on: today.adding(days: -100))
        let fields = ["kind": "terminated", "effective": today.description, "reason": "Conduct"]
        try await world.files.end(rao, try EndingDraft { fields[$0] }, as: world.caller("director"))
        #expect(try await self.states(world, rao, on: today.adding(days: -1)) == [])
        #expect(try await self.states(world, rao, on: today) == ["terminated"])
        let specialist = world.caller("specialist")
        #expect(try await world.files.due(rao, as: specialist).cycle == .initial)
        #expect(try await world.files.endingCycles(as: specialist).isEmpty)
        await #expect(throws: CredentialingError.refused(.decidedHere)) {
            try await world.recordApproval(of: rao, on: today)
        }
    }

    @Test func `a suspension`() async throws {
        let (world, rao, today) = try await self.world()
        let fields = ["kind": "summary", "effective": today.description, "reason": "Two incidents"]
        _ = try await world.files.suspend(rao, try SuspensionDraft { fields[$0] }, as: world.caller("director"))
        try await world.takeOver(rao, on: today.adding(days: -1))
        #expect(try await self.states(world, rao, on: today) == ["summary_suspension"])
    }

    @Test func `an approval made here, which sets the clock anew`() async throws {
        let (world, rao, today) = try await self.world()
        try await world.takeOver(rao, on: today.adding(months: -35))
        try await world.decide(rao, "approved", on: today)
        let due = try await world.files.due(rao, as: world.caller("specialist"))
        #expect(due.cycle == .recred && due.dueOn == today.adding(months: 36))
    }
}

@Suite(.database) struct `An approval from before is reminded of` {
    @Test func `like one that was decided here, until the next file is decided`() async throws {
        let world = try await World()
        try await world.addAccount("rao", "staff")
        let rao = try await world.person(of: "rao")
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(rao), 'physician', '2020-01-01', practice_id
              FROM praxis.clinic
             WHERE practice_id = \(world.practice) AND slug = 'denver'
            """)
        let today = try await world.practiceDay()
        try await world.takeOver(rao, on: today.adding(days: -100), until: today.adding(days: 90))
        let mail = World.Outgoing()
        try await world.remind(at: "\(today) 12:00", through: mail)
        try await world.remind(at: "\(today) 13:00", through: mail)
        #expect(try await world.told() == ["rao 90"])
        let sent = await mail.mails["rao@example.org"] ?? []
        #expect(sent.count == 1 && sent[0].contains("Your Credentialing approval ends on"))
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 1)
        let own = try await world.service.reminders(as: world.caller("rao"))
        #expect(own.map(\.title) == ["Credentialing approval"] && own.map(\.isSettled) == [false])
        try await world.decide(rao, "approved", on: today, cycle: .recred)
        #expect(try await world.service.reminders(as: world.caller("rao")).map(\.isSettled) == [true])
        #expect(try await world.service.unreadReminders(as: world.caller("rao")) == 0)
    }
}

@Suite(.database) struct `An approval from before is told to payers` {
    @Test func `with its own days`() async throws {
        let desk = try await RosterDesk(approved: nil)
        let today = try await desk.world.practiceDay()
        try await desk.world.takeOver(desk.rao, on: today.adding(days: -100), until: today.adding(days: 200))
        let rows = try await desk.overview().full
        #expect(rows.allSatisfy { $0.facts[.decidedOn] == today.adding(days: -100).description })
        #expect(rows.allSatisfy { $0.facts[.recredentialingOn] == today.adding(days: 200).description })
        #expect(!rows.isEmpty)
    }
}
