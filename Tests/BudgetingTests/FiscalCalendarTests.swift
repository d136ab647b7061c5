import Budgeting
import PraxisCore
import Testing

@Suite struct `A fiscal calendar` {
    @Test func `of months tiles the calendar year`() throws {
        let periods = try #require(FiscalCalendar.months(first: 1).periods(of: 2026))
        #expect(periods.first?.days.start == LocalDate("2026-01-01"))
        #expect(periods.last?.days.end == LocalDate("2027-01-01"))
        #expect(periods[1].days.end == LocalDate("2026-03-01"))
    }

    @Test func `is named after the year in which it ends`() throws {
        let periods = try #require(FiscalCalendar.months(first: 7).periods(of: 2026))
        #expect(periods.first?.days.start == LocalDate("2025-07-01"))
        #expect(periods.last?.days.end == LocalDate("2026-07-01"))
    }

    @Test(arguments: [
        (2025, "2024-12-29", "2025-12-27"), (2026, "2025-12-28", "2026-12-26"),
        (2027, "2026-12-27", "2027-12-25"), (2028, "2027-12-26", "2028-12-30"),
    ])
    func `ends on the last Saturday of December`(year: Int, first: String, last: String) throws {
        let calendar = FiscalCalendar.weeks(.fourFourFive, ending: .last(weekday: 6, month: 12))
        let periods = try #require(calendar.periods(of: year))
        #expect(periods.first?.days.start == LocalDate(first))
        #expect(periods.last?.days.end?.adding(days: -1) == LocalDate(last))
    }

    @Test(arguments: [
        (2025, "2024-12-29", "2026-01-03"), (2026, "2026-01-04", "2027-01-02"),
        (2027, "2027-01-03", "2028-01-01"), (2028, "2028-01-02", "2028-12-30"),
    ])
    func `ends on the Saturday nearest to December 31`(year: Int, first: String, last: String) throws {
        let calendar = FiscalCalendar.weeks(.fourFourFive, ending: .nearest(weekday: 6, month: 12))
        let periods = try #require(calendar.periods(of: year))
        #expect(periods.first?.days.start == LocalDate(first))
        #expect(periods.last?.days.end?.adding(days: -1) == LocalDate(last))
    }

    @Test func `of 4-4-5 weeks ends its periods where the reference does`() throws {
        let calendar = FiscalCalendar.weeks(.fourFourFive, ending: .last(weekday: 6, month: 12))
        let periods = try #require(calendar.periods(of: 2026))
        let ends = [
            "01-24", "02-21", "03-28", "04-25", "05-23", "06-27", "07-25", "08-22", "09-26", "10-24", "11-21", "12-26",
        ]
        #expect(periods.map { $0.days.end?.adding(days: -1) } == ends.map { LocalDate("2026-\($0)") })
    }

    @Test(arguments: FiscalCalendar.WeekPattern.allCases)
    func `tiles every year without a gap, 52 or 53 weeks long`(pattern: FiscalCalendar.WeekPattern) throws {
        let calendar = FiscalCalendar.weeks(pattern, ending: .last(weekday: 6, month: 12))
        var long: [Int] = []
        var before: LocalDate?
        for year in 2022...2035 {
            let periods = try #require(calendar.periods(of: year))
            for period in periods {
                #expect(before == nil || period.days.start == before)
                before = period.days.end
            }
            let end = try #require(periods[11].days.end)
            let weeks = (end.daysSinceEpoch - periods[0].days.start.daysSinceEpoch) / 7
            #expect(weeks == 52 || weeks == 53)
            if weeks == 53 { long.append(year) }
        }
        #expect(long == [2022, 2028, 2033])
    }
}
