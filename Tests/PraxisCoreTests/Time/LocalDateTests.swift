import PraxisCore
import Testing

@Suite struct `A local date` {
    @Test(arguments: [
        ("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-21", 20_778), ("0001-01-01", -719_162),
        ("9999-12-31", 2_932_896),
    ])
    func `counts days from the epoch and back`(text: String, days: Int) throws {
        let date = try #require(LocalDate(text))
        #expect(date.daysSinceEpoch == days)
        #expect(LocalDate(daysSinceEpoch: days).description == text)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-01", "26-01-01", "2026-01-01 ",
        "2026/01/01", "２０２６-01-01", "", "2026-01", "1900-02-29",
    ])
    func `refuses a day that does not exist or is written otherwise`(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test func `knows its weekday on both sides of the epoch`() {
        #expect(LocalDate("2026-11-21")?.weekday == 6)
        #expect(LocalDate("1969-12-31")?.weekday == 3)
        #expect(LocalDate("0001-01-01")?.weekday == 1)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
    ])
    func `adds months and stays in the month`(start: String, months: Int, end: String) {
        #expect(LocalDate(start)?.adding(months: months).description == end)
    }

    @Test func `stays between the first and the last day of the calendar`() {
        let last = LocalDate("9999-12-31")!
        #expect(last.adding(days: 1) == last && last.adding(days: .max) == last && last.adding(months: 1) == last)
        let first = LocalDate("0001-01-01")!
        #expect(first.adding(days: -1) == first && first.adding(days: .min) == first)
        #expect(first.adding(months: -1) == first && first.adding(months: .min) == first)
        #expect(first.adding(months: .max) == last)
    }

    @Test(arguments: [("10000-01-01", "9999-12-31"), ("infinity", "9999-12-31"), ("2026-03-14", "2026-03-14")])
    func `is read as the server writes it`(text: String, date: String) {
        let read = Array(text.utf8).withUnsafeBytes { LocalDate(postgresText: $0) }
        #expect(read?.description == date)
    }

    @Test func `agrees with itself on every day of 800 years`() {
        var expected = (year: 1600, month: 1, day: 1)
        let first = LocalDate(year: 1600, month: 1, day: 1)!
        let last = LocalDate(year: 2399, month: 12, day: 31)!
        for date in first...last {
            let (year, month, day) = date.components
            #expect(year == expected.year && month == expected.month && day == expected.day)
            expected.day += 1
            if expected.day > LocalDate.length(ofMonth: month, in: year) { expected = (year, month + 1, 1) }
            if expected.month > 12 { expected = (year + 1, 1, 1) }
        }
    }
}
