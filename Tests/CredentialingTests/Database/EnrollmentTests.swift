import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Enrollment with payers` {
    @Test func `R13 Medicare pays from 30 days before the later of filing and first service, 90 in a disaster`()
        async throws
    {
        let payers = try await Payers()
        let base = [
            "status": "enrolled", "participating": "yes", "submitted": "2026-06-01", "first_service": "2026-06-10",
        ]
        await #expect(throws: EnrollmentError.tooEarly(day("2026-05-11"))) {
            try await payers.add(base.merging(["effective": "2026-05-10"]) { $1 })
        }
        await #expect(throws: EnrollmentError.firstServiceMissing) {
            try await payers.add(base.merging(["effective": "2026-06-10", "first_service": ""]) { $1 })
        }
        let disaster = try await payers.add(
            base.merging(["effective": "2026-03-12", "term": "2026-04-30", "status": "terminated", "disaster": "on"]) {
                $1
            })
        let id = try await payers.add(base.merging(["effective": "2026-05-11"]) { $1 })
        let record = try await payers.service.record(id, as: payers.specialist)
        #expect(record.billing?.effectiveOn == day("2026-06-10"))
        #expect(record.billing?.reachesBackTo == day("2026-05-11"))
        #expect(record.enrollment.revalidationDueOn == day("2031-05-11"))
        #expect(record.billingRule?.citation.contains("42 CFR 424.520") == true)
        #expect(try await payers.billable() == "{[2026-03-12,2026-05-01),[2026-05-11,)}")
        #expect(try await payers.service.record(disaster, as: payers.specialist).enrollment.status == .terminated)
    }

    @Test func `a practice's own rule of the filing day decides, a plan of another payer has its own days`()
        async throws
    {
        let payers = try await Payers()
        try await payers.world.tell(
            """
            INSERT INTO praxis.practice_rule
                   (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(payers.world.practice), gen_random_uuid(), 'cms.billing', '2026-07-01', 'test',
                    '{"retrospective_days": 10, "disaster_days": 20}', \(payers.world.practice))
            """)
        let base = [
            "status": "enrolled", "participating": "no", "submitted": "2026-07-01", "first_service": "2026-07-01",
        ]
        await #expect(throws: EnrollmentError.tooEarly(day("2026-06-21"))) {
            try await payers.add(base.merging(["effective": "2026-06-20"]) { $1 })
        }
        _ = try await payers.add(base.merging(["effective": "2026-06-21"]) { $1 })
        let plan = try await payers.plan([
            "payer": "Example", "kind": "commercial", "line": "ppo", "backdate_days": "5",
        ])
        await #expect(throws: EnrollmentError.tooEarly(day("2026-06-26"))) {
            try await payers.add(base.merging(["effective": "2026-06-25"]) { $1 }, with: plan)
        }
        let id = try await payers.add(base.merging(["effective": "2026-06-26"]) { $1 }, with: plan)
        #expect(try await payers.service.record(id, as: payers.specialist).billing == nil)
    }

    @Test func `R14 a deactivation costs the days through the one before the new application`() async throws {
        let payers = try await Payers()
        let id = try await payers.add(Self.enrolled)
        await #expect(throws: EnrollmentError.deactivatedOutside) {
            _ = try await payers.deactivate(id, "2025-12-31")
        }
        let gap = try await payers.deactivate(id, "2026-02-28")
        #expect(try await payers.billable() == "{[2026-01-01,2026-02-28)}")
        await #expect(throws: EnrollmentError.deactivatedAlready) { _ = try await payers.deactivate(id, "2026-03-05") }
        try await payers.service.reactivate(
            gap, of: id, receivedOn: day("2026-03-03"), version: 1, as: payers.specialist)
        #expect(try await payers.billable() == "{[2026-01-01,2026-02-28),[2026-03-03,)}")
        await #expect(throws: EnrollmentError.stale(seen: 1, now: 2)) {
            try await payers.service.reactivate(
                gap, of: id, receivedOn: day("2026-03-09"), version: 1, as: payers.specialist)
        }
        let record = try await payers.service.record(id, as: payers.specialist)
        #expect(record.deactivations.first?.gap?.dayCount(today: .last) == 3)
        await #expect(throws: EnrollmentError.deactivatedOutside) {
            try await payers.change(
                id, Self.enrolled.merging(["status": "terminated", "term": "2026-02-01"]) { $1 }, 1)
        }
    }

    @Test func `R14 a deactivation that was recorded wrong is corrected with a reason, and what was known stays known`()
        async throws
    {
        let payers = try await Payers()
        let id = try await payers.add(Self.enrolled)
        let gap = try await payers.deactivate(id, "2026-09-12")
        let open = try await payers.world.mark()
        try await payers.service.reactivate(
            gap, of: id, receivedOn: day("2026-11-12"), version: 1, as: payers.specialist)
        let wrong = try await payers.world.mark()
        try await payers.correct(gap, of: id, ["received": "2026-10-12", "correction": "Read 11 for 10"], 2)
        let right = try await payers.world.mark()
        #expect(try await payers.billable() == "{[2026-01-01,2026-09-12),[2026-10-12,)}")
        #expect(try await payers.billable(known: open) == "{[2026-01-01,2026-09-12)}")
        #expect(try await payers.billable(known: wrong) == "{[2026-01-01,2026-09-12),[2026-11-12,)}")
        #expect(try await payers.billable(known: right) == "{[2026-01-01,2026-09-12),[2026-10-12,)}")
        let record = try await payers.service.record(id, as: payers.specialist)
        #expect(record.deactivations.map(\.version) == [3] && record.corrected.map(\.version) == [2, 1])
        #expect(record.deactivations.first?.correction == "Read 11 for 10")
        await #expect(throws: EnrollmentError.stale(seen: 2, now: 3)) {
            try await payers.correct(gap, of: id, ["received": "2026-10-13", "correction": "Again"], 2)
        }
        await #expect(throws: EnrollmentError.correctionUnexplained) {
            try await payers.service.reactivate(
                gap, of: id, receivedOn: day("2026-10-20"), version: 3, as: payers.specialist)
        }
        await #expect(throws: EnrollmentError.deactivatedOutside) {
            try await payers.correct(gap, of: id, ["deactivated": "2025-12-31", "correction": "Earlier"], 3)
        }
        // The days that it lost by mistake are free for another.
        let other = try await payers.deactivate(id, "2026-10-20")
        await #expect(throws: EnrollmentError.deactivatedAlready) {
            try await payers.correct(gap, of: id, ["received": "2026-10-21", "correction": "Later"], 3)
        }
        try await payers.correct(other, of: id, ["withdrawn": "yes", "correction": "It was another practice's"], 1)
        #expect(try await payers.billable() == "{[2026-01-01,2026-09-12),[2026-10-12,)}")
        #expect(
            try await payers.service.record(id, as: payers.specialist).corrected.first { $0.id == other }?.isWithdrawn
                == true)
        let said = try await payers.world.ask(
            """
            SELECT array_agg(action || ': ' || reason ORDER BY action)
              FROM praxis.audit_event
             WHERE practice_id = \(payers.world.practice) AND action LIKE 'credentialing.enrollment.deactivation-%'
            """, as: [String].self)
        #expect(
            said == [
                "credentialing.enrollment.deactivation-correct: Read 11 for 10",
                "credentialing.enrollment.deactivation-withdraw: It was another practice's",
            ])
    }

    @Test func `R14 of two who correct the same at once one is told, and two deactivations do not meet on a day`()
        async throws
    {
        let payers = try await Payers()
        let id = try await payers.add(Self.enrolled)
        let gap = try await payers.deactivate(id, "2026-02-01", received: "2026-02-05")
        let late = try await payers.deactivate(id, "2026-03-01", received: "2026-03-05")
        let both = await withTaskGroup(of: Bool.self) { group in
            for day in ["2026-02-03", "2026-02-04"] {
                group.addTask {
                    await Self.succeeds {
                        try await payers.correct(gap, of: id, ["received": day, "correction": "Misread"], 1)
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(both.filter(\.self).count == 1)
        let meeting = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await Self.succeeds {
                    try await payers.correct(gap, of: id, ["received": "2026-02-20", "correction": "Longer"], 2)
                }
            }
            group.addTask {
                await Self.succeeds {
                    try await payers.correct(late, of: id, ["deactivated": "2026-02-15", "correction": "Earlier"], 1)
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(meeting.filter(\.self).count == 1)
        #expect(try await payers.service.record(id, as: payers.specialist).deactivations.count == 2)
    }

    private static func succeeds(_ body: @Sendable () async throws -> Void) async -> Bool {
        do {
            try await body()
            return true
        } catch { return false }
    }

    @Test func `R14 a deactivation without end costs its own enrollment alone`() async throws {
        let payers = try await Payers()
        let id = try await payers.add(Self.enrolled)
        _ = try await payers.deactivate(id, "2026-02-28")
        try await payers.change(id, Self.enrolled.merging(["status": "terminated", "term": "2026-03-15"]) { $1 }, 1)
        _ = try await payers.add(Self.enrolled.merging(["effective": "2026-04-01", "submitted": "2026-04-01"]) { $1 })
        #expect(try await payers.billable() == "{[2026-01-01,2026-02-28),[2026-04-01,)}")
    }

    @Test func `there is one enrollment at a time, and one application`() async throws {
        let payers = try await Payers()
        _ = try await payers.add(Self.enrolled.merging(["status": "terminated", "term": "2026-03-31"]) { $1 })
        await #expect(throws: EnrollmentError.overlapping) {
            try await payers.add(Self.enrolled.merging(["effective": "2026-03-31"]) { $1 })
        }
        _ = try await payers.add(Self.enrolled.merging(["effective": "2026-04-01"]) { $1 })
        _ = try await payers.add(["status": "submitted", "submitted": "2026-04-01"])
        await #expect(throws: EnrollmentError.applied) { try await payers.add(["status": "not_submitted"]) }
        await #expect(throws: EnrollmentError.notAppointed) {
            try await payers.add(["status": "not_submitted"], at: "phoenix")
        }
    }

    @Test func `every version stays on record, and of two editors one is told`() async throws {
        let payers = try await Payers()
        let id = try await payers.add(["status": "not_submitted"])
        await #expect(throws: EnrollmentError.noSuchStep(from: "not_submitted", to: "enrolled")) {
            try await payers.change(id, Self.enrolled, 1)
        }
        try await payers.change(id, ["status": "submitted", "submitted": "2026-01-01"], 1)
        await #expect(throws: EnrollmentError.stale(seen: 1, now: 2)) {
            try await payers.change(id, ["status": "denied", "submitted": "2026-01-01"], 1)
        }
        try await payers.change(id, Self.enrolled, 2)
        let record = try await payers.service.record(id, as: payers.specialist)
        #expect(record.versions.map(\.version) == [3, 2, 1])
        #expect(record.versions.map(\.status) == [.enrolled, .submitted, .notSubmitted])
        #expect(record.versions.first?.changedBy == "specialist")
        let events = try await payers.world.ask(
            "SELECT count(*) FROM praxis.audit_event WHERE practice_id = \(payers.world.practice) AND object_id = \(id)",
            as: Int.self)
        #expect(events == 3)
    }

    @Test(
        arguments: [
            "UPDATE praxis.enrollment_version SET facts = '{}'", "DELETE FROM praxis.enrollment_version",
            "INSERT INTO praxis.enrollment_version SELECT * FROM praxis.enrollment_version",
            "DELETE FROM praxis.enrollment", "UPDATE praxis.enrollment SET person_id = person_id",
            "DELETE FROM praxis.enrollment_deactivation",
            "UPDATE praxis.enrollment_deactivation SET received_on = received_on",
            "UPDATE praxis.payer_plan SET kind = 'other'",
        ] as [StaticSQL])
    func `history cannot be rewritten by the daemon`(statement: StaticSQL) async throws {
        let payers = try await Payers()
        await #expect(throws: (any Error).self) {
            try await payers.world.service.database.write(as: payers.world.caller("administrator")) { transaction in
                try await transaction.run(statement.sql)
            }
        }
    }

    @Test func `whom each role sees and what it may write`() async throws {
        let payers = try await Payers()
        try await payers.world.addAccount("finance", "finance")
        try await payers.world.addAccount("elsewhere", "site_manager", clinic: "phoenix")
        let id = try await payers.add(Self.enrolled)
        for account in ["finance", "manager", "director"] {
            #expect(
                try await payers.service.record(id, as: payers.world.caller(account)).enrollment.name == "Rao, Asha",
                "\(account)")
            await #expect(throws: (any Error).self, "\(account)") {
                try await payers.service.change(
                    id, try EnrollmentDraft { Self.enrolled[$0] }, version: 1, as: payers.world.caller(account))
            }
        }
        for account in ["elsewhere", "staff"] {
            await #expect(throws: EnrollmentError.unknown, "\(account)") {
                _ = try await payers.service.record(id, as: payers.world.caller(account))
            }
        }
        await #expect(throws: CredentialingError.unknown) {
            _ = try await payers.world.service.file(of: payers.rao, as: payers.world.caller("finance"))
        }
        await #expect(throws: (any Error).self) {
            _ = try await payers.plan(["payer": "Example", "kind": "other", "line": "other"], as: "specialist")
        }
    }

    @Test func `who works and cannot be billed is told with the day from which that changes`() async throws {
        let payers = try await Payers()
        var missing = try await payers.service.missing(as: payers.specialist)
        #expect(missing.map(\.sentence) == ["Not billable for Medicare: Part B"])
        let ahead = payers.today.adding(days: 10)
        let id = try await payers.add([
            "status": "enrolled", "participating": "yes", "submitted": payers.today.description,
            "first_service": ahead.description, "effective": ahead.description,
        ])
        missing = try await payers.service.missing(as: payers.specialist)
        #expect(missing.map(\.billableFrom) == [ahead])
        #expect(missing.first?.sentence == "Not billable for Medicare: Part B before \(ahead.readable)")
        try await payers.change(
            id,
            [
                "status": "enrolled", "participating": "yes", "submitted": payers.today.description,
                "first_service": payers.today.description, "effective": payers.today.description,
            ], 1)
        #expect(try await payers.service.missing(as: payers.specialist).isEmpty)
        _ = try await payers.deactivate(id, payers.today.description)
        #expect(try await payers.service.missing(as: payers.specialist).map(\.isDeactivated) == [true])
    }

    private static let enrolled = [
        "status": "enrolled", "participating": "yes", "submitted": "2026-01-01", "first_service": "2025-12-01",
        "effective": "2026-01-01",
    ]
}

