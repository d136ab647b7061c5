import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `An adverse decision` {
    /// A file that was decided days ago, as an operator loads it.
    @discardableResult
    private func decide(
        _ world: World, _ file: CycleFile.ID, _ outcome: String, daysAgo days: Int, version: Int = 2
    ) async throws -> FileDecision.ID {
        let (id, day) = (FileDecision.ID.make(), try await world.practiceDay().adding(days: -days))
        try await world.tell(
            """
            INSERT INTO praxis.file_decision
                   (practice_id, person_id, file_id, decision_id, version, outcome, decided_on, recorded_on, reason, created_by)
            SELECT f.practice_id, f.person_id, f.file_id, \(id), \(version), \(outcome), \(day), \(day), 'Because', f.practice_id
              FROM praxis.credentialing_file f
             WHERE f.file_id = \(file)
            """)
        return id
    }

    private func told(_ world: World, of decision: FileDecision.ID, daysAgo days: Int) async throws {
        let day = try await world.practiceDay().adding(days: -days)
        try await world.tell(
            """
            INSERT INTO praxis.file_notice (practice_id, person_id, decision_id, sent_on, method, created_by)
            SELECT d.practice_id, d.person_id, d.decision_id, \(day), 'letter', d.practice_id
              FROM praxis.file_decision d WHERE d.decision_id = \(decision)
            """)
    }

    @Test(arguments: [(nil, false), (30, false), (31, true)] as [(Int?, Bool)])
    func `may be appealed for the days of the rule after the person was told, and no longer`(
        told: Int?, late: Bool
    ) async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .readyForReview)
        let decision = try await self.decide(world, file, "denied", daysAgo: 40)
        if let told { try await self.told(world, of: decision, daysAgo: told) }
        let today = try await world.practiceDay()
        let appeal = try #require(try await world.files.record(file, as: world.caller("specialist")).appeals.first)
        #expect(appeal.isOver == late && appeal.dueOn == today.adding(days: 30 - (told ?? 40)))
        if late {
            await #expect(throws: CredentialingError.refused(.appealLate)) {
                try await world.step(file, .appeal, reason: "The person asks for a hearing")
            }
        } else {
            try await world.step(file, .appeal, reason: "The person asks for a hearing")
            #expect(try await world.files.duties(as: world.caller("specialist")).appeals.isEmpty, "it is appealed")
        }
    }

    @Test func `has its days by the practice's own rule of the day of the decision`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .readyForReview)
        try await self.decide(world, file, "denied", daysAgo: 10)
        let day = try await world.practiceDay()
        func own(_ key: String, from days: Int, _ params: String) async throws {
            try await world.tell(
                """
                INSERT INTO praxis.practice_rule
                       (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
                VALUES (\(world.practice), gen_random_uuid(), \(key), \(day.adding(days: -days)), 'Bylaws',
                        \(params)::text::jsonb, \(world.practice))
                """)
        }
        try await own("hcqia.appeal", from: 9, #"{"days": 90}"#)
        let director = world.caller("director")
        #expect(try await world.files.duties(as: director).appeals.map(\.dueOn) == [day.adding(days: 20)])
        try await own("hcqia.appeal", from: 10, #"{"days": 45}"#)
        #expect(try await world.files.duties(as: director).appeals.map(\.dueOn) == [day.adding(days: 35)])
        try await own("npdb.adverse_action", from: 10, #"{"longer_than_days": 30, "report_days": 15}"#)
        #expect(try await world.files.duties(as: director).reports.map(\.dueOn) == [day.adding(days: 5)])
    }

    @Test func `is to be reported, which those alone learn who open what peers say`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let staff = try await world.person(of: "staff")
        let file = try await world.file(of: staff, state: .readyForReview)
        let decision = try await self.decide(world, file, "denied", daysAgo: 40)
        let today = try await world.practiceDay()
        let (specialist, director) = (world.caller("specialist"), world.caller("director"))
        let duty = try #require(try await world.files.duties(as: director).reports.first)
        #expect(duty.decision == decision && duty.isOpen && duty.dueOn == today.adding(days: -10))
        #expect(try await world.files.record(file, as: specialist).reports.count == 1)
        for account in ["auditor", "manager", "staff"] {
            let seen = try await world.read("SELECT count(*)::text FROM praxis.npdb_duty", as: account)
            #expect(seen == "0", "\(account)")
        }
        func record(_ change: [String: String], as account: String = "specialist") async throws {
            let fields = ["decision": decision.description, "outcome": "not_due", "reason": "Settled"].merging(change) {
                $1
            }
            try await world.files.dispose(try ReportDraft { fields[$0] }, of: file, as: world.caller(account))
        }
        for account in ["auditor", "manager", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") { try await record([:], as: account) }
        }
        try await record([:])
        #expect(try await world.files.duties(as: director).reports.isEmpty)
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) { try await record([:]) }
        let report = ["outcome": "reported", "reported": today.description, "reference": "5500000123", "follows": "1"]
        await #expect(throws: CredentialingError.refused(.reportDay)) {
            try await record(report.merging(["reported": today.adding(days: 1).description]) { $1 })
        }
        try await record(report, as: "director")
        let last = try #require(try await world.files.record(file, as: director).reports.first)
        #expect(last.outcome == .reported && last.reference == "5500000123" && last.step == 2)
        let seen = try await world.read("SELECT count(*)::text FROM praxis.npdb_disposition", as: "auditor")
        #expect(seen == "0")
        for statement: SQL in [
            "UPDATE praxis.npdb_disposition SET reason = 'x'", "DELETE FROM praxis.npdb_disposition",
        ] {
            await #expect(throws: PostgresError.self) {
                try await world.files.database.write(as: specialist) { try await $0.run(statement) }
            }
        }
        // The trail says that peers' records grew, neither what nor about whom.
        let trail = try await world.ask(
            """
            SELECT string_agg(e::text, ' ') FROM praxis.audit_event e
             WHERE e.practice_id = \(world.practice) AND e.action = 'credentialing.peer.record'
            """, as: String.self)
        let words = try #require(trail)
        #expect(!words.contains("npdb") && !words.contains("5500000123") && !words.contains(file.description))
    }

    @Test func `is not reported where it held for no longer than the rule says; a termination is`() async throws {
        let world = try await World()
        let staff = try await world.person(of: "staff")
        let first = try await world.file(of: staff, state: .readyForReview)
        try await self.decide(world, first, "denied", daysAgo: 60)
        try await self.decide(world, first, "approved", daysAgo: 30, version: 3)
        let director = world.caller("director")
        #expect(try await world.files.record(first, as: director).reports.isEmpty, "30 days and no longer")
        #expect(try await world.files.duties(as: director).appeals.isEmpty, "it was approved since")
        let fields = [
            "kind": "terminated", "effective": try await world.practiceDay().description, "reason": "Conduct",
        ]
        try await world.files.end(staff, try EndingDraft { fields[$0] }, as: director)
        let duty = try #require(try await world.files.duties(as: director).reports.first)
        #expect(duty.action == "terminated" && duty.ending != nil)
        #expect(duty.dueOn == (try await world.practiceDay()).adding(days: 30))
    }

    @Test func `is the next deadline of its file, for each who may know of it`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let file = try await world.file(of: try await world.person(of: "staff"), state: .readyForReview)
        let today = try await world.practiceDay()
        func deadline(_ account: String) async throws -> LocalDate? {
            try await world.files.record(file, as: world.caller(account)).file.deadline
        }
        let decision = try await self.decide(world, file, "denied", daysAgo: 29)
        let notice = try await world.files.record(file, as: world.caller("auditor")).decisions.first?.noticeDueOn
        #expect(try await deadline("auditor") == notice && notice != nil, "the person is to be told")
        try await self.told(world, of: decision, daysAgo: 20)
        #expect(try await deadline("auditor") == today.adding(days: 10), "the time to appeal")
        #expect(try await deadline("specialist") == today.adding(days: 1), "the report to the data bank")
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            """
            UPDATE praxis.file_notice SET sent_on = \(today.adding(days: -31)) WHERE practice_id = \(world.practice)
            """)
        #expect(try await deadline("auditor") == nil, "nothing is due once the time to appeal is over")
        // What is approved runs out: by its rule, in 36 months.
        try await self.decide(world, file, "approved", daysAgo: 0, version: 3)
        let approved = try #require(try await world.files.record(file, as: world.caller("auditor")).decisions.first)
        #expect(try await deadline("auditor") == approved.noticeDueOn)
        try await self.told(world, of: approved.id, daysAgo: 0)
        #expect(try await deadline("auditor") == approved.recredDueOn && approved.recredDueOn != nil)
    }
}
