import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A policy on record` {
    @Test func `is approved by somebody else, as it was read, and frozen with its digest`() async throws {
        let setting = try await TrainingWorld()
        let policy = try await setting.policy()
        await #expect(throws: (any Error).self) {
            try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("specialist"))
        }
        // The administrator wrote at it too, so the director approves; and not what has changed since he read it.
        let text = ["title": "Privacy", "body": "Look at what you need, no more.", "due": "30"]
        try await setting.training.change(
            policy, number: 1, version: 1, document: nil, as: setting.caller("administrator")
        ) { text[$0] }
        await #expect(throws: TrainingError.own) {
            try await setting.training.approve(policy, number: 1, version: 2, as: setting.caller("administrator"))
        }
        await #expect(throws: TrainingError.stale) {
            try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("director"))
        }
        try await setting.training.approve(policy, number: 1, version: 2, as: setting.caller("director"))
        await #expect(throws: TrainingError.frozen) {
            try await setting.training.change(
                policy, number: 1, version: 2, document: nil, as: setting.caller("specialist")
            ) { text[$0] }
        }
        let digest = try await setting.world.ask(
            """
            SELECT encode(sha256(convert_to(jsonb_build_array(1, v.policy_id, v.number, v.title, v.body, NULL)::text,
                                            'UTF8')), 'hex')
              FROM praxis.policy_version v
             WHERE v.policy_id = \(policy)
            """, as: String.self)
        #expect(try await setting.version(policy, 1).digest == digest)
    }

    @Test func `is read by whoever is asked once it is scheduled, a draft by its authors`() async throws {
        let setting = try await TrainingWorld()
        let policy = try await setting.policy()
        func titles() async throws -> String? {
            try await setting.world.read(
                "SELECT string_agg(title, ' ') FROM praxis.policy_version WHERE policy_id = \(policy)", as: "staff")
        }
        #expect(try await titles() == nil)
        try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("director"))
        #expect(try await titles() == nil)
        try await setting.training.schedule(policy, number: 1, from: setting.today, as: setting.caller("specialist"))
        #expect(try await titles() != nil)
    }

    @Test func `comes into force today or later, one version after the other`() async throws {
        let setting = try await TrainingWorld()
        let policy = try await setting.policy()
        await #expect(throws: TrainingError.unknown) {
            try await setting.training.schedule(
                policy, number: 1, from: setting.today, as: setting.caller("specialist"))
        }
        try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("director"))
        await #expect(throws: TrainingError.inPast) {
            try await setting.training.schedule(
                policy, number: 1, from: setting.today.adding(days: -2), as: setting.caller("specialist"))
        }
        try await setting.training.schedule(policy, number: 1, from: setting.today, as: setting.caller("specialist"))
        let next = try PolicyText(
            {
                [
                    "title": "Privacy", "body": "Look only at what you need!", "due": "10", "change": "editorial",
                    "reason": "An exclamation mark",
                ][$0]
            }, first: false, hasDocument: false)
        _ = try await setting.training.add(next, to: policy, after: 1, document: nil, as: setting.caller("specialist"))
        await #expect(throws: TrainingError.draftOpen) {
            _ = try await setting.training.add(
                next, to: policy, after: 2, document: nil, as: setting.caller("administrator"))
        }
        try await setting.training.approve(policy, number: 2, version: 1, as: setting.caller("director"))
        await #expect(throws: TrainingError.notInOrder) {
            try await setting.training.schedule(
                policy, number: 2, from: setting.today, as: setting.caller("specialist"))
        }
    }

    @Test func `is withdrawn from today or later, once, where it is there`() async throws {
        let setting = try await TrainingWorld()
        let (policy, specialist) = (try await setting.policy(), setting.caller("specialist"))
        let today = try await setting.world.practiceDay()
        let mistake = FieldErrors("ends", "Enter the first day on which it is no longer in force, today or later")
        await #expect(throws: mistake) {
            try await setting.training.withdraw(policy, from: today.adding(days: -1), version: 1, as: specialist)
        }
        await #expect(throws: TrainingError.stale) {
            try await setting.training.withdraw(policy, from: today, version: 7, as: specialist)
        }
        await #expect(throws: TrainingError.unknown) {
            try await setting.training.withdraw(.make(), from: today, version: 1, as: specialist)
        }
        try await setting.training.withdraw(policy, from: today, version: 1, as: specialist)
        await #expect(throws: TrainingError.stale) {
            try await setting.training.withdraw(policy, from: today, version: 2, as: specialist)
        }
    }

    @Test func `is acknowledged by the person of the account, once, as it is in force`() async throws {
        let setting = try await TrainingWorld()
        let policy = try await setting.policy()
        try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("director"))
        let digest = try #require(try await setting.version(policy, 1).digest)
        let own = try await setting.world.person(of: "staff")
        try await setting.employ(own, from: setting.today.adding(days: -5))
        await #expect(throws: TrainingError.notInForce) {
            try await setting.training.acknowledge(policy, number: 1, digest: digest, as: setting.caller("staff"))
        }
        try await setting.training.schedule(policy, number: 1, from: setting.today, as: setting.caller("specialist"))
        let other = String(digest.reversed())
        await #expect(throws: TrainingError.stale) {
            try await setting.training.acknowledge(policy, number: 1, digest: other, as: setting.caller("staff"))
        }
        #expect(
            try await setting.training.ownFile(on: setting.today, as: setting.caller("staff")).duties.map(\.state) == [
                .due
            ])
        try await setting.training.acknowledge(policy, number: 1, digest: digest, as: setting.caller("staff"))
        await #expect(throws: TrainingError.alreadyAcknowledged) {
            try await setting.training.acknowledge(policy, number: 1, digest: digest, as: setting.caller("staff"))
        }
        let file = try await setting.training.ownFile(on: setting.today, as: setting.caller("staff"))
        #expect(file.duties.map(\.state) == [.current] && file.acknowledgements.map(\.person) == [own])
    }

    @Test func `is acknowledged on the practice's day: in the evening of the day on which it was due`() async throws {
        let setting = try await TrainingWorld()
        let policy = try await setting.policy()
        try await setting.training.approve(policy, number: 1, version: 1, as: setting.caller("director"))
        try await setting.training.schedule(policy, number: 1, from: setting.today, as: setting.caller("specialist"))
        let own = try await setting.world.person(of: "staff")
        try await setting.employ(own, from: setting.today.adding(days: -5))
        // 18:00 in Denver: the next day in London.
        try await setting.world.tell(
            """
            INSERT INTO praxis.policy_acknowledgement
                   (practice_id, person_id, policy_id, number, sha256, acknowledged_by, acknowledged_at)
            SELECT a.practice_id, \(own), a.policy_id, a.number, a.sha256, a.practice_id,
                   (\(setting.today) + time '18:00') AT TIME ZONE 'America/Denver'
              FROM praxis.policy_approval a
             WHERE a.practice_id = \(setting.world.practice) AND a.policy_id = \(policy)
            """)
        let file = try await setting.training.ownFile(on: setting.today, as: setting.caller("staff"))
        #expect(file.duties.map(\.doneOn) == [setting.today] && file.acknowledgements.map(\.on) == [setting.today])
    }

    /// What was asked until today stays so, whatever a daemon in strange hands sends.
    @Test(
        arguments: [
            "UPDATE praxis.policy SET ends_on = CURRENT_DATE - 2",
            "UPDATE praxis.training_rule SET ends_on = CURRENT_DATE - 2",
            "UPDATE praxis.training_gate SET ends_on = CURRENT_DATE - 2",
            "UPDATE praxis.exposed_job SET ends_on = CURRENT_DATE - 2",
            "UPDATE praxis.committee_member SET ends_on = CURRENT_DATE - 2",
        ] as [StaticSQL])
    func `and what is asked, tied or held ends in no past`(statement: StaticSQL) async throws {
        try await self.refusesInPast(statement, in: try await self.endable())
    }

    @Test(
        arguments: [
            "UPDATE praxis.policy SET ends_on = NULL", "UPDATE praxis.training_rule SET ends_on = NULL",
            "UPDATE praxis.training_gate SET ends_on = CURRENT_DATE + 9",
            "UPDATE praxis.exposed_job SET ends_on = NULL",
            "UPDATE praxis.committee_member SET ends_on = CURRENT_DATE + 9",
        ] as [StaticSQL])
    func `and what has ended does not begin again`(statement: StaticSQL) async throws {
        let setting = try await self.endable()
        try await setting.world.tell(
            "SET LOCAL session_replication_role = replica", "UPDATE praxis.policy SET ends_on = '2021-01-01'",
            "UPDATE praxis.training_gate SET ends_on = '2021-01-01'",
            "UPDATE praxis.training_rule SET ends_on = '2021-01-01'",
            "UPDATE praxis.exposed_job SET ends_on = '2021-01-01'",
            "UPDATE praxis.committee_member SET ends_on = '2021-01-01'")
        try await self.refusesInPast(statement, in: setting)
    }

    /// One of each thing that can end.
    private func endable() async throws -> TrainingWorld {
        let setting = try await TrainingWorld()
        let (administrator, day) = (setting.caller("administrator"), LocalDate("2020-01-01")!)
        _ = try await setting.policy()
        let course = try await setting.course("bloodborne")
        _ = try await setting.training.add(
            try GateDraft {
                ["role": "physician", "severity": "warn", "starts": day.description, "citation": "Practice policy"][$0]
            }, to: course, as: administrator)
        _ = try await setting.training.add(
            exposure: "noise", position: "front_desk", from: day, as: administrator)
        _ = try await setting.world.files.join(
            try await setting.world.person(of: "staff"), isChair: false, from: day, as: administrator)
        return setting
    }

    private func refusesInPast(_ statement: StaticSQL, in setting: TrainingWorld) async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await setting.training.database.write(as: setting.caller("administrator")) { transaction in
                _ = try await transaction.execute(statement.sql)
            }
        }
        #expect(error?.raised?.code == "in_past")
    }

    /// The statements that a daemon in strange hands could send.
    @Test(
        arguments: [
            "INSERT INTO praxis.policy_acknowledgement (person_id, policy_id, number, sha256) SELECT gen_random_uuid(), policy_id, number, sha256 FROM praxis.policy_approval",
            "UPDATE praxis.policy_acknowledgement SET number = number", "DELETE FROM praxis.policy_acknowledgement",
            "INSERT INTO praxis.policy_approval (policy_id, number, seen, sha256) SELECT policy_id, number, 1, sha256('x') FROM praxis.policy_version",
            "UPDATE praxis.policy_version SET authors = '{}'",
            "UPDATE praxis.policy_schedule SET effective_from = '2020-01-01'",
            "UPDATE praxis.training_completion SET completed_on = completed_on",
            "DELETE FROM praxis.training_completion",
            "UPDATE praxis.training_version SET every = 1", "DELETE FROM praxis.training_claim",
            "INSERT INTO praxis.training_claim (person_id, claim_id, course_id, completed_on, trainer, name, media_type, content) SELECT gen_random_uuid(), gen_random_uuid(), course_id, '2026-01-01', 'x', 'x', 'image/png', 'x' FROM praxis.training_course",
        ] as [StaticSQL])
    func `is not said for somebody else, changed or removed`(statement: StaticSQL) async throws {
        let setting = try await TrainingWorld()
        _ = try await setting.policy()
        _ = try await setting.course("bloodborne")
        let error = await #expect(throws: PostgresError.self) {
            try await setting.training.database.write(as: setting.caller("administrator")) { transaction in
                _ = try await transaction.execute(statement.sql)
            }
        }
        #expect(error?.sqlState?.rawValue == "42501")
    }
}