@Suite struct `An enrollment as it is typed` {
    @Test(arguments: [
        (["status": "enrolled", "submitted": "2026-01-01"], ["effective", "participating"]),
        (["status": "submitted"], ["submitted"]),
        (["status": "not_submitted", "submitted": "2026-01-01"], ["submitted"]),
        (["status": "submitted", "submitted": "2026-02-30"], ["submitted"]),
        (
            ["status": "terminated", "submitted": "2026-01-01", "effective": "2026-02-01", "participating": "no"],
            ["term"]
        ),
        (
            [
                "status": "terminated", "submitted": "2026-01-01", "effective": "2026-02-01", "participating": "no",
                "term": "2026-01-31",
            ], ["term"]
        ),
        (["status": "pending"], ["status"]),
    ])
    func `names the field that cannot be right`(fields: [String: String], wrong: [String]) throws {
        let error = try #require(throws: FieldErrors.self) { try EnrollmentDraft { fields[$0] } }
        #expect(error.entries.map(\.field) == wrong)
    }
}

/// A practice whose physician Rao works at Denver, and Medicare's plan.
private struct Payers {
    let world: World
    let service: EnrollmentService
    let rao: Person.ID
    let medicare: PayerPlan.ID
    let today: LocalDate

    init() async throws {
        self.world = try await World()
        self.service = EnrollmentService(database: self.world.service.database)
        self.rao = try await self.world.physician("Rao", "CO", "2024-04-01..2028-03-31")
        self.medicare = try await self.service.add(
            try Self.draft(["payer": "Medicare", "kind": "medicare", "line": "part_b", "name": "Part B"]),
            as: self.world.caller("administrator"))
        self.today = try #require(
            try await self.world.ask("SELECT (now() AT TIME ZONE 'America/Denver')::date", as: LocalDate.self))
    }

    var specialist: Caller { self.world.caller("specialist") }

    @discardableResult
    func add(
        _ fields: [String: String], at clinic: String = "denver", with plan: PayerPlan.ID? = nil
    ) async throws -> Enrollment.ID {
        try await self.service.add(
            try EnrollmentDraft { fields[$0].flatMap { $0.isEmpty ? nil : $0 } }, of: self.rao,
            at: try #require(Slug(clinic)), with: plan ?? self.medicare, as: self.specialist)
    }

    func change(_ id: Enrollment.ID, _ fields: [String: String], _ version: Int) async throws {
        try await self.service.change(
            id, try EnrollmentDraft { fields[$0] }, version: version, as: self.specialist)
    }

    func deactivate(
        _ id: Enrollment.ID, _ day: String, received: String? = nil
    ) async throws -> Deactivation.ID {
        let fields = ["deactivated": day, "received": received, "reason": "No answer"].compactMapValues(\.self)
        return try await self.service.deactivate(
            id, try DeactivationDraft { fields[$0] }, as: self.specialist)
    }

    /// Corrects what is on record, but for what is given as it is.
    func correct(
        _ id: Deactivation.ID, of enrollment: Enrollment.ID, _ change: [String: String], _ version: Int
    ) async throws {
        let record = try await self.service.record(enrollment, as: self.specialist)
        let row = try #require(record.deactivations.first { $0.id == id })
        let fields = [
            "deactivated": row.deactivatedOn.description, "received": row.receivedOn?.description, "reason": row.reason,
        ].compactMapValues(\.self).merging(change) { $1 }
        try await self.service.correct(
            id, of: enrollment, try DeactivationCorrection { fields[$0] }, version: version, as: self.specialist)
    }

    /// The days that Medicare pays for, as they were known at an instant.
    func billable(known: Instant) async throws -> String {
        let days = try await self.service.database.read(as: self.specialist) { transaction in
            _ = try await transaction.fetch(Query<Column<Instant>>("SELECT praxis.know_as_of(\(known))"))
            return try await transaction.fetch(
                Query<Column<String>>(
                    "SELECT billable::text FROM praxis.enrollment_on WHERE plan_id = \(self.medicare)"))
        }
        return try #require(days.first?.value)
    }

    func plan(_ fields: [String: String], as account: String = "administrator") async throws -> PayerPlan.ID {
        try await self.service.add(try Self.draft(fields), as: self.world.caller(account))
    }

    private static func draft(_ fields: [String: String]) throws -> PayerPlanDraft {
        let all = ["name": "PPO", "starts": "2020-01-01"].merging(fields) { $1 }
        return try PayerPlanDraft({ all[$0] }, roles: ["physician"])
    }

    /// The days that Medicare pays for.
    func billable() async throws -> String {
        try #require(
            try await self.world.ask(
                "SELECT billable::text FROM praxis.enrollment_on WHERE plan_id = \(self.medicare)", as: String.self))
    }
}

private func day(_ text: String) -> LocalDate { LocalDate(text) ?? .first }
