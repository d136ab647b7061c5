import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Training on record` {
    @Test func `counts as long as its version says, with the job that its person had then`() async throws {
        let setting = try await TrainingWorld()
        let course = try await setting.course("bloodborne")
        var file = try await setting.training.file(of: setting.nurse, on: setting.today, as: setting.caller("manager"))
        #expect(file.duties.map(\.state) == [.overdue])
        let day = setting.today.adding(days: -10)
        _ = try await setting.training.record(
            try setting.completion(day), of: setting.nurse, in: course, as: setting.caller("manager"))
        file = try await setting.training.file(of: setting.nurse, on: setting.today, as: setting.caller("manager"))
        #expect(file.duties.map(\.due) == [day.adding(days: 365)] && file.duties.map(\.state) == [.current])
        let record = try #require(file.completions.first)
        #expect(record.jobTitle == "registered_nurse" && record.summary == "What is taught")
        #expect(record.recordedBy == "manager" && record.keptThrough == day.adding(months: 36))
        let covered = try await setting.world.ask(
            "SELECT covered::text FROM praxis.training_coverage WHERE person_id = \(setting.nurse)", as: String.self)
        #expect(covered == "{[\(day),\(day.adding(days: 366)))}")
    }

    @Test func `of a class is that of everybody who was there, and of somebody`() async throws {
        let setting = try await TrainingWorld()
        let (course, manager) = (try await setting.course("bloodborne"), setting.caller("manager"))
        let day = try setting.completion(setting.today)
        #expect(try await setting.training.record(day, of: [setting.nurse], in: course, as: manager) == 1)
        for people in [[], Set((0..<501).map { _ in Person.ID.make() })] {
            await #expect(throws: FieldErrors("people", "Choose who was there, at most 500 people")) {
                _ = try await setting.training.record(day, of: people, in: course, as: manager)
            }
        }
        await #expect(throws: TrainingError.unknown) {
            _ = try await setting.training.record(day, of: [setting.nurse], in: .make(), as: manager)
        }
    }

    @Test func `follows the due day where that is the anchor`() async throws {
        let setting = try await TrainingWorld()
        let course = try await setting.course("yearly", ["every": "12", "unit": "month", "anchor": "due"])
        let first = setting.today.adding(days: -70)
        _ = try await setting.training.record(
            try setting.completion(setting.today), of: setting.nurse, in: course, as: setting.caller("specialist"))
        let file = try await setting.training.file(
            of: setting.nurse, on: setting.today, as: setting.caller("specialist"))
        #expect(file.duties.map(\.due) == [first.adding(months: 12)])
    }

    @Test func `is corrected by another record, once, and withdrawn with a reason`() async throws {
        let setting = try await TrainingWorld()
        let course = try await setting.course("bloodborne")
        let wrong = try await setting.training.record(
            try setting.completion(setting.today), of: setting.nurse, in: course, as: setting.caller("manager"))
        let day = setting.today.adding(days: -3)
        let fields = ["supersedes": wrong.description, "reason": "The sheet has another day"]
        _ = try await setting.training.record(
            try setting.completion(day, fields), of: setting.nurse, in: course, as: setting.caller("manager"))
        await #expect(throws: TrainingError.stale) {
            _ = try await setting.training.record(
                try setting.completion(day, fields), of: setting.nurse, in: course, as: setting.caller("specialist"))
        }
        let file = try await setting.training.file(of: setting.nurse, on: setting.today, as: setting.caller("manager"))
        #expect(file.completions.count == 2 && file.duties.first?.due == day.adding(days: 365))
        let last = try #require(file.completions.first { !$0.isSuperseded })
        let withdrawn = ["supersedes": last.id.description, "reason": "Somebody else was there", "result": "withdrawn"]
        _ = try await setting.training.record(
            try setting.completion(day, withdrawn), of: setting.nurse, in: course, as: setting.caller("manager"))
        #expect(
            try await setting.training.file(of: setting.nurse, on: setting.today, as: setting.caller("manager"))
                .duties.map(\.state) == [.overdue])
    }

    @Test func `is refused for oneself, for tomorrow, before the course was, and below its score`() async throws {
        let setting = try await TrainingWorld()
        let course = try await setting.course("scored", ["score": "80"])
        let own = try await setting.world.person(of: "specialist")
        let passed = try setting.completion(setting.today, ["score": "90"])
        await #expect(throws: TrainingError.own) {
            _ = try await setting.training.record(passed, of: own, in: course, as: setting.caller("specialist"))
        }
        let cases: [(CompletionDraft, TrainingError)] = [
            (try setting.completion(setting.today.adding(days: 3), ["score": "90"]), .inFuture),
            (try setting.completion(LocalDate("2019-12-31")!, ["score": "90"]), .notInForce),
            (try setting.completion(setting.today, ["score": "79"]), .scoreTooLow),
        ]
        for (draft, refusal) in cases {
            await #expect(throws: refusal) {
                _ = try await setting.training.record(
                    draft, of: setting.nurse, in: course, as: setting.caller("manager"))
            }
        }
        await #expect(throws: (any Error).self) {
            _ = try await setting.training.record(passed, of: setting.nurse, in: course, as: setting.caller("staff"))
        }
    }

    @Test func `shows a site's manager the own people alone, and one duty of somebody at two clinics`() async throws {
        let setting = try await TrainingWorld()
        let course = try await setting.course("bloodborne")
        let elsewhere = try await setting.world.person("Emil", "Far")
        try await setting.employ(elsewhere, from: setting.today, at: "phoenix")
        let both = try await setting.world.person("Bea", "Both")
        try await setting.employ(both, from: setting.today.adding(days: -20), at: "phoenix")
        try await setting.employ(both, from: setting.today, at: "denver")
        let manager = setting.caller("manager", .clinic(Slug("denver")!))
        let matrix = try await setting.training.matrix(DutyFilter(), on: setting.today, as: manager)
        #expect(matrix.rows.map(\.person.name) == ["Both, Bea", "Ward, Ines"])
        // The duty began at the other clinic, of which the manager sees the day and not the place.
        #expect(matrix.rows[0].duties.map(\.due) == [setting.today.adding(days: 10)])
        #expect(matrix.rows[0].person.clinics == "denver")
        await #expect(throws: TrainingError.unknown) {
            _ = try await setting.training.file(of: elsewhere, on: setting.today, as: manager)
        }
        await #expect(throws: (any Error).self) {
            _ = try await setting.training.record(
                try setting.completion(setting.today), of: elsewhere, in: course, as: manager)
        }
    }

    @Test func `takes a certificate of the own training once somebody else accepts it`() async throws {
        let setting = try await TrainingWorld()
        let course = try await setting.course("bloodborne")
        let own = try await setting.world.person(of: "staff")
        try await setting.employ(own, from: setting.today.adding(days: -5))
        let draft = try ClaimDraft(
            { ["completed": setting.today.description, "trainer": "County"][$0] },
            file: (name: "c.pdf", bytes: Array("%PDF-1.7 …".utf8)))
        let claim = try await setting.training.handIn(draft, for: course, as: setting.caller("staff"))
        let second = try await setting.training.handIn(draft, for: course, as: setting.caller("staff"))
        #expect(
            try await setting.training.ownFile(on: setting.today, as: setting.caller("staff")).duties.map(\.state) == [
                .due
            ])
        _ = try await setting.training.accept(
            claim, try setting.completion(setting.today), as: setting.caller("manager"))
        await #expect(throws: TrainingError.alreadyDecided) {
            try await setting.training.decline(claim, because: "Too late", as: setting.caller("manager"))
        }
        try await setting.training.decline(second, because: "The same again", as: setting.caller("manager"))
        let file = try await setting.training.ownFile(on: setting.today, as: setting.caller("staff"))
        #expect(file.duties.map(\.state) == [.current] && file.completions.first?.evidence == "c.pdf")
        #expect(Set(file.claims.map(\.state)) == [.accepted, .declined])
        // Nobody decides about the own one, whatever the account may do.
        let specialist = try await setting.world.person(of: "specialist")
        try await setting.employ(specialist, from: setting.today)
        let mine = try await setting.training.handIn(draft, for: course, as: setting.caller("specialist"))
        await #expect(throws: TrainingError.own) {
            try await setting.training.decline(mine, because: "Not mine", as: setting.caller("specialist"))
        }
    }
}
