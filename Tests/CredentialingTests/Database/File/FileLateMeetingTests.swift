import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A meeting that is entered after its day` {
    @Test func `R7: decides nothing without a document of that day that somebody else put on file`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let (today, specialist) = (try await world.practiceDay(), world.caller("specialist"))
        let file = try await world.ready(daysAgo: 9)
        var members: [String: UUID] = [:]
        for name in ["chair", "peer"] {
            members[name] = try await world.files.join(
                try await world.person(of: name), isChair: name == "chair", from: today.adding(days: -30),
                as: specialist)
        }
        let day = today.adding(days: -8)
        let meeting = try await world.files.plan(on: day, quorum: 2, as: specialist)
        try await world.seat(file, at: meeting, members)
        for name in ["chair", "peer"] { try await world.vote("approved", as: name, on: file, at: meeting) }
        let record = try await world.files.meeting(meeting, as: world.caller("chair"))
        #expect(record.agenda.map(\.isLate) == [true])
        // The page asks for it before the database refuses.
        await #expect(throws: FieldErrors.self) {
            try await world.files.sign(meeting, [:], as: world.caller("chair"))
        }
        func decide(_ evidence: Evidence.ID?) async throws {
            let version = try await world.state(file).version
            let _: Int = try await world.files.write(as: world.caller("chair")) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.committee_minutes (meeting_id, content) VALUES (\(meeting), \(Array("{}".utf8)))
                    """,
                    """
                    INSERT INTO praxis.file_decision
                           (person_id, file_id, decision_id, version, outcome, meeting_id, decided_on, evidence_id)
                    SELECT f.person_id, f.file_id, gen_random_uuid(), \(version) + 1, 'approved', \(meeting), \(day), \(evidence)
                      FROM praxis.credentialing_file f WHERE f.file_id = \(file)
                    """)
                return 1
            }
        }
        await #expect(throws: CredentialingError.refused(.lateWithoutDocument)) { try await decide(nil) }
        let other = try await world.fileRecord(signed: day.adding(days: -1), on: file, as: "second")
        await #expect(throws: CredentialingError.refused(.lateWithoutDocument), "of another day") {
            try await decide(other)
        }
        let own = try await world.fileRecord(signed: day, on: file, as: "chair")
        await #expect(throws: CredentialingError.refused(.ownDocument)) { try await decide(own) }
        let signed = try await world.fileRecord(signed: day, on: file, as: "second")
        #expect(
            Set(try await world.files.meeting(meeting, as: world.caller("chair")).records.map(\.record.id)) == [
                own, signed,
            ])
        try await world.files.sign(meeting, [file: Resolution(record: signed)], as: world.caller("chair"))
        let decision = try #require(try await world.files.record(file, as: world.caller("director")).decisions.first)
        #expect(decision.evidence == signed && decision.decidedOn == day && decision.isRecordedLate)
    }

    @Test func `R7: a file put on the agenda later counts as late, one planned in time does not`() async throws {
        let world = try await World()
        try await world.addCommittee()
        let (today, specialist) = (try await world.practiceDay(), world.caller("specialist"))
        let file = try await world.ready(daysAgo: 9)
        let meeting = try await world.files.plan(on: today.adding(days: -2), quorum: 2, as: specialist)
        try await world.tell("UPDATE praxis.committee_meeting SET created_at = now() - interval '9 days'")
        try await world.files.schedule(file, for: meeting, version: try await world.state(file).version, as: specialist)
        #expect(try await world.files.meeting(meeting, as: specialist).agenda.map(\.isLate) == [true])
        try await world.tell("UPDATE praxis.committee_item SET created_at = now() - interval '5 days'")
        #expect(try await world.files.meeting(meeting, as: specialist).agenda.map(\.isLate) == [false])
    }
}
