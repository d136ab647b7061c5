import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The decision of a file` {
    @Test func `is neither for who prepares nor for who prepared, nor about oneself`() async throws {
        let world = try await World()
        let file = try await world.ready()
        for account in ["specialist", "administrator"] {
            await #expect(throws: (any Error).self, "\(account)") { try await world.decide(file, as: account) }
        }
        try await world.tell(
            "UPDATE praxis.credentialing_file SET created_by = (SELECT account_id FROM praxis.account WHERE practice_id = \(world.practice) AND display_name = 'director') WHERE file_id = \(file)"
        )
        await #expect(throws: CredentialingError.ownFile) { try await world.decide(file) }
        let own = try await world.ready(of: "director")
        await #expect(throws: CredentialingError.ownFile) { try await world.decide(own) }
        #expect(try await world.state(file).state == .readyForReview)
    }

    @Test func `R7 of an earlier day takes a document, not before the last check, and shows as late`() async throws {
        let world = try await World()
        let today = try await world.practiceDay()
        let file = try await world.ready(daysAgo: 3)
        let day = today.adding(days: -2)
        let earlier = ["decided": day.description]
        await #expect(throws: FieldErrors.self) { try await world.decide(file, earlier, document: true) }
        let early = try await world.fileRecord(signed: today.adding(days: -4), on: file)
        await #expect(throws: CredentialingError.refused(.decisionBeforeCheck)) {
            try await world.decide(
                file, ["decided": today.adding(days: -4).description, "record": early.description])
        }
        await #expect(throws: FieldErrors.self, "of another day") {
            try await world.decide(file, earlier.merging(["record": early.description]) { $1 })
        }
        let signed = try await world.fileRecord(signed: day, on: file)
        try await world.decide(file, earlier.merging(["record": signed.description]) { $1 })
        let decision = try #require(try await world.files.record(file, as: world.caller("director")).decisions.first)
        #expect(decision.isRecordedLate && decision.decidedOn == today.adding(days: -2))
        #expect(decision.recordedOn == today && decision.appointedFrom == decision.decidedOn)
        await #expect(throws: CredentialingError.refused(.illegalStep)) { try await world.decide(file) }
    }

    @Test func `provisional takes three elements, once and for 60 days, and the work goes on`() async throws {
        let world = try await World()
        let file = try await world.file(of: try await world.person(of: "staff"), state: .verifying)
        try await world.complete(file, except: "npdb", "reference", "license")
        await #expect(throws: (any Error).self) { try await world.decide(file, ["outcome": "provisional"]) }
        try await world.check("license", of: file)
        await #expect(throws: (any Error).self, "approval needs everything") { try await world.decide(file) }
        try await world.decide(file, ["outcome": "provisional"])
        let decision = try #require(try await world.files.record(file, as: world.caller("director")).decisions.first)
        #expect(decision.provisionalUntil == decision.decidedOn.adding(days: 60) && decision.recredDueOn == nil)
        try await world.step(file, .verifying)
        await #expect(throws: CredentialingError.refused(.provisionalOnce)) {
            try await world.decide(file, ["outcome": "provisional"])
        }
    }

    @Test func `C11 the cycle after it is initial once more than 30 days late, or after an ending`() async throws {
        let world = try await World()
        let today = try await world.practiceDay()
        let person = try await world.person(of: "staff")
        let file = try await world.ready()
        try await world.decide(file)
        func open(_ cycle: String) async throws -> CycleFile.ID {
            let fields = ["person": person.description, "cycle": cycle, "role": "physician"]
            return try await world.files.open(try FileDraft { fields[$0] }, as: world.caller("specialist"))
        }
        func expire(_ days: Int) async throws {
            try await world.tell(
                "UPDATE praxis.file_decision SET recred_due_on = \(today.adding(days: -days)) WHERE file_id = \(file)")
        }
        try await expire(30)
        let recred = try await open("recred")
        let record = try await world.files.record(recred, as: world.caller("specialist"))
        #expect(record.file.dueOn == today.adding(days: -30))
        #expect(!record.items.contains { $0.element == "education" })
        try await world.step(recred, .withdrawn, reason: "Opened too early")
        try await expire(31)
        #expect(try await world.files.due(person, as: world.caller("specialist")).cycle == .initial)
        await #expect(throws: CredentialingError.refused(.initialRequired)) { _ = try await open("recred") }
        try await expire(-100)
        let ending = ["kind": "resigned", "effective": today.description, "reason": "Moved away"]
        try await world.files.end(person, try EndingDraft { ending[$0] }, as: world.caller("director"))
        await #expect(throws: CredentialingError.refused(.initialRequired)) { _ = try await open("recred") }
        #expect(try await world.state(try await open("initial")).state == .draft)
    }

    @Test func `of a flagged file is the committee's: quorum, recusal, majority, and the chair's minutes`() async throws
    {
        let world = try await World()
        try await world.addCommittee()
        let (today, specialist) = (try await world.practiceDay(), world.caller("specialist"))
        let file = try await world.ready()
        let flag = try await world.files.raise(
            try FlagDraft { ["color": "yellow", "summary": "A claim of 2024"][$0] }, on: file, as: specialist)
        try await world.files.dispose(
            flag, of: file, try FlagDispositionDraft { ["outcome": "stands", "note": "Settled, see the file"][$0] },
            after: 0,
            as: specialist)
        await #expect(throws: CredentialingError.refused(.committeeRequired)) { try await world.decide(file) }
        var members: [String: UUID] = [:]
        for name in ["chair", "director", "peer", "specialist", "staff"] {
            members[name] = try await world.files.join(
                try await world.person(of: name), isChair: name == "chair", from: today.adding(days: -9), as: specialist
            )
        }
        let meeting = try await world.files.plan(on: today, quorum: 3, as: specialist)
        try await world.files.schedule(file, for: meeting, version: try await world.state(file).version, as: specialist)
        await #expect(throws: FieldErrors.self) {
            try await world.files.begin(meeting, with: [members["chair"]!], as: specialist)
        }
        try await world.files.begin(meeting, with: Set(members.values), as: specialist)
        func vote(_ name: String, _ vote: String, _ reason: String? = nil) async throws {
            try await world.vote(vote, as: name, on: file, at: meeting, reason)
        }
        // Who prepared it, and whom it is about, stay out.
        await #expect(throws: CredentialingError.refused(.recusalRequired)) { try await vote("specialist", "approved") }
        await #expect(throws: CredentialingError.refused(.recusalRequired)) { try await vote("staff", "approved") }
        try await vote("specialist", "recused", "Prepared the file")
        try await vote("chair", "denied")
        try await vote("director", "approved_with_conditions")
        let resolution = [file: Resolution(conditions: "Proctoring of ten cases", reason: "The claim of 2024")]
        await #expect(throws: FieldErrors.self, "two of three") {
            try await world.files.sign(meeting, resolution, as: world.caller("chair"))
        }
        try await vote("peer", "approved_with_conditions")
        await #expect(throws: CredentialingError.refused(.chairRequired)) {
            try await world.files.sign(meeting, resolution, as: world.caller("peer"))
        }
        try await world.files.sign(meeting, resolution, as: world.caller("chair"))
        let record = try await world.files.record(file, as: world.caller("director"))
        #expect(
            record.decisions.first?.outcome == .approvedWithConditions && record.decisions.first?.isByCommittee == true)
        await #expect(throws: CredentialingError.unknown, "nothing waits for a vote any more") {
            try await vote("staff", "recused", "Own file")
        }
        try await world.step(file, .appeal, reason: "The person asks for a hearing")
    }

    @Test func `C10 tabling counts every check again and returns the file to verifying`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let (today, specialist) = (try await world.practiceDay(), world.caller("specialist"))
        let file = try await world.ready(daysAgo: 120)
        var members: [UUID] = []
        for name in ["chair", "peer"] {
            members.append(
                try await world.files.join(
                    try await world.person(of: name), isChair: name == "chair", from: today, as: specialist))
        }
        let meeting = try await world.files.plan(on: today, quorum: 2, as: specialist)
        try await world.files.schedule(file, for: meeting, version: try await world.state(file).version, as: specialist)
        try await world.files.begin(meeting, with: Set(members), as: specialist)
        for name in ["chair", "peer"] { try await world.vote("tabled", as: name, on: file, at: meeting) }
        try await world.files.sign(
            meeting, [file: Resolution(reason: "More references", plannedOn: today.adding(days: 7))],
            as: world.caller("chair"))
        let record = try await world.files.record(file, as: specialist)
        #expect(record.file.state == .verifying && record.file.plannedOn == today.adding(days: 7))
        #expect(record.items.first { $0.element == "license" }?.status == .aged)
        #expect(record.events.suffix(3).map(\.to) == [.inCommittee, .tabled, .verifying])
    }
}
