import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Whoever may not take part any more` {
    private static let layout = "Act | action\nNPI | npi\nAt | clinic_name\nEnd | term_on\nWhy | term_reason"

    /// A desk whose payer holds both rows of Rao.
    private func desk() async throws -> RosterDesk {
        let desk = try await RosterDesk()
        try await desk.lay(Self.layout)
        try await desk.answer(try await desk.submit(.full), ["outcome": "accepted"])
        return desk
    }

    private func told(_ clinic: String, _ last: LocalDate, _ reason: String) -> String {
        "T,1000000004,\(clinic),\(RosterLayout.DayForm.american.text(last)),\(reason)"
    }

    @Test(arguments: ["denied", "resigned", "terminated", "excluded"])
    func `is ended by what happened today, with the day before as the last`(cause: String) async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        let reason: String
        switch cause {
        case "denied":
            try await desk.world.decide(desk.rao, "denied", on: today, cycle: .offcycle)
            reason = "Credentialing denied"
        case "excluded":
            try await desk.world.exclude(desk.rao, from: today)
            reason = "Excluded"
        default:
            try await desk.world.endCredentialing(desk.rao, cause, on: today)
            reason = "Credentialing ended"
        }
        #expect(try await desk.listed() == [])
        let last = today.adding(days: -1)
        #expect(
            try await desk.rows(.delta) == [self.told("denver", last, reason), self.told("phoenix", last, reason)])
    }

    @Test func `is ended at the clinic whose appointment is over, and nowhere else`() async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        // Half-open: the day before it is the last, and on that day they take part.
        try await desk.world.endAppointment(desk.rao, at: "denver", on: today.adding(days: 1))
        #expect(try await desk.listed() == ["denver", "phoenix"])
        #expect(try await desk.overview().full.first?.facts[.termOn] == today.description)
        try await desk.world.tell("UPDATE praxis.appointment SET ends_on = NULL")
        try await desk.world.endAppointment(desk.rao, at: "denver", on: today.adding(days: -5))
        #expect(try await desk.listed() == ["phoenix"])
        #expect(
            try await desk.rows(.delta) == [self.told("denver", today.adding(days: -6), "Appointment ended")])
        // Who comes back is added anew, and nobody is away between two appointments that meet.
        try await desk.world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), person_id, clinical_role, ends_on, created_by
              FROM praxis.appointment
             WHERE person_id = \(desk.rao) AND ends_on IS NOT NULL
            """)
        #expect(try await desk.listed() == ["denver", "phoenix"])
    }

    @Test func `has the earliest of several ends, and that of the enrollment where it came first`() async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        try await desk.end("denver", today.adding(days: -20).description)
        try await desk.world.exclude(desk.rao, from: today.adding(days: -10))
        try await desk.world.endCredentialing(desk.rao, "terminated", on: today.adding(days: -7))
        try await desk.world.decide(desk.rao, "denied", on: today.adding(days: -3), cycle: .offcycle)
        try await desk.world.endAppointment(desk.rao, at: "phoenix", on: today.adding(days: -1))
        let expected = [
            self.told("denver", today.adding(days: -20), "Enrollment ended"),
            self.told("phoenix", today.adding(days: -11), "Excluded"),
        ]
        #expect(try await desk.rows(.delta) == expected)
        // An application since then changes nothing of when the enrollment that the payer holds ended.
        let applied = ["status": "submitted", "submitted": today.adding(days: -15).description]
        _ = try await desk.service.add(
            try EnrollmentDraft { applied[$0] }, of: desk.rao, at: try #require(Slug("denver")), with: desk.plan,
            as: desk.specialist)
        #expect(try await desk.overview().delta?.map { $0.facts[.termReason] } == ["Enrollment ended", "Excluded"])
    }

    @Test func `takes part again once they were decided anew, and until a day to come`() async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        try await desk.world.endCredentialing(desk.rao, "resigned", on: today.adding(days: -40))
        #expect(try await desk.listed() == [])
        try await desk.world.decide(desk.rao, "approved", on: today.adding(days: -30))
        #expect(try await desk.listed() == ["denver", "phoenix"])
        #expect(try await desk.overview().full.first?.facts[.termOn] == nil)
        try await desk.world.endCredentialing(desk.rao, "resigned", on: today.adding(days: 30))
        #expect(try await desk.listed() == ["denver", "phoenix"])
        #expect(try await desk.overview().full.first?.facts[.termOn] == today.adding(days: 29).description)
    }

    /// As a medical director orders it.
    private func suspend(
        _ desk: RosterDesk, on day: LocalDate, _ kind: String = "summary"
    ) async throws -> Suspension.ID {
        let fields = ["kind": kind, "effective": day.description, "reason": "Two incidents in one week"]
        return try await desk.world.files.suspend(
            desk.rao, try SuspensionDraft { fields[$0] }, as: desk.world.caller("director"))
    }

    private func reinstate(_ desk: RosterDesk, _ id: Suspension.ID, on day: LocalDate) async throws {
        let fields = ["effective": day.description, "reason": "The review found nothing"]
        try await desk.world.files.reinstate(
            id, of: desk.rao, try ReinstatementDraft { fields[$0] }, as: desk.world.caller("director"))
    }

    @Test(arguments: ["summary", "automatic"])
    func `is ended by a suspension, and added again once it is lifted`(kind: String) async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        let id = try await self.suspend(desk, on: today.adding(days: -2), kind)
        #expect(try await desk.listed() == [])
        let last = today.adding(days: -3)
        let file = try await desk.submit(.delta)
        let sent = try await desk.service.submission(file, as: desk.specialist)
        #expect(sent.lines.map(\.line.action) == [.terminate, .terminate])
        #expect(sent.lines.map { $0.line.facts[.termReason] } == ["Suspended", "Suspended"])
        #expect(sent.lines.map { $0.line.facts[.termOn] } == [last.description, last.description])
        try await desk.answer(file, ["outcome": "accepted"])
        #expect(try await desk.overview().delta == [])
        // A day ahead changes nothing yet: until then nobody takes part.
        try await self.reinstate(desk, id, on: today.adding(days: 3))
        #expect(try await desk.listed() == [])
        #expect(try await desk.overview().delta == [])
        try await self.reinstate(desk, id, on: today)
        #expect(try await desk.listed() == ["denver", "phoenix"])
        #expect(try await desk.rows(.delta) == ["A,1000000004,denver,,", "A,1000000004,phoenix,,"])
    }

    @Test func `takes part until the day before a suspension, and is gone by the gravest ground`() async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        let id = try await self.suspend(desk, on: today.adding(days: 5))
        #expect(try await desk.listed() == ["denver", "phoenix"])
        let last = today.adding(days: 4).description
        #expect(try await desk.overview().full.map { $0.facts[.termOn] } == [last, last])
        // Lifted before it began, it never was.
        try await self.reinstate(desk, id, on: today.adding(days: 5))
        #expect(try await desk.overview().full.map { $0.facts[.termOn] } == [nil, nil])
        _ = try await self.suspend(desk, on: today)
        try await desk.world.decide(desk.rao, "denied", on: today, cycle: .offcycle)
        #expect(
            try await desk.overview().delta?.map { $0.facts[.termReason] } == [
                "Credentialing denied", "Credentialing denied",
            ])
    }

    @Test func `takes part while a match is only under review`() async throws {
        let desk = try await self.desk()
        let today = try await desk.world.practiceDay()
        try await desk.world.match(desk.rao, from: today.adding(days: -10))
        #expect(try await desk.listed() == ["denver", "phoenix"])
    }

    @Test func `provisionally approved takes part until that is over`() async throws {
        let desk = try await RosterDesk(approved: nil)
        try await desk.lay(Self.layout)
        let today = try await desk.world.practiceDay()
        try await desk.world.decide(desk.rao, "provisional", on: today.adding(days: -60))
        #expect(try await desk.listed() == ["denver", "phoenix"])
        #expect(try await desk.overview().full.first?.facts[.termOn] == nil)
        try await desk.world.tell("UPDATE praxis.file_decision SET provisional_until = provisional_until - 1")
        #expect(try await desk.listed() == [])
    }
}
