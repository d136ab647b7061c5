import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `When a course is due` {
    private func day(_ text: String) -> LocalDate { LocalDate(text)! }

    private func span(_ text: String, due days: Int = 30) -> DutySpan {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
        return DutySpan(LocalDate(ends[0])!, until: LocalDate(ends[1]), due: days)
    }

    private func record(_ day: String, through last: String?, version: Int = 1) -> TrainingRecord {
        TrainingRecord(version: version, completedOn: LocalDate(day)!, validThrough: last.flatMap { LocalDate($0) })
    }

    private let versions = [
        TrainingVersion(
            number: 1, recurrence: Recurrence(every: 12, .month, from: .completion),
            effectiveFrom: LocalDate("2020-01-01")!)
    ]

    private func standing(
        _ spans: [DutySpan], _ records: [TrainingRecord] = [], on day: String, versions: [TrainingVersion]? = nil
    ) -> TrainingStanding? {
        TrainingClock.standing(spans, records, versions ?? self.versions, on: self.day(day))
    }

    @Test(arguments: [
        ("2026-01-10", DutyState.due), ("2026-02-09", .due), ("2026-02-10", .overdue), ("2027-01-01", .overdue),
    ])
    func `follows hire by the rule's days, through the last of them`(on: String, state: DutyState) throws {
        let standing = try #require(self.standing([self.span("2026-01-10..")], on: on))
        #expect(standing.due == self.day("2026-02-09") && standing.state == state)
    }

    @Test func `is the first day itself where the rule gives none, over a year's end`() throws {
        let standing = try #require(self.standing([self.span("2025-12-31..", due: 0)], on: "2025-12-31"))
        #expect(standing.due == self.day("2025-12-31") && standing.state == .due)
        #expect(self.standing([self.span("2025-12-31..", due: 0)], on: "2026-01-01")?.state == .overdue)
    }

    @Test func `is nothing before hire and after leaving`() {
        let spans = [self.span("2026-01-10..2026-06-01")]
        #expect(self.standing(spans, on: "2026-01-09") == nil)
        #expect(self.standing(spans, on: "2026-05-31") != nil)
        #expect(self.standing(spans, on: "2026-06-01") == nil)
    }

    @Test func `begins anew when somebody comes back, and what still counts goes on counting`() throws {
        let spans = [self.span("2024-01-01..2025-06-01"), self.span("2026-01-01..")]
        #expect(self.standing(spans, on: "2026-01-05")?.due == self.day("2026-01-31"))
        #expect(
            self.standing(spans, [self.record("2025-05-01", through: "2026-05-01")], on: "2026-01-05")?.due
                == self.day("2026-05-01"))
        // It ends within the days that the rule gives after coming back.
        #expect(
            self.standing(spans, [self.record("2025-01-10", through: "2026-01-10")], on: "2026-01-20")?.due
                == self.day("2026-01-31"))
    }

    @Test func `is one duty at several clinics, and from one clinic to the next`() throws {
        let two = [self.span("2026-03-01.."), self.span("2026-01-10..")]
        #expect(self.standing(two, on: "2026-03-05")?.due == self.day("2026-02-09"))
        let moved = [self.span("2025-01-01..2026-03-01"), self.span("2026-03-01..")]
        #expect(self.standing(moved, on: "2026-03-05")?.since == self.day("2025-01-01"))
        // A rule that is still to come asks nothing yet.
        let later = [self.span("2026-01-10..", due: 60), self.span("2026-02-01..", due: 0)]
        #expect(self.standing(later, on: "2026-01-20")?.due == self.day("2026-03-11"))
        #expect(self.standing(later, on: "2026-02-01")?.due == self.day("2026-02-01"))
    }

    @Test func `warns before a completion ends, and not before that`() throws {
        let spans = [self.span("2025-01-01..")]
        let records = [self.record("2025-03-01", through: "2026-03-01")]
        #expect(self.standing(spans, records, on: "2026-01-29")?.state == .current)
        #expect(self.standing(spans, records, on: "2026-01-30")?.state == .due)
        #expect(self.standing(spans, records, on: "2026-03-01")?.state == .due)
        #expect(self.standing(spans, records, on: "2026-03-02")?.state == .overdue)
        // What will be done later says nothing today.
        #expect(
            self.standing(spans, records + [self.record("2026-03-05", through: "2027-03-05")], on: "2026-03-02")?.state
                == .overdue)
    }

    @Test func `comes earlier where a new version is to be taken by everybody`() throws {
        let versions =
            self.versions + [
                TrainingVersion(number: 2, recurrence: nil, effectiveFrom: self.day("2026-02-01")),
                TrainingVersion(number: 3, recurrence: nil, retakeDays: 20, effectiveFrom: self.day("2026-03-01")),
            ]
        let spans = [self.span("2025-01-01..")]
        let old = [self.record("2026-01-15", through: "2027-01-15")]
        #expect(self.standing(spans, old, on: "2026-02-28", versions: versions)?.due == self.day("2027-01-15"))
        let asked = try #require(self.standing(spans, old, on: "2026-03-01", versions: versions))
        #expect(asked.due == self.day("2026-03-21") && asked.version == 3)
        let new = old + [self.record("2026-03-10", through: nil, version: 3)]
        let done = try #require(self.standing(spans, new, on: "2026-12-01", versions: versions))
        #expect(done.due == nil && done.state == .current)
        // Who was hired last week has the rule's days.
        let hired = [self.span("2026-03-15..")]
        #expect(self.standing(hired, old, on: "2026-03-16", versions: versions)?.due == self.day("2026-04-14"))
    }

    @Test func `takes the record that counts longest, whatever the order of the days`() {
        let spans = [self.span("2024-01-01..")]
        let records = [
            self.record("2025-06-01", through: "2026-06-01"), self.record("2025-05-01", through: "2027-05-01"),
        ]
        #expect(self.standing(spans, records, on: "2026-07-01")?.due == self.day("2027-05-01"))
    }
}
