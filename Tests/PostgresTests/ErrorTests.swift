import Postgres
import TestSupport
import Testing

@Suite(.database) struct `A database error` {
    private func failure(of sql: SQL) async throws -> PostgresError? {
        await #expect(throws: PostgresError.self) { try await TestDatabase.current.pool(.superuser).run(sql) }
    }

    @Test func `names state and constraint, and no values`() async throws {
        let pool = TestDatabase.current.pool(.superuser)
        try await pool.run("CREATE TABLE t (code text CONSTRAINT code_is_known PRIMARY KEY)")
        try await pool.run("INSERT INTO t VALUES (\("secret"))")
        let error = try await self.failure(of: "INSERT INTO t VALUES (\("secret"))")
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.constraint == "code_is_known")
        #expect(error?.description == "refused by the server: 23505 (table t, constraint code_is_known)")
    }

    @Test(arguments: ["description", "debugDescription", "reflecting"])
    func `leaks nothing`(way: String) async throws {
        let error = try #require(await self.failure(of: "SELECT \("secret")::uuid"))
        #expect(error.sqlState == .invalidTextRepresentation)
        let text = ["description": "\(error)", "debugDescription": error.debugDescription][way]
        #expect(!(text ?? String(reflecting: error)).contains("secret"))
    }

    @Test func `says what is wrong with the statement itself`() async throws {
        let error = try await self.failure(of: "SELECT nothing FROM nowhere")
        #expect(error?.description.contains(#"relation "nowhere" does not exist"#) == true)
    }

    @Test func `of our own carries code and figures`() async throws {
        try await TestDatabase.current.pool(.superuser).run(
            """
            CREATE FUNCTION refuse() RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION USING ERRCODE = 'PX422', MESSAGE = 'budget_exceeded', DETAIL = '{"left": 5}';
            END $$
            """)
        let error = try await self.failure(of: "SELECT refuse()")
        #expect(error?.sqlState == .ruleRefused)
        #expect(error?.raised == ServerFault.Raised(code: "budget_exceeded", detail: #"{"left": 5}"#))
    }

    @Test func `of others tells no message`() async throws {
        let error = try await self.failure(of: "DO $$ BEGIN RAISE EXCEPTION 'secret'; END $$")
        #expect(error?.raised == nil)
        #expect(error.map { "\($0)".contains("secret") } == false)
    }
}
