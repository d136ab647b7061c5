import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What stood against a person before` {
    private func end(_ world: World, _ person: Person.ID, _ kind: String, on day: LocalDate) async throws {
        let fields = ["kind": kind, "effective": day.description, "reason": "Found today"]
        try await world.files.end(person, try EndingDraft { fields[$0] }, as: world.caller("director"))
    }

    @Test func `makes a new file the committee's after a denial`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let denied = try await world.ready()
        let members = try await world.members("chair", "peer", chair: "chair")
        try await world.hold(on: denied, ["chair": "denied", "peer": "denied"], of: members, chair: "chair")
        let again = try await world.ready()
        #expect(!(try await world.files.record(again, as: world.caller("director")).file.isClean))
        await #expect(throws: CredentialingError.refused(.committeeRequired)) { try await world.decide(again) }
    }

    @Test func `is not left behind with a file that was withdrawn`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let flagged = try await world.ready()
        _ = try await world.files.raise(
            try FlagDraft { ["color": "yellow", "summary": "A claim of 2024"][$0] }, on: flagged, as: specialist)
        try await world.step(flagged, .withdrawn, reason: "Opened by mistake")
        let again = try await world.ready()
        await #expect(throws: CredentialingError.refused(.committeeRequired)) { try await world.decide(again) }
    }

    @Test func `is looked into where a check with findings raised no flag in this file`() async throws {
        let world = try await World()
        let file = try await world.ready()
        #expect(try await world.files.record(file, as: world.caller("director")).file.isClean)
        try await world.tell(
            """
            UPDATE praxis.verification SET result = 'confirmed_with_findings', credentialing_file_id = NULL
             WHERE element = 'malpractice_history'
            """)
        await #expect(throws: CredentialingError.refused(.committeeRequired)) { try await world.decide(file) }
    }

    @Test func `ends a credentialing for good, whatever was open or is dated before`() async throws {
        let world = try await World()
        let (person, today) = (try await world.person(of: "staff"), try await world.practiceDay())
        try await world.decide(try await world.ready())
        let recred = try await world.ready(of: "staff", .recred, dueDaysAgo: -20)
        try await self.end(world, person, "terminated", on: today)
        await #expect(throws: CredentialingError.refused(.initialRequired)) { try await world.decide(recred) }
        let due = try await world.files.due(person, as: world.caller("specialist"))
        #expect(due.cycle == .initial, "though it ended on the very day of the approval")
        try await world.step(recred, .withdrawn, reason: "Ended")
        try await world.decide(try await world.ready())
        #expect(try await world.files.due(person, as: world.caller("specialist")).cycle == .recred)
    }

    @Test func `is an end once, of an approval, by somebody else, and earlier than was said at most`() async throws {
        let world = try await World()
        try await world.addAccount("second", "medical_director")
        let (person, today) = (try await world.person(of: "staff"), try await world.practiceDay())
        await #expect(throws: CredentialingError.refused(.nothingToEnd)) {
            try await self.end(world, person, "terminated", on: today)
        }
        await #expect(throws: CredentialingError.ownFile) {
            try await self.end(world, try await world.person(of: "director"), "resigned", on: today)
        }
        try await world.decide(try await world.ready())
        for day in [today.adding(days: -1), today.adding(days: 367)] {
            await #expect(throws: CredentialingError.refused(.endingDay), "\(day)") {
                try await self.end(world, person, "resigned", on: day)
            }
        }
        try await self.end(world, person, "resigned", on: today.adding(days: 300))
        await #expect(throws: CredentialingError.refused(.endedAlready)) {
            try await self.end(world, person, "resigned", on: today.adding(days: 301))
        }
        try await self.end(world, person, "terminated", on: today)
    }

    @Test func `is not forgotten for a provisional decision since`() async throws {
        let world = try await World()
        let (person, today) = (try await world.person(of: "staff"), try await world.practiceDay())
        try await world.decide(try await world.ready())
        try await self.end(world, person, "terminated", on: today)
        try await world.decide(try await world.ready(), ["outcome": "provisional"])
        #expect(try await world.files.due(person, as: world.caller("specialist")).cycle == .initial)
    }

    @Test func `is an end of what is running, not of what ended before`() async throws {
        let world = try await World()
        let (person, today) = (try await world.person(of: "staff"), try await world.practiceDay())
        try await world.decide(try await world.ready())
        try await world.tell(
            """
            UPDATE praxis.file_decision
               SET decided_on = decided_on - 400, recorded_on = recorded_on - 400, appointed_from = appointed_from - 400
            """)
        try await self.end(world, person, "resigned", on: today.adding(days: -200))
        try await world.decide(try await world.ready())
        await #expect(throws: CredentialingError.refused(.endingDay)) {
            try await self.end(world, person, "terminated", on: today.adding(days: -100))
        }
    }

    @Test func `nobody has two seats, and so two votes`() async throws {
        let world = try await World()
        let (person, today) = (try await world.person(of: "director"), try await world.practiceDay())
        let seat = try await world.files.join(
            person, isChair: true, from: today.adding(days: -9), as: world.caller("specialist"))
        await #expect(throws: FieldErrors.self) {
            _ = try await world.files.join(
                person, isChair: false, from: today.adding(days: 9), as: world.caller("specialist"))
        }
        await #expect(throws: FieldErrors("ends", "Enter today or a later day")) {
            _ = try await world.files.leave(seat, on: today.adding(days: -1), as: world.caller("specialist"))
        }
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.files.leave(.version7(), on: today.adding(days: 9), as: world.caller("specialist"))
        }
        _ = try await world.files.leave(seat, on: today.adding(days: 9), as: world.caller("specialist"))
        _ = try await world.files.join(
            person, isChair: false, from: today.adding(days: 9), as: world.caller("specialist"))
    }
}
