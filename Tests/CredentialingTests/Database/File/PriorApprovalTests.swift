import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `An approval from before` {
    /// What credentialing says of a day's work, as `no_file block`.
    private func states(_ world: World, _ person: Person.ID, on day: LocalDate) async throws -> [String] {
        try await world.clearance(person, "\(day) 08:00", "\(day) 16:00").reasons
            .filter { $0.requirement == "credentialing" }.map { "\($0.state) \($0.severity)" }
    }

    private func standing(_ world: World, _ person: Person.ID) async throws -> [PriorApproval.Standing] {
        try await world.files.approvals(of: person, as: world.caller("specialist")).approvals.map(\.standing)
    }

    /// A practice where nobody works without a decision, with a physician of whom none is on record.
    private func world() async throws -> (World, Person.ID, today: LocalDate) {
        let world = try await World()
        let today = try await world.practiceDay()
        try await world.requireDecisions(from: today.adding(days: -5000))
        return (world, try await world.physician("Rao", "CO", "2000-01-01..2999-12-31"), today)
    }

    @Test func `clears from the moment that a second person confirmed it, until it runs out, and as was known`()
        async throws
    {
        let (world, rao, today) = try await self.world()
        let decided = today.adding(months: -12)
        #expect(try await self.states(world, rao, on: today) == ["no_file block"])
        let id = try await world.recordApproval(of: rao, on: decided)
        #expect(try await self.states(world, rao, on: today) == ["no_file block"], "nobody has confirmed it")
        #expect(try await self.standing(world, rao) == [.waiting])
        let before = try await world.mark()
        try await world.review(id, of: rao)
        #expect(try await self.states(world, rao, on: today) == [])
        #expect(try await self.standing(world, rao) == [.confirmed])
        let due = decided.adding(months: 36)
        #expect(try await self.states(world, rao, on: due) == [])
        #expect(try await self.states(world, rao, on: due.adding(days: 1)) == ["overdue block"])
        #expect(try await self.states(world, rao, on: decided.adding(days: -1)) == ["undecided block"])
        let known = try await world.clearance(rao, today, known: before)
        #expect(known.reasons.map(\.state).contains("no_file"), "it was not known then")
        let now = try await world.clearance(rao, today, known: try await world.mark())
        #expect(!now.reasons.contains { $0.requirement == "credentialing" })
    }

    @Test func `starts the clock of the next cycle: by its document, never longer than the rule of its day`()
        async throws
    {
        let (world, rao, today) = try await self.world()
        let decided = today.adding(months: -12)
        let specialist = world.caller("specialist")
        #expect(try await world.files.due(rao, as: specialist).cycle == .initial)
        try await world.takeOver(rao, on: decided, until: today.adding(days: 100))
        let due = try await world.files.due(rao, as: specialist)
        #expect(due.cycle == .recred && due.dueOn == today.adding(days: 100))
        let ending = try #require(try await world.files.endingCycles(as: specialist).first)
        #expect(ending.person == rao && ending.file == nil && ending.endsOn == today.adding(days: 100))
        let fields = ["person": rao.description, "cycle": "recred", "role": "physician"]
        let file = try await world.files.open(try FileDraft { fields[$0] }, as: specialist)
        #expect(try await world.files.record(file, as: specialist).file.dueOn == today.adding(days: 100))
        let ito = try await world.physician("Ito", "CO", "2000-01-01..2999-12-31")
        try await world.takeOver(ito, on: decided, until: decided.adding(months: 60))
        #expect(try await world.files.due(ito, as: specialist).dueOn == decided.adding(months: 36))
    }

    @Test func `is recorded by somebody else, and confirmed by a second person who decides`()
        async throws
    {
        let (world, rao, today) = try await self.world()
        let day = today.adding(days: -100)
        try await world.addCommittee()
        let director = try await world.person(of: "director")
        let own = try await world.person(of: "specialist")
        await #expect(throws: CredentialingError.ownFile) { try await world.recordApproval(of: own, on: day) }
        await #expect(throws: (any Error).self) { try await world.recordApproval(of: rao, on: day, as: "director") }
        await #expect(throws: CredentialingError.refused(.decisionInFuture)) {
            try await world.recordApproval(of: rao, on: today.adding(days: 1))
        }
        let id = try await world.recordApproval(of: rao, on: day)
        await #expect(throws: (any Error).self) { try await world.review(id, of: rao, as: "administrator") }
        await #expect(throws: (any Error).self) { try await world.review(id, of: rao, as: "specialist") }
        await #expect(throws: CredentialingError.unknown) { try await world.review(id, of: own) }
        // Who prepares and decides alike, which their roles do not allow either.
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            INSERT INTO praxis.role_grant (practice_id, grant_id, account_id, role_id, scope, valid, granted_by)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, r.role_id, 'practice', tstzrange(now(), NULL), a.practice_id
              FROM praxis.account a
              JOIN praxis.role r USING (practice_id)
             WHERE a.practice_id = \(world.practice) AND a.display_name = 'second' AND r.code = 'medical_director'
            """)
        let second = try await world.recordApproval(of: rao, on: day, as: "second")
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await world.review(second, of: rao, as: "second")
        }
        try await world.review(second, of: rao, as: "chair")
        let about = try await world.recordApproval(of: director, on: day)
        await #expect(throws: CredentialingError.ownFile) { try await world.review(about, of: director) }
        try await world.review(id, of: rao, false)
        #expect(try await self.standing(world, rao).sorted { $0.rawValue < $1.rawValue } == [.confirmed, .refused])
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.review(id, of: rao, true, after: 1)
        }
    }

    @Test func `carries no cycle that was opened on it once it is taken back, decided or not`() async throws {
        let (world, rao, today) = try await self.world()
        let id = try await world.takeOver(rao, on: today.adding(days: -100))
        let file = try await world.file(of: rao, .recred, state: .verifying, planned: today)
        try await world.tell(
            "UPDATE praxis.credentialing_file SET due_on = \(today.adding(days: 900)) WHERE file_id = \(file)")
        try await world.complete(file)
        try await world.step(file, .readyForReview)
        #expect(try await self.states(world, rao, on: today) == [])
        try await world.review(id, of: rao, false, after: 1)
        #expect(try await self.states(world, rao, on: today) == ["no_file block"])
        await #expect(throws: CredentialingError.refused(.initialRequired)) { try await world.decide(file) }
    }

    @Test func `holds in its role until a denial in any, whenever that was recorded`() async throws {
        let (world, rao, today) = try await self.world()
        let decided = today.adding(days: -100)
        try await world.takeOver(rao, on: decided)
        let other = try await world.file(of: rao, .initial, state: .inCommittee)
        try await world.tell(
            "UPDATE praxis.credentialing_file SET clinical_role = 'nurse_practitioner' WHERE file_id = \(other)",
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, reason, created_by)
            VALUES (\(world.practice), \(rao), \(other), gen_random_uuid(), 2, 'denied', \(today), 'Not disclosed',
                    \(world.practice))
            """)
        #expect(try await self.states(world, rao, on: today.adding(days: -1)) == [])
        #expect(try await self.states(world, rao, on: today) == ["denied block"])
    }

    @Test func `counts no more once it is taken back, of which shifts to come are told`() async throws {
        let (world, rao, today) = try await self.world()
        let id = try await world.takeOver(rao, on: today.adding(days: -100))
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 3)))
        let known = try await world.mark()
        try await world.review(id, of: rao, false, after: 1)
        #expect(try await self.states(world, rao, on: today) == ["no_file block"])
        #expect(try await world.conflicts(of: rao) == 1)
        #expect(try await self.standing(world, rao) == [.withdrawn])
        let then = try await world.clearance(rao, today, known: known)
        #expect(!then.reasons.contains { $0.requirement == "credentialing" })
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await world.review(id, of: rao, true, after: 2)
        }
    }
}
