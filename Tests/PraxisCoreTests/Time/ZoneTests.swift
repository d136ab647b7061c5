import PraxisCore
import Testing

@Suite struct `A time zone` {
    static let chicago = Zone("America/Chicago")!
    static let phoenix = Zone("America/Phoenix")!

    static func instant(_ text: String) -> Instant { Instant(text)! }
    static func local(_ text: String) -> LocalDateTime { LocalDateTime(text)! }

    @Test(arguments: [
        ("America/Chicago", "2026-07-01T08:00", "2026-07-01T13:00:00Z"),
        ("America/Chicago", "2026-01-15T08:00", "2026-01-15T14:00:00Z"),
        ("America/Denver", "2026-03-31T20:00", "2026-04-01T02:00:00Z"),
        ("America/Denver", "2026-04-01T00:00", "2026-04-01T06:00:00Z"),
        ("America/Phoenix", "2026-03-08T02:30", "2026-03-08T09:30:00Z"),
        ("America/Phoenix", "2026-11-01T01:30", "2026-11-01T08:30:00Z"),
        ("Asia/Kolkata", "2026-03-08T05:30", "2026-03-08T00:00:00Z"),
        ("UTC", "2026-03-08T02:30", "2026-03-08T02:30:00Z"),
    ])
    func `turns an ordinary wall time into one instant and back`(zone: String, wall: String, instant: String) throws {
        let zone = try #require(Zone(zone))
        #expect(zone.instants(of: Self.local(wall)) == .one(Self.instant(instant)))
        #expect(zone.local(of: Self.instant(instant)) == Self.local(wall))
    }

    @Test(arguments: ["2026-03-08T02:00", "2026-03-08T02:59"])
    func `says that the skipped hour of spring does not exist`(wall: String) {
        guard case .gap(let before, let after) = Self.chicago.instants(of: Self.local(wall)) else {
            Issue.record("no gap at \(wall)")
            return
        }
        #expect(Self.chicago.local(of: before) == Self.local(wall).adding(minutes: -60))
        #expect(Self.chicago.local(of: after) == Self.local(wall).adding(minutes: 60))
    }

    @Test(arguments: ["2026-11-01T01:00", "2026-11-01T01:59"])
    func `says that the repeated hour of autumn exists twice`(wall: String) {
        guard case .twice(let first, let second) = Self.chicago.instants(of: Self.local(wall)) else {
            Issue.record("not twice at \(wall)")
            return
        }
        #expect(second.minutes(since: first) == 60)
        #expect(Self.chicago.local(of: first) == Self.local(wall))
        #expect(Self.chicago.local(of: second) == Self.local(wall))
    }

    @Test(arguments: ["2026-03-08T01:59", "2026-03-08T03:00", "2026-11-01T00:59", "2026-11-01T02:00"])
    func `knows the minutes around a change as one instant`(wall: String) {
        guard case .one(let instant) = Self.chicago.instants(of: Self.local(wall)) else {
            Issue.record("not one instant at \(wall)")
            return
        }
        #expect(Self.chicago.local(of: instant) == Self.local(wall))
    }

    @Test func `has days of 23, 24 and 25 hours where clocks change, and of 24 in Arizona`() {
        func hours(_ day: String, in zone: Zone) -> Int {
            let day = LocalDate(day)!
            return zone.start(of: day.adding(days: 1)).minutes(since: zone.start(of: day)) / 60
        }
        #expect(["2026-03-07", "2026-03-08", "2026-11-01"].map { hours($0, in: Self.chicago) } == [24, 23, 25])
        #expect(["2026-03-07", "2026-03-08", "2026-11-01"].map { hours($0, in: Self.phoenix) } == [24, 24, 24])
    }

    @Test func `starts a day that has no midnight when its clocks resume`() throws {
        let santiago = try #require(Zone("America/Santiago"))
        #expect(santiago.start(of: LocalDate("2026-09-06")!) == Self.instant("2026-09-06T04:00:00Z"))
    }

    @Test func `shows another today than UTC late in the evening`() {
        #expect(Self.chicago.today(at: Self.instant("2026-03-10T04:59:59Z")) == LocalDate("2026-03-09"))
        #expect(Self.chicago.today(at: Self.instant("2026-03-10T05:00:00Z")) == LocalDate("2026-03-10"))
    }

    @Test(arguments: ["America/Nowhere", "EST", "GMT+5", "", "../etc/passwd"])
    func `is the name of a place and nothing else`(name: String) { #expect(Zone(name) == nil) }
}
