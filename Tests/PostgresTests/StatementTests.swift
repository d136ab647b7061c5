import Testing

@testable import Postgres

@Suite struct `A statement` {
    @Test func `numbers its parameters through fragments`() throws {
        let fragment: SQL = "b = \(2) AND c = \("x")"
        let statement = try Statement("SELECT 1 WHERE a = \(1) AND \(fragment) LIMIT \(3)")
        #expect(statement.text == "SELECT 1 WHERE a = $1 AND b = $2 AND c = $3 LIMIT $4")
        #expect(statement.values == ["1", "2", "x", "3"])
        #expect(statement.types == [20, 20, 0, 20])
    }

    @Test func `keeps a digit after a parameter apart from its number`() throws {
        #expect(try Statement("SELECT \(1)0").text == "SELECT $1 0")
    }

    @Test func `sends NULL for nothing`() throws {
        #expect(try Statement("SELECT \(Int?.none)").values == [nil])
    }

    @Test func `refuses the character NUL and names only the number`() throws {
        let error = #expect(throws: PostgresError.self) { try Statement("SELECT \(1), \("sec\0ret")") }
        #expect(error?.kind == .badParameter(2, .containsNUL))
        #expect(error?.description == "parameter 2 contains the character NUL")
    }

    @Test func `refuses what is too large`() throws {
        let limits = ParameterLimits(maximumBytes: 4)
        #expect(throws: Never.self) { try Statement("SELECT \("1234")", limits: limits) }
        let error = #expect(throws: PostgresError.self) { try Statement("SELECT \("12345")", limits: limits) }
        #expect(error?.kind == .badParameter(1, .tooLarge(limit: 4)))
    }

    @Test func `refuses more parameters than the protocol counts`() throws {
        var doubled: SQL = "\(0)"
        var list = doubled
        for _ in 1..<16 {
            doubled = "\(doubled),\(doubled)"
            list = "\(list),\(doubled)"
        }
        let sql: SQL = "SELECT \(list)"
        #expect(throws: Never.self) { try Statement(sql) }
        let error = #expect(throws: PostgresError.self) { try Statement("\(sql),\(1)") }
        #expect(error?.kind == .badParameter(65_536, .tooMany(limit: 65_535)))
    }
}

@Suite struct `The cache of prepared statements` {
    private let keys: [Statement.Key]

    init() throws {
        let statements: [SQL] = ["SELECT 1", "SELECT 2", "SELECT 3"]
        self.keys = try statements.map { try Statement($0).key }
    }

    @Test func `lets the least recently used one go`() {
        var cache = StatementCache(limit: 2)
        let first = cache.add(self.keys[0])
        _ = cache.add(self.keys[1])
        #expect(cache.name(of: self.keys[0]) == first)
        _ = cache.add(self.keys[2])
        #expect(cache.name(of: self.keys[1]) == nil)
        #expect(cache.name(of: self.keys[0]) == first)
        #expect(cache.takeDiscarded() == ["praxis_2"])
        #expect(cache.takeDiscarded().isEmpty)
    }

    @Test func `never gives a name twice`() {
        var cache = StatementCache(limit: 1)
        let names = (0..<5).map { cache.add(self.keys[$0 % 2]) }
        #expect(Set(names).count == 5)
        #expect(cache.count == 1)
    }

    @Test func `knows a statement whatever its values, but not of other types`() throws {
        func statement(_ value: some PostgresEncodable) throws -> Statement.Key { try Statement("SELECT \(value)").key }
        #expect(try statement(1) == statement(2))
        #expect(try statement(1) != statement("1"))
        #expect(try statement(1) != Statement("SELECT \(1), \(1)").key)
    }
}
