import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `When people are reminded` {
    private let rule = ReminderRule(
        thresholds: [120, 90, 60, 30, 14, 7, 1, 0], repeatDays: 7,
        escalation: [.clinicManager: 60, .practiceAdministrator: 30, .medicalDirector: 7])
    private let end = LocalDate("2026-06-30")!
    private let person = Person.ID.make()

    @Test(arguments: [
        (120, "2026-03-02"), (90, "2026-04-01"), (60, "2026-05-01"), (30, "2026-05-31"), (14, "2026-06-16"),
        (7, "2026-06-23"), (1, "2026-06-29"), (0, "2026-06-30"),
    ])
    func `each threshold has its day, and the day before it another`(threshold: Int, day: String) throws {
        let day = try #require(LocalDate(day))
        #expect(self.rule.threshold(on: day, end: self.end) == threshold)
        #expect(self.rule.threshold(on: day.adding(days: -1), end: self.end) != threshold)
        #expect(self.rule.days(before: self.end).contains(day))
    }

    @Test(
        arguments: [
            ("2026-03-01", nil), ("2026-03-31", 120), ("2026-05-30", 60), ("2026-07-06", 0), ("2026-07-07", -7),
            ("2026-07-13", -7), ("2026-07-14", -14), ("2027-06-30", -364),
        ] as [(String, Int?)])
    func `between thresholds the nearest one counts, and after the end every week`(day: String, threshold: Int?) throws
    {
        #expect(self.rule.threshold(on: try #require(LocalDate(day)), end: self.end) == threshold)
    }

    @Test(arguments: [
        ("2028-03-30", 30, "2028-02-29"), ("2028-02-29", 0, "2028-02-29"), ("2027-03-30", 30, "2027-02-28"),
        ("2027-01-06", 7, "2026-12-30"), ("2027-01-01", 1, "2026-12-31"), ("2026-03-15", 7, "2026-03-08"),
        ("2026-11-08", 7, "2026-11-01"),
    ])
    func `leap days, the end of the year and nights when clocks change are days as all others`(
        end: String, threshold: Int, day: String
    ) throws {
        let (end, day) = (try #require(LocalDate(end)), try #require(LocalDate(day)))
        #expect(self.rule.threshold(on: day, end: end) == threshold)
        #expect(self.rule.threshold(on: day.adding(days: -1), end: end) != threshold)
    }

    @Test func `CAQH asks again on its own days after the end, and then no more`() throws {
        let caqh = ReminderRule(thresholds: [30, 15, 10, 5, -1, -14, -28, -42], repeatDays: nil, escalation: [:])
        let told = (-30...60).map { caqh.threshold(on: self.end.adding(days: $0), end: self.end) }
        #expect(told.first == 30)
        #expect(told[30] == 5)
        #expect(told[31] == -1)
        #expect(told.last == -42)
        #expect(Set(told.compactMap(\.self)) == [30, 15, 10, 5, -1, -14, -28, -42])
    }

    @Test(arguments: [
        (120, [ReminderAudience.holder]), (61, [.holder]), (60, [.holder, .clinicManager]),
        (30, [.holder, .clinicManager, .practiceAdministrator]),
        (7, [.holder, .clinicManager, .practiceAdministrator, .medicalDirector]),
        (-7, [.holder, .clinicManager, .practiceAdministrator, .medicalDirector]),
    ])
    func `more people are told the nearer it comes`(threshold: Int, audiences: [ReminderAudience]) {
        #expect(ReminderAudience.allCases.filter { self.rule.tells($0, at: threshold) } == audiences)
    }

    private func candidate(
        _ audience: ReminderAudience, today: String, account: ReminderCandidate.AccountID, term: Term.ID
    ) -> ReminderCandidate {
        ReminderCandidate(
            subject: .person(PersonMatter(person: self.person, term: term)), endsOn: self.end, account: account,
            audience: audience, today: LocalDate(today)!, rule: self.rule)
    }

    @Test func `somebody at two clinics is told once, on the day of the earlier one`() {
        let (account, term) = (ReminderCandidate.AccountID.make(), Term.ID.make())
        let due = Reminders.due([
            self.candidate(.holder, today: "2026-05-30", account: account, term: term),
            self.candidate(.holder, today: "2026-05-31", account: account, term: term),
        ])
        #expect(due.map(\.threshold) == [30])
        #expect(due.map(\.toldOn.description) == ["2026-05-31"])
    }

    @Test func `a holder who also manages is told once, as holder`() {
        let (account, term) = (ReminderCandidate.AccountID.make(), Term.ID.make())
        let roles: [ReminderAudience] = [.medicalDirector, .holder, .clinicManager]
        let due = Reminders.due(roles.map { self.candidate($0, today: "2026-06-29", account: account, term: term) })
        #expect(due.map(\.audience) == [.holder])
        let early = Reminders.due([
            self.candidate(.clinicManager, today: "2026-04-10", account: account, term: term)
        ])
        #expect(early.isEmpty)
    }

    @Test(arguments: [
        (["thresholds": "30, x"], "thresholds"), (["thresholds": ""], "thresholds"), (["repeat": "0"], "repeat"),
        (["starts": "2026-01-01"], "starts"), (["manager": "9999"], "manager"), (["kind": "A b"], "kind"),
        (["citation": ""], "citation"),
    ])
    func `a rule names the field that cannot be right`(change: [String: String], field: String) throws {
        var fields = [
            "kind": "license", "thresholds": "30 14,7", "repeat": "7", "manager": "14", "starts": "2026-06-01",
            "citation": "Policy",
        ]
        let today = try #require(LocalDate("2026-06-01"))
        #expect(try ReminderRuleDraft({ fields[$0] }, today: today).rule.thresholds == [30, 14, 7])
        fields.merge(change) { $1 }
        let error = try #require(throws: FieldErrors.self) {
            try ReminderRuleDraft({ name in fields[name].flatMap { $0.isEmpty ? nil : $0 } }, today: today)
        }
        #expect(error.entries.map(\.field) == [field])
    }
}
