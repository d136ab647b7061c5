import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What a decision means for shifts` {
    /// A decision that an operator brought along from elsewhere.
    private func decide(
        _ world: World, _ person: Person.ID, _ outcome: String, on day: LocalDate, from first: LocalDate? = nil,
        cycle: FileCycle = .initial
    ) async throws {
        let file = try await world.file(of: person, cycle, state: .readyForReview)
        try await world.tell(
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, reason,
                    appointed_from, created_by)
            VALUES (\(world.practice), \(person), \(file), gen_random_uuid(), 2, \(outcome), \(day), \(day), 'Reason',
                    \(first), \(world.practice))
            """)
    }

    private func states(_ world: World, _ person: Person.ID, on day: LocalDate) async throws -> [String] {
        try await world.clearance(person, "\(day) 08:00", "\(day) 16:00").reasons
            .filter { $0.requirement == "credentialing" }.map { "\($0.state) \($0.severity)" }
    }

    @Test func `a denial blocks from its day, and shifts to come are told`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 3)))
        try await self.decide(world, rao, "denied", on: today)
        #expect(try await self.states(world, rao, on: today.adding(days: -1)) == ["undecided inform"])
        #expect(try await self.states(world, rao, on: today) == ["denied block"])
        #expect(try await world.conflicts(of: rao) == 1)
        await #expect(throws: PostgresError.self) {
            try await world.assign(rao, to: try await world.shift(on: today.adding(days: 4)))
        }
    }

    @Test func `R7: nobody begins before the first approval does, and a provisional one ends`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await self.decide(world, rao, "provisional", on: today, from: today.adding(days: 5))
        // Before the decision the file was open: no shift of then becomes one that should not have been.
        for (days, expected) in [
            (-1, ["undecided inform"]), (0, ["not_yet_effective block"]), (4, ["not_yet_effective block"]), (5, []),
            (60, []),
            (61, ["provisional_over block"]),
        ] {
            #expect(try await self.states(world, rao, on: today.adding(days: days)) == expected, "\(days)")
        }
        try await self.decide(world, rao, "approved", on: today.adding(days: 40), cycle: .offcycle)
        #expect(try await self.states(world, rao, on: today.adding(days: 61)) == [])
    }

    @Test func `whoever resigned or was terminated is decided anew first`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await self.decide(world, rao, "approved", on: today.adding(days: -100))
        try await world.tell(
            """
            INSERT INTO praxis.credentialing_ending
                   (practice_id, person_id, ending_id, kind, effective_on, reason, created_by)
            VALUES (\(world.practice), \(rao), gen_random_uuid(), 'terminated', \(today), 'Conduct', \(world.practice))
            """)
        #expect(try await self.states(world, rao, on: today.adding(days: -1)) == [])
        #expect(try await self.states(world, rao, on: today.adding(days: -101)) == ["undecided inform"])
        #expect(try await self.states(world, rao, on: today) == ["terminated block"])
        try await self.decide(world, rao, "approved", on: today.adding(days: 30), cycle: .recred)
        #expect(
            try await self.states(world, rao, on: today.adding(days: 31)) == ["terminated block"],
            "what was open at the end does not bring it back")
        try await self.decide(world, rao, "approved", on: today.adding(days: 30))
        #expect(try await self.states(world, rao, on: today.adding(days: 29)) == ["terminated block"])
        #expect(try await self.states(world, rao, on: today.adding(days: 30)) == [])
    }

    @Test func `what an open file and an overdue decision mean is the practice's own rule`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let ito = try await world.physician("Ito", "CO", "2020-01-01..2999-12-31")
        _ = try await world.file(of: rao, state: .verifying)
        try await self.decide(world, ito, "approved", on: LocalDate("2020-02-29")!)
        #expect(try await self.states(world, rao, on: today) == ["undecided inform"])
        #expect(try await self.states(world, ito, on: LocalDate("2023-02-28")!) == [])
        #expect(try await self.states(world, ito, on: LocalDate("2023-03-01")!) == ["overdue warn"])
        let administrator = world.caller("administrator")
        let key = try #require(RuleKey("house.credentialing"))
        let (versions, _) = try await world.service.rule(key, as: administrator)
        let fields = [
            "starts": today.description, "citation": "Board of May", "undecided": "block", "overdue": "block",
        ]
        _ = try await world.service.addRule(
            try RuleDraft({ fields[$0] }, from: versions[0], today: today), to: key, as: administrator)
        #expect(try await self.states(world, rao, on: today) == ["undecided block"])
        #expect(try await self.states(world, rao, on: today.adding(days: -1)) == ["undecided inform"])
        #expect(try await self.states(world, ito, on: today) == ["overdue block"])
        // The same for whom nobody ever opened a file, in a role that files are for.
        let low = try await world.physician("Low", "CO", "2020-01-01..2999-12-31")
        #expect(try await self.states(world, low, on: today) == ["no_file block"])
        #expect(try await self.states(world, low, on: today.adding(days: -1)) == [])
        let mia = try await world.person("Mia", "Aide", born: "1990-01-01", role: "medical_assistant", at: "denver")
        let answer = try await world.clearance(mia, role: "medical_assistant", "\(today) 08:00", "\(today) 16:00")
        #expect(!answer.reasons.contains { $0.requirement == "credentialing" })
    }
}
