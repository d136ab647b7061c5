import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `A value of ours` {
    private func roundTrip<Value: PostgresCodable & Equatable>(_ value: Value, _ sql: (Value) -> SQL) async throws {
        let rows = try await TestDatabase.current.pool().pipeline(.readOnly, Query<Column<Value>>(sql(value)))
        #expect(rows.map(\.value) == [value])
    }

    @Test(arguments: [0, 1, 1_999_999, -1, -86_400_000_001, 1_773_480_413_589_793, 253_402_300_799_999_999] as [Int64])
    func `that is an instant comes back to the microsecond`(microseconds: Int64) async throws {
        try await self.roundTrip(Instant(microseconds: microseconds)) { "SELECT \($0)" }
    }

    @Test(arguments: ["0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31"])
    func `that is a date comes back`(text: String) async throws {
        let date = try #require(LocalDate(text))
        try await self.roundTrip(date) { "SELECT \($0)" }
        try await self.roundTrip([date, nil, date]) { "SELECT \($0)" }
    }

    @Test func `of another kind comes back`() async throws {
        try await self.roundTrip(Money(minorUnits: -5)) { "SELECT \($0)" }
        try await self.roundTrip(try #require(Slug("denver"))) { "SELECT \($0)::text" }
        try await self.roundTrip(try #require(ISOWeek("2026-W53"))) { "SELECT \($0)::text" }
        try await self.roundTrip([Identifier<Money>.make(), .make()]) { "SELECT \($0)" }
        try await self.roundTrip([Instant(microseconds: 7), nil]) { "SELECT \($0)" }
        try await self.roundTrip(JSONText(text: #"{"a": [1, null]}"#)) { "SELECT \($0)" }
    }

    @Test func `that is no instant is refused`() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await TestDatabase.current.pool().pipeline(
                .readOnly, Query<Column<Instant>>("SELECT 'infinity'::timestamptz"))
        }
        #expect(error?.kind == .badColumn(1, "timestamptz", .unreadable(as: "Instant")))
    }
}
