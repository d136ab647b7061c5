import PraxisCore
import Testing

@Suite struct `An ISO week` {
    @Test(arguments: [
        ("2026-01-01", "2026-W01"), ("2027-01-01", "2026-W53"), ("2025-12-29", "2026-W01"), ("2024-12-30", "2025-W01"),
        ("2026-11-21", "2026-W47"), ("2021-01-03", "2020-W53"),
    ])
    func `contains its days`(day: String, week: String) throws {
        let date = try #require(LocalDate(day))
        #expect(ISOWeek(containing: date).description == week)
        #expect(ISOWeek(week)?.days.contains(date) == true)
    }

    @Test(arguments: ["2025-W53", "2026-W00", "2026-W54", "2026-W1", "2026W14", "W14-2026", "2026-w14", "9999-W52"])
    func `refuses what is no week`(text: String) {
        #expect(ISOWeek(text) == nil)
    }

    @Test func `runs from Monday to Sunday and on to the next`() throws {
        let week = try #require(ISOWeek("2026-W53"))
        #expect(week.monday.description == "2026-12-28")
        #expect(week.days.map(\.weekday) == Array(1...7))
        #expect(week.next.description == "2027-W01")
        #expect(week.next.previous == week)
    }

    @Test func `ends with the last whole week of the calendar`() throws {
        let last = try #require(ISOWeek("9999-W51"))
        #expect(last.next == last)
        #expect(last.days.map(\.weekday) == Array(1...7))
    }
}
