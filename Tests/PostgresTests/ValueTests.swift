import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite(.database) struct `A value` {
    private func roundTrip<Value: PostgresCodable & Equatable>(_ value: Value, _ sql: (Value) -> SQL) async throws {
        let rows = try await TestDatabase.current.pool(.superuser).pipeline(.readOnly, Query<Column<Value>>(sql(value)))
        #expect(rows.map(\.value) == [value])
    }

    @Test(arguments: ["", "plain", "ä😀\u{1F468}\u{200D}\u{1F469}", "'; DROP TABLE x; --", "\\N", "a\tb\nc\rd"])
    func `of text comes back`(text: String) async throws { try await self.roundTrip(text) { "SELECT \($0)::text" } }

    @Test(arguments: [Int64.min, -1, 0, 1, 9_007_199_254_740_993, .max])
    func `of an integer comes back`(number: Int64) async throws {
        try await self.roundTrip(number) { "SELECT \($0)" }
        try await self.roundTrip(Int(number)) { "SELECT \($0)" }
        try await self.roundTrip(Int32(truncatingIfNeeded: number)) { "SELECT \($0)" }
        try await self.roundTrip(Int16(truncatingIfNeeded: number)) { "SELECT \($0)" }
    }

    @Test func `of other types comes back`() async throws {
        try await self.roundTrip(true) { "SELECT \($0)" }
        try await self.roundTrip(false) { "SELECT \($0)" }
        try await self.roundTrip(UUID()) { "SELECT \($0)" }
        try await self.roundTrip([UInt8](0...255)) { "SELECT \($0)" }
        try await self.roundTrip([UInt8]()) { "SELECT \($0)" }
        try await self.roundTrip(["a", "b,c", "NULL", "\"\\"]) { "SELECT \($0)::text[]" }
        try await self.roundTrip([UUID(), UUID()]) { "SELECT \($0)" }
        try await self.roundTrip([Int64.min, 7]) { "SELECT \($0)" }
        try await self.roundTrip([1, nil, 3] as [Int?]) { "SELECT \($0)" }
        try await self.roundTrip([true, false]) { "SELECT \($0)" }
    }

    @Test func `of one megabyte comes back`() async throws {
        try await self.roundTrip(String(repeating: "0123456789abcde\n", count: 1 << 16)) { "SELECT \($0)::text" }
    }

    @Test func `stands for any type where it is text`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        #expect(try await pool.value("SELECT \("12.50")::numeric * 2", as: String.self) == "25.00")
        #expect(try await pool.value("SELECT host(\("10.0.0.1")::inet)", as: String.self) == "10.0.0.1")
        #expect(try await pool.value("SELECT 3 = ANY (\([1, 2, 3]))", as: Bool.self) == true)
    }

    @Test func `that is NULL is nothing`() async throws {
        struct Pair: PostgresRow {
            let left: Int?
            let right: String?
            init(row: inout RowReader) throws(PostgresError) {
                self.left = try row.read()
                self.right = try row.read()
            }
        }
        let rows = try await TestDatabase.current.pool(.superuser).pipeline(
            .readOnly, Query<Pair>("SELECT \(Int?.none), \(String?.some("x"))"))
        #expect(rows[0].left == nil)
        #expect(rows[0].right == "x")
    }

    @Test func `that does not fit its column is told by the column`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        let unreadable = await #expect(throws: PostgresError.self) {
            try await pool.value("SELECT 'secret' AS code", as: Int.self)
        }
        #expect(unreadable?.description == "column 1 (code) is not a Int")
        let null = await #expect(throws: PostgresError.self) { try await pool.value("SELECT NULL AS n", as: Int.self) }
        #expect(null?.description == "column 1 (n) is NULL")
    }

    @Test func `of JSON passes through as bytes`() async throws {
        let raw = try await TestDatabase.current.pool(.superuser).value(
            "SELECT json_agg(n) FROM generate_series(1, 3) AS n", as: RawBytes.self)
        #expect(raw.map { String(decoding: $0.bytes, as: UTF8.self) } == "[1, 2, 3]")
    }
}
