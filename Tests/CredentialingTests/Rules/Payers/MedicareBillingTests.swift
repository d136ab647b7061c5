import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `R13 Effective date of billing (Medicare)` {
    private let figures = MedicareBilling.Figures(retrospectiveDays: 30, disasterDays: 90)

    @Test(arguments: [
        // filed, first service, effective, reaches back to
        ("2026-06-01", "2026-05-10", "2026-06-01", "2026-05-02"),
        ("2026-06-01", "2026-07-15", "2026-07-15", "2026-06-15"),
        ("2026-06-01", "2026-06-01", "2026-06-01", "2026-05-02"),
        // Over a year's end, and over the leap day and a February without one.
        ("2026-01-15", "2025-12-01", "2026-01-15", "2025-12-16"),
        ("2028-03-10", "2028-01-01", "2028-03-10", "2028-02-09"),
        ("2027-03-10", "2027-01-01", "2027-03-10", "2027-02-08"),
        ("2028-02-29", "2028-02-01", "2028-02-29", "2028-01-30"),
    ])
    func `is the later of filing and first service, and billing reaches back 30 days before it`(
        filed: String, service: String, effective: String, back: String
    ) throws {
        let billing = MedicareBilling(
            filedOn: day(filed), firstServiceOn: day(service),
            figures: self.figures)
        #expect(billing.effectiveOn == LocalDate(effective))
        #expect(billing.reachesBackTo == LocalDate(back))
    }

    @Test func `reaches back 90 days in a declared disaster`() throws {
        let filed = day("2026-06-01")
        let billing = MedicareBilling(
            filedOn: filed, firstServiceOn: filed, inDisaster: true, figures: self.figures)
        #expect(billing.reachesBackTo == LocalDate("2026-03-03"))
    }

    @Test func `lists earlier visits as unbillable, the first day of the period not among them`() throws {
        let filed = day("2026-06-01")
        let billing = MedicareBilling(filedOn: filed, firstServiceOn: filed, figures: self.figures)
        let visits = ["2026-05-03", "2026-05-01", "2026-05-02", "2026-04-10", "2026-06-20"].compactMap { LocalDate($0) }
        #expect(billing.unbillable(visits).map(\.description) == ["2026-04-10", "2026-05-01"])
    }

    @Test func `takes its figures from the rule of the day, whatever they are`() throws {
        let filed = day("2026-06-01")
        let other = MedicareBilling.Figures(retrospectiveDays: 0, disasterDays: 1)
        #expect(MedicareBilling(filedOn: filed, firstServiceOn: filed, figures: other).reachesBackTo == filed)
    }
}

@Suite struct `R14 Deactivation gap` {
    @Test(arguments: [
        // deactivated, received, last day, days
        ("2026-03-01", "2026-03-02", "2026-03-01", 1), ("2026-03-01", "2026-04-01", "2026-03-31", 31),
        ("2025-12-30", "2026-01-02", "2026-01-01", 3), ("2028-02-28", "2028-03-01", "2028-02-29", 2),
        ("2027-02-28", "2027-03-01", "2027-02-28", 1),
    ])
    func `runs from the deactivation through the day before the new application, both included`(
        from: String, received: String, last: String, days: Int
    ) throws {
        let gap = try #require(
            DeactivationGap(deactivatedOn: day(from), receivedOn: LocalDate(received)))
        #expect(gap.lastDay == LocalDate(last))
        #expect(gap.dayCount(today: .last) == days)
        #expect(gap.contains(gap.firstDay))
        #expect(!gap.contains(day(received)))
    }

    @Test func `is none where the application came the same day, and goes on until one comes`() throws {
        let start = day("2026-03-01")
        #expect(DeactivationGap(deactivatedOn: start, receivedOn: start) == nil)
        let open = try #require(DeactivationGap(deactivatedOn: start, receivedOn: nil))
        #expect(open.lastDay == nil)
        #expect(open.dayCount(today: start) == 1)
        #expect(open.dayCount(today: start.adding(days: 9)) == 10)
        #expect(open.dayCount(today: start.adding(days: -1)) == 0)
        #expect(open.contains(.last))
    }
}

@Suite struct `Revalidation of an enrollment` {
    private let five = Revalidation.Figures(months: 60, publishedMonthsAhead: 7)
    private let three = Revalidation.Figures(months: 36, publishedMonthsAhead: 7)

    @Test(arguments: [
        ("2021-07-15", "2026-07-15", "2025-12-15"), ("2024-02-29", "2029-02-28", "2028-07-28"),
        ("2021-09-30", "2026-09-30", "2026-02-28"), ("2020-12-31", "2025-12-31", "2025-05-31"),
    ])
    func `is due after five years and shown seven months ahead`(from: String, due: String, shown: String) throws {
        let next = Revalidation(after: day(from), figures: self.five)
        #expect(next.dueOn == LocalDate(due))
        #expect(next.shownFrom == LocalDate(shown))
    }

    @Test func `is due after three years for suppliers of equipment`() throws {
        #expect(
            Revalidation(after: day("2024-02-29"), figures: self.three).dueOn
                == LocalDate("2027-02-28"))
    }

    @Test func `has no extension: the day after the due date it is overdue`() throws {
        let due = day("2026-07-15")
        let next = Revalidation(dueOn: due, figures: self.five)
        #expect(next.state(on: next.shownFrom.adding(days: -1)) == .later)
        #expect(next.state(on: next.shownFrom) == .due)
        #expect(next.state(on: due) == .due)
        #expect(next.state(on: due.adding(days: 1)) == .overdue)
    }
}

private func day(_ text: String) -> LocalDate { LocalDate(text) ?? .first }
