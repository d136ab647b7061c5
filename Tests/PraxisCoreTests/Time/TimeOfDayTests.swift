import PraxisCore
import Testing

@Suite struct `A time of day` {
    @Test(arguments: [
        ("08:00", "08:00"), ("8:00", "08:00"), ("08:00:00", "08:00"), ("8:00 AM", "08:00"), ("8am", "08:00"),
        ("12:30 PM", "12:30"), ("12 AM", "00:00"), ("4:30p.m.", "16:30"), ("23:59", "23:59"),
    ])
    func `is read as people type it`(typed: String, expected: String) {
        #expect(TimeOfDay(typed)?.description == expected)
    }

    @Test(arguments: ["", "8", "24:00", "13:00 PM", "0 AM", "08:60", "08:0", "8:00:30", "noon", "-1:00", "٨:٠٠"])
    func `is refused where there is no such time`(typed: String) { #expect(TimeOfDay(typed) == nil) }

    @Test(arguments: [(0, "12:00 AM"), (485, "8:05 AM"), (720, "12:00 PM"), (1439, "11:59 PM")])
    func `is shown as a clock shows it`(minutes: Int, shown: String) {
        #expect(TimeOfDay(minutes: minutes)?.onTheClock == shown)
    }

    @Test func `moves into the next and the previous day`() throws {
        let late = try #require(LocalDateTime("2026-02-28T23:00"))
        #expect(late.adding(minutes: 120).description == "2026-03-01T01:00")
        #expect(late.adding(minutes: -1440).description == "2026-02-27T23:00")
    }
}

@Suite struct `An instant` {
    @Test(arguments: [
        ("2026-03-08T07:00:00Z", "2026-03-08T07:00:00Z"),
        ("2026-03-08 00:00:00-07", "2026-03-08T07:00:00Z"),
        ("2026-03-08 12:30:00.25+05:30", "2026-03-08T07:00:00.250000Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
    ])
    func `is read as RFC 3339 and as PostgreSQL writes it`(text: String, expected: String) {
        #expect(Instant(text)?.description == expected)
    }

    @Test(arguments: ["2026-02-30T00:00:00Z", "2026-03-08T25:00:00Z", "2026-03-08T07:00:00", "2026-03-08", "now"])
    func `is refused without a real date, time and offset`(text: String) { #expect(Instant(text) == nil) }
}
