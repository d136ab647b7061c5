import Foundation
import Postgres
import PraxisCore
import Synchronization
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Undoing an import takes turns` {
    @Test func `with assignments: who loses the appointment meanwhile gets no shift`() async throws {
        let world = try await World()
        let asha = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31", at: ["phoenix"])
        try await world.tell("UPDATE praxis.person SET npi = '1000000004' WHERE person_id = \(asha)")
        let batch = try await world.importStaff(["Asha,Rao,MD,1975-05-05,,,1000000004,2026-01-05"])
        let shift = try await world.shift(on: try await world.today().adding(days: 3))
        let assignment = Mutex<Task<Bool, Never>?>(nil)
        try await world.service.database.write(as: world.caller("specialist", denver)) { transaction in
            _ = try await transaction.fetch(ImportStore.undo(batch, because: "the wrong file"))
            let task = Task { (try? await world.assign(asha, to: shift)) != nil }
            assignment.withLock { $0 = task }
            try await eventually {
                try await world.ask(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
                    as: Int.self) == 1
            }
        }
        #expect(await assignment.withLock { $0 }?.value == false)
    }

    @Test func `with enrollments where it gave somebody work: it waits, and is refused`() async throws {
        let world = try await World()
        let asha = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "phoenix")
        let batch = try await world.importStaff(["Asha,Rao,MD,1980-01-01,,,1000000004,2026-01-05"])
        let plan = UUID.version7()
        try await world.tell(
            """
            INSERT INTO praxis.payer_plan
                   (practice_id, plan_id, payer, name, line, kind, backdate_days, roles, states, starts_on, created_by)
            VALUES (\(world.practice), \(plan), 'Example', 'PPO', 'ppo', 'commercial', 365, '{physician}', '{}', '2015-01-01',
                    \(world.practice))
            """)
        let refusal = try await world.undone(batch, while: "specialist") { transaction in
            try await transaction.execute(
                """
                INSERT INTO praxis.enrollment (clinic_id, enrollment_id, person_id, plan_id, status)
                SELECT c.clinic_id, gen_random_uuid(), \(asha), \(plan), 'not_submitted'
                  FROM praxis.clinic c WHERE c.slug = 'denver'
                """)
        }
        #expect(refusal == .inUse(total: 1, [.init(name: "Asha Rao", what: "enrollment")]))
    }

    @Test func `with requests for an override where it gave somebody work: it waits, and is refused`() async throws {
        let world = try await World()
        let today = try await world.today()
        try await world.require("acls")
        let asha = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31", at: ["phoenix"])
        try await world.credential("acls", of: asha, "2020-01-01..\(today.adding(days: -3))")
        try await world.tell("UPDATE praxis.person SET npi = '1000000004' WHERE person_id = \(asha)")
        let batch = try await world.importStaff(["Asha,Rao,MD,1975-05-05,,,1000000004,2026-01-05"])
        let days = OverrideInterval.days(today.adding(days: 1), through: today.adding(days: 2), role: "physician")
        let fields = ["requirement": "acls", "reason": "The course is booked for Friday"]
        let draft = try OverrideDraft({ fields[$0] }, for: asha, during: days)
        let refusal = try await world.undone(batch, while: "manager") { transaction in
            try await transaction.execute(OverrideStore.add(ClearanceOverride.ID.make(), draft, in: denver))
        }
        #expect(refusal == .inUse(total: 1, [.init(name: "Asha Rao", what: "clearance_override")]))
    }
}

extension World {
    /// How an undo is refused that somebody starts while something is being written; the undo waits for it.
    fileprivate func undone(
        _ batch: ImportBatch.ID, while account: String,
        _ write: @escaping @Sendable (Transaction) async throws -> Int
    ) async throws -> ImportError? {
        let undo = Mutex<Task<ImportError?, any Error>?>(nil)
        try await self.service.database.write(as: self.caller(account, denver)) { transaction in
            #expect(try await write(transaction) == 1)
            let task = Task { () -> ImportError? in
                do {
                    try await self.undo(batch)
                    return nil
                } catch let error as ImportError { return error }
            }
            undo.withLock { $0 = task }
            try await eventually {
                try await self.ask(
                    """
                    SELECT count(*) FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'
                    """, as: Int.self) == 1
            }
        }
        return try await undo.withLock { $0 }?.value
    }
}
