import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A confirmed exclusion` {
    private let today = Zone.utc.today(at: .now())

    @Test func `C8: takes the person off every shift from its day on, at all clinics, and off none before`()
        async throws
    {
        let world = try await World()
        let day = self.today.adding(days: 30)
        let fay = try await world.person(
            "Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver", "phoenix", "chicago")
        let kept = try await world.work(fay, at: "denver", on: day.adding(days: -1), from: 8, hours: 8)
        // It begins on the day before and touches the day.
        let night = try await world.work(fay, at: "phoenix", on: day.adding(days: -1), from: 20, hours: 8)
        let later = try await world.work(fay, at: "chicago", on: day.adding(days: 3), from: 8, hours: 8)
        let match = try await world.findFuture(excludedOn: day)
        try await world.confirmOnlyMatch()
        #expect(try await world.state(of: kept) == "active")
        #expect(try await world.state(of: night) == "canceled")
        #expect(try await world.state(of: later) == "canceled")
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.audit_event WHERE practice_id = \(world.practice) AND action = 'rostering.assignment.cancel'",
                as: Int.self) == 2)
        #expect(try await world.service.match(match, as: world.caller("director")).findings.isEmpty)
        for clinic in ["denver", "phoenix", "chicago"] {
            let answer = try await world.clearance(
                fay, at: clinic, role: "front_desk", "\(day) 08:00", "\(day) 16:00", as: "administrator")
            #expect(answer.verdict == .blocked)
        }
        await #expect(throws: PostgresError.self) {
            _ = try await world.work(fay, at: "denver", on: day.adding(days: 7), from: 8, hours: 8)
        }
    }

    @Test func `R15: of the past reports every shift since its day and changes none`() async throws {
        let world = try await World()
        let day = self.today.adding(days: -20)
        let fay = try await world.person(
            "Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver", "phoenix")
        let before = try await world.work(fay, at: "denver", on: day.adding(days: -2), from: 8, hours: 8)
        let worked = try await world.work(fay, at: "denver", on: day, from: 8, hours: 8)
        let elsewhere = try await world.work(fay, at: "phoenix", on: day.adding(days: 5), from: 9, hours: 4)
        let match = try await world.findFuture(excludedOn: day)
        try await world.confirmOnlyMatch()
        for past in [before, worked, elsewhere] { #expect(try await world.state(of: past) == "active") }
        let findings = try await world.service.match(match, as: world.caller("director")).findings
        #expect(findings.map(\.day) == [day, day.adding(days: 5)])
        #expect(findings.map(\.clinic) == ["denver", "phoenix"])
        #expect(findings.map(\.starts) == ["08:00", "09:00"] && findings.map(\.minutes) == [480, 240])
        // A site's manager learns nothing of it.
        await #expect(throws: CredentialingError.unknown) {
            _ = try await world.service.match(match, as: world.caller("manager"))
        }
    }

    @Test func `that was rescinded on its own day bars nobody and leaves the queue`() async throws {
        let world = try await World()
        let day = self.today.adding(days: -40)
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        _ = try await world.findFuture(excludedOn: day)
        try await world.bring(
            [Self.row(day).replacing("FUTURE,FAY", with: "OTHER,ADA")], .exclusions,
            month: self.today.adding(days: 1 - self.today.day))
        try await world.bring(
            [Self.row(day, reinstated: day.digits)], .reinstatements, month: self.today.adding(days: 1 - self.today.day)
        )
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.service.matches(nil, as: world.caller("director")).isEmpty)
        let match = try #require(try await world.service.matches(.open, as: world.caller("director")).first)
        #expect(!match.isCurrent && match.entry.reinstatedOn == day)
        let answer = try await world.clearance(fay, role: "front_desk", "\(day) 08:00", "\(day) 16:00")
        #expect(!answer.reasons.contains { $0.requirement == "exclusion" })
    }

    @Test func `that is waived holds outside of its state, where two people let the waiver count`() async throws {
        let world = try await World()
        let (day, waived) = (self.today.adding(days: 10), self.today.adding(days: 20))
        let fay = try await world.person(
            "Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver", "phoenix")
        let match = try await world.findFuture(excludedOn: day, waiver: "\(waived.digits),CO")
        func decide(_ decision: String, _ reason: String, _ step: Int, _ account: String) async throws {
            let fields = ["decision": decision, "reason": reason]
            _ = try await world.service.review(
                match, after: step, DispositionDraft(compared: ["name", "birth_date"]) { fields[$0] },
                as: world.caller(account))
        }
        try await decide("propose_confirm", "same_person", 0, "specialist")
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await decide("confirmed", "waived", 1, "director")
        }
        try await decide("propose_confirm", "waived", 1, "specialist")
        try await decide("confirmed", "waived", 2, "director")
        func verdict(_ clinic: String, _ day: LocalDate) async throws -> (ClearanceVerdict, [String]) {
            let answer = try await world.clearance(
                fay, at: clinic, role: "front_desk", "\(day) 08:00", "\(day) 16:00", as: "administrator")
            return (answer.verdict, answer.reasons.filter { $0.requirement == "exclusion" }.map(\.state))
        }
        #expect(try await verdict("denver", day) == (.blocked, ["excluded"]))
        #expect(try await verdict("denver", waived) == (.warn, ["waived"]))
        #expect(try await verdict("phoenix", waived) == (.blocked, ["excluded"]))
    }

    @Test func `without a waiver in its record is not confirmed as waived`() async throws {
        let world = try await World()
        _ = try await world.person("Fay", "Future", born: "1990-09-09")
        let match = try await world.findFuture(excludedOn: self.today)
        let fields = ["decision": "propose_confirm", "reason": "waived"]
        await #expect(throws: CredentialingError.notWaived) {
            _ = try await world.service.review(
                match, after: 0, DispositionDraft(compared: ["name", "birth_date"]) { fields[$0] },
                as: world.caller("specialist"))
        }
    }

    @Test func `C7: while it is reviewed the practice decides whether it warns or blocks`() async throws {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        let match = try await world.findFuture(excludedOn: self.today.adding(days: 300))
        func answer() async throws -> (ClearanceVerdict, String?) {
            let day = self.today.adding(days: 1)
            let answer = try await world.clearance(fay, role: "front_desk", "\(day) 08:00", "\(day) 16:00")
            return (answer.verdict, answer.reasons.first { $0.requirement == "exclusion" }?.sentence)
        }
        #expect(try await answer() == (.warn, "Compliance review pending"))
        let administrator = world.caller("administrator")
        try await world.service.decide(ScreeningPolicy(pending: .block, version: 0), as: administrator)
        #expect(try await answer() == (.blocked, "Compliance review pending"))
        await #expect(throws: CredentialingError.stale(current: 1, sent: 0)) {
            try await world.service.decide(ScreeningPolicy(pending: .warn, version: 0), as: administrator)
        }
        await #expect(throws: (any Error).self) {
            try await world.service.decide(ScreeningPolicy(pending: .warn, version: 1), as: world.caller("specialist"))
        }
        let taken = ["decision": "in_review", "reason": "needs_evidence"]
        _ = try await world.service.review(
            match, after: 0, DispositionDraft(compared: ["name", "birth_date"]) { taken[$0] },
            as: world.caller("specialist"))
        let file = try await world.service.match(match, as: world.caller("director"))
        #expect(file.match.state == .inReview && file.dispositions.first?.compared == [.name, .birthDate])
        #expect(try await answer().0 == .blocked)
    }

    @Test func `R18: a new name counts from its day, and rescreens the person alone`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let fay = try await world.person("Fay", "Before", born: "1990-09-09")
        try await world.bring([Self.row(self.today)], .exclusions, month: self.today.adding(days: 1 - self.today.day))
        _ = try await world.service.screen(as: specialist)
        #expect(try await world.service.matches(nil, as: specialist).isEmpty)
        try await world.tell("DELETE FROM praxis.outbox")
        func rename(_ day: LocalDate) async throws {
            try await world.tell(
                """
                INSERT INTO praxis.person_name
                       (practice_id, person_id, name_id, given_name, family_name, kind, starts_on, created_by)
                VALUES (\(world.practice), \(fay), gen_random_uuid(), 'Fay', 'Tomorrow-Future', 'former', \(day),
                        \(world.practice))
                """)
        }
        try await rename(self.today.adding(days: 1))
        _ = try await world.person("Ada", "Other", born: "1991-01-01")
        // One job compares all who changed before it began.
        let asked = try await world.ask(
            "SELECT string_agg(object_id::text, ' ') FROM praxis.outbox WHERE topic = 'credentialing.identity.changed'",
            as: String.self)
        #expect(asked == fay.uuid.uuidString.lowercased())
        _ = try await world.service.screenChanged(as: specialist)
        #expect(try await world.service.matches(nil, as: specialist).isEmpty)
        // The day has come.
        try await world.tell("UPDATE praxis.person_name SET starts_on = \(self.today) WHERE person_id = \(fay)")
        try await rename(self.today)
        let run = try #require(try await world.service.screenChanged(as: specialist))
        #expect(try await world.service.screeningRun(run, as: specialist).subjects == 1)
        let found = try #require(try await world.service.matches(nil, as: specialist).first)
        #expect(found.tier == .nameAndBirthDate && found.reasons.contains(.surnamePart))
        #expect(try await world.service.screenChanged(as: specialist) == nil)
    }

    @Test func `C8: or a match that waits for review keeps a file from its decision, whatever was checked by hand`()
        async throws
    {
        let world = try await World()
        let fay = try await world.person("Fay", "Future", born: "1990-09-09", role: "front_desk", at: "denver")
        let file = try await world.file(of: fay, state: .verifying, planned: try await world.practiceDay())
        try await world.complete(file)
        #expect(try await world.status("exclusion", of: file) == .satisfied)
        _ = try await world.findFuture(excludedOn: self.today.adding(days: -20))
        #expect(try await world.status("exclusion", of: file) == .unreviewed)
        try await world.confirmOnlyMatch()
        #expect(try await world.status("exclusion", of: file) == .barred)
        #expect(!(try await world.files.record(file, as: world.caller("director")).file.isClean))
        await #expect(throws: (any Error).self) { try await world.step(file, .readyForReview) }
    }

    static func row(_ day: LocalDate, reinstated: String = "00000000", waiver: String = "00000000,") -> String {
        "FUTURE,FAY,,,,,,0000000000,19900909,,,,,1128a1,\(day.digits),\(reinstated),\(waiver)"
    }
}

extension LocalDate {
    var digits: String { self.description.replacing("-", with: "") }
}

extension World {
    fileprivate func bring(_ rows: [String], _ kind: ExclusionFile.Kind, month: LocalDate) async throws {
        let header =
            "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,EXCLDATE,"
            + "REINDATE,WAIVERDATE,WVRSTATE\n"
        _ = try await self.service.importList(
            ListUpload(
                fileName: "list.csv", bytes: Array((header + rows.joined(separator: "\n") + "\n").utf8), kind: kind,
                month: month),
            as: self.caller("specialist"))
    }

    /// The match of Fay Future with a list that excludes her from a day on.
    func findFuture(excludedOn day: LocalDate, waiver: String = "00000000,") async throws -> ScreeningMatch.ID {
        let today = Zone.utc.today(at: .now())
        try await self.bring(
            [`A confirmed exclusion`.row(day, waiver: waiver)], .exclusions, month: today.adding(days: 1 - today.day))
        _ = try await self.service.screen(as: self.caller("specialist"))
        return try #require(try await self.service.matches(nil, as: self.caller("director")).first).id
    }

    /// A shift with somebody on it, by the clinic's clock.
    func work(
        _ person: Person.ID, at clinic: String, on day: LocalDate, from hour: Int, hours: Int
    ) async throws -> UUID {
        let (roster, shift, assignment) = (UUID.version7(), UUID.version7(), UUID.version7())
        try await self.tell(
            """
            INSERT INTO praxis.roster (practice_id, clinic_id, roster_id, starts_on, created_by)
            SELECT practice_id, clinic_id, \(roster), date_trunc('week', \(day)::date)::date, practice_id
              FROM praxis.clinic WHERE practice_id = \(self.practice) AND slug = \(clinic)
                ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO praxis.shift
                   (practice_id, clinic_id, shift_id, roster_id, name, clinical_role, local_date, span, created_by)
            SELECT c.practice_id, c.clinic_id, \(shift), r.roster_id, 'Desk', 'front_desk', \(day),
                   tstzrange((\(day)::date + make_interval(hours => \(hour)::integer)) AT TIME ZONE c.zone,
                             (\(day)::date + make_interval(hours => (\(hour) + \(hours))::integer)) AT TIME ZONE c.zone),
                   c.practice_id
              FROM praxis.clinic c
              JOIN praxis.roster r ON r.practice_id = c.practice_id AND r.clinic_id = c.clinic_id
               AND r.starts_on = date_trunc('week', \(day)::date)::date
             WHERE c.practice_id = \(self.practice) AND c.slug = \(clinic)
            """,
            """
            INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, created_by)
            SELECT practice_id, clinic_id, \(assignment), shift_id, \(person), practice_id
              FROM praxis.shift WHERE shift_id = \(shift)
            """)
        return assignment
    }

    fileprivate func state(of assignment: UUID) async throws -> String? {
        try await self.ask("SELECT state FROM praxis.assignment WHERE assignment_id = \(assignment)", as: String.self)
    }
}
