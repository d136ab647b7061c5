import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A question about another time` {
    private let phoenix = Zone("America/Phoenix")!
    /// March 14, 2026, one in the afternoon in Phoenix and eight in the evening in UTC.
    private let now = Instant("2026-03-14T20:00:00Z")!

    private func asked(_ valid: String?, _ known: String?, _ zone: Zone? = nil) throws(FieldErrors) -> AsOf? {
        try AsOf.asked(valid: valid, known: known, in: zone ?? self.phoenix, now: self.now)
    }

    @Test func `is none where neither day is given`() throws {
        #expect(try self.asked(nil, nil) == nil)
    }

    @Test func `knows a day to its end by the calendar of the clinic, not of UTC`() throws {
        let day = try #require(try self.asked("2026-03-01", "2026-03-13"))
        #expect(day.known == Instant("2026-03-14T06:59:59.999999Z"))
        #expect(try self.asked("2026-03-01", "2026-03-13", .utc)?.known == Instant("2026-03-13T23:59:59.999999Z"))
        // Denver's clocks go forward that night: its day is an hour shorter.
        let denver = try #require(Zone("America/Denver"))
        #expect(try self.asked("2026-03-01", "2026-03-08", denver)?.known == Instant("2026-03-09T05:59:59.999999Z"))
        #expect(try self.asked("2026-03-01", "2026-03-07", denver)?.known == Instant("2026-03-08T06:59:59.999999Z"))
    }

    @Test func `knows today to now, and an instant to itself`() throws {
        let today = try #require(try self.asked("2026-03-01", "2026-03-14"))
        #expect(today.extent == .now && today.known == self.now)
        let instant = try #require(try self.asked(nil, "2026-03-14T05:00:00Z"))
        #expect(instant.known == Instant("2026-03-14T05:00:00Z"))
        #expect(instant.valid.description == "2026-03-13", "it was still the thirteenth in Phoenix")
        #expect(try self.asked("2999-12-31", nil)?.extent == .now, "what will be true may be asked")
    }

    @Test func `takes leap days and no others`() throws {
        #expect(try self.asked("2024-02-29", "2024-02-29")?.known == Instant("2024-03-01T06:59:59.999999Z"))
        #expect(throws: FieldErrors("valid", "Enter a day such as 2026-02-28")) { try self.asked("2026-02-29", nil) }
    }

    @Test(arguments: ["2026-03-15", "2026-03-14T20:00:00.000001Z", "9999-12-31"])
    func `does not know the future`(known: String) {
        #expect(
            throws: FieldErrors("known", "What will be known is not known yet; choose today or an earlier day")
        ) { try self.asked("2026-03-01", known) }
    }

    @Test(arguments: ["soon", "2026-3-1", "14/03/2026", "2026-03-14T17:00", "infinity"])
    func `is refused where it is malformed`(known: String) {
        #expect(throws: FieldErrors.self) { try self.asked(nil, known) }
        #expect(throws: FieldErrors.self) { try self.asked(known, nil) }
    }

    @Test func `tells both mistakes at once`() {
        let errors = #expect(throws: FieldErrors.self) { try self.asked("1776-07-04", "never") }
        #expect(errors?.entries.map(\.field) == ["known", "valid"])
    }
}
