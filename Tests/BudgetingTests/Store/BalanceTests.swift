import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Posting to balances` {
    @Test(.timeLimit(.minutes(20)), arguments: 1...3)
    func `B1: lets one of sixteen have the last of a budget`(round: Int) async throws {
        let pool = PostgresPool(
            PoolConfiguration(
                connection: ConnectionSettings(conninfo: TestDatabase.current.conninfo(.superuser)), connections: 16))
        let books = try Books(pool: pool)
        try await books.leave(150_000, "6010")
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try await books.attempt(
                        "order", books.move("6010", "commitment", 100_000), as: .managerOfDenver)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .posted } == 1)
        #expect(try await books.available("6010") == 50_000)
        #expect(try await books.discrepancies() == 0)
        await pool.close()
    }

    @Test func `takes what stands on a contra account away from the totals`() async throws {
        let books = try Books()
        let total: SQL = """
            SELECT b.actual FROM praxis.budget_balance b
              JOIN praxis.budget_node n USING (practice_id, node_id)
             WHERE b.practice_id = \(Books.practice)::uuid AND n.kind = 'practice' AND b.horizon = 'year'
            """
        let before = try #require(try await books.ask(total, as: Int64.self))
        try await books.post("ledger", books.move("7620", "actual", 40_000), as: .finance)
        try await books.post("ledger", books.move("6010", "actual", 10_000), as: .finance)
        #expect(try await books.ask(total, as: Int64.self) == before - 30_000)
        #expect(try await books.discrepancies() == 0)
    }

    @Test func `B2: stops a clinic at the cap that all clinics share, though its own cell has room`() async throws {
        let books = try Books()
        let cap = try #require(
            try await books.ask(
                """
                SELECT b.stop_limit - b.committed - b.actual
                  FROM praxis.budget_balance b
                  JOIN praxis.budget_node n USING (practice_id, node_id)
                  JOIN praxis.ledger_account a USING (practice_id, ledger_account_id)
                 WHERE b.practice_id = \(Books.practice)::uuid AND n.kind = 'account' AND b.horizon = 'year'
                   AND a.code = '7360'
                """, as: Int64.self))
        let phoenix = try await books.available("7360", clinic: 2)
        try #require(phoenix > 0 && cap > phoenix)
        // Denver takes what leaves the cap 1,000 short of what Phoenix' own cell would still afford.
        try await books.post(
            "ledger", books.move("7360", "actual", cap - phoenix + 100_000), as: .finance)
        let refused = await #expect(throws: PostgresError.self) {
            try await books.post(
                "order", books.move("7360", "commitment", phoenix, clinic: 2), as: .managerOfPhoenix)
        }
        let detail = try JSONText(text: try #require(refused?.raised?.detail)).decoded(as: Told.self)
        #expect(detail.kind == "account")
        #expect(detail.clinic == nil)
        #expect(detail.short == 100_000)
        #expect(detail.available == nil, "a site's manager does not read what all clinics together have left")
        #expect(try await books.available("7360", clinic: 2) == phoenix)
    }

    @Test(.timeLimit(.minutes(20)), arguments: 1...5)
    func `B3: posts a transfer or the approval that it races, never both`(round: Int) async throws {
        let books = try Books()
        try await books.leave(200_000, "6010", clinic: 2)
        let source = UUID.version7()
        async let transfer = books.attempt(
            "transfer", books.move("6010", "transfer", -180_000, clinic: 2, source: source),
            books.move("6010", "transfer", 180_000, clinic: 1, source: source), as: .finance)
        async let order = books.attempt(
            "order", books.move("6010", "commitment", 190_000, clinic: 2), as: .managerOfPhoenix)
        let outcomes = try await [transfer, order]
        #expect(outcomes.count { $0 == .posted } == 1)
        #expect(try await books.available("6010", clinic: 2) >= 0)
        #expect(try await books.discrepancies() == 0)
    }

    @Test func `lets a document pass that reaches the limit exactly, and not one cent more`() async throws {
        let books = try Books()
        try await books.leave(10_000, "6110")
        #expect(
            try await books.attempt("order", books.move("6110", "commitment", 10_001), as: .managerOfDenver) == .short)
        #expect(
            try await books.attempt("order", books.move("6110", "commitment", 10_000), as: .managerOfDenver) == .posted)
    }

    @Test func `only warns where the account says so`() async throws {
        let books = try Books()
        try await books.leave(100, "6070")
        #expect(
            try await books.attempt("order", books.move("6070", "commitment", 5000), as: .managerOfDenver) == .posted)
        #expect(try await books.available("6070") == -4900)
    }

    @Test func `counts a receipt as a conversion, and gives back no more than was promised`() async throws {
        let books = try Books()
        try await books.leave(10_000, "6010")
        let order = UUID.version7()
        try await books.post(
            "order", books.move("6010", "commitment", 10_000, source: order), as: .managerOfDenver)
        let receipt = UUID.version7()
        try await books.post(
            "receipt", books.move("6010", "commitment", -10_000, source: receipt, origin: order),
            books.move("6010", "actual", 10_000, source: receipt, origin: order), as: .managerOfDenver)
        #expect(try await books.available("6010") == 0)
        let again = UUID.version7()
        await #expect(throws: PostgresError.self) {
            try await books.post(
                "receipt", books.move("6010", "commitment", -1, source: again, origin: order), as: .managerOfDenver)
        }
        #expect(try await books.discrepancies() == 0)
    }

    @Test func `posts nothing twice`() async throws {
        let books = try Books()
        let move = try await books.move("6010", "commitment", 100)
        try await books.post("order", move, as: .managerOfDenver)
        let refused = await #expect(throws: PostgresError.self) {
            try await books.post("order", move, as: .managerOfDenver)
        }
        #expect(refused?.sqlState == .uniqueViolation)
    }

    @Test func `is refused at another clinic, without the permission, and beyond the calendar`() async throws {
        let books = try Books()
        let other = try await books.move("6010", "commitment", 100, clinic: 2)
        let own = try await books.move("6010", "commitment", 100)
        for (move, account) in [(other, DemoAccount.managerOfDenver), (own, .buyer)] {
            let refused = await #expect(throws: PostgresError.self) {
                try await books.post("order", move, as: account)
            }
            #expect(refused?.raised?.code == "permission_missing")
        }
        let beyond = Books.Move(
            source: .version7(), clinic: own.clinic, account: own.account, date: "2999-01-01", kind: "commitment",
            amount: 1)
        let refused = await #expect(throws: PostgresError.self) {
            try await books.post("order", beyond, as: .managerOfDenver)
        }
        #expect(refused?.raised?.code == "budget_missing")
    }

    @Test func `leaves balances and entries to the one function that keeps them together`() async throws {
        let books = try Books()
        let statements: [SQL] = [
            "UPDATE praxis.budget_balance SET committed = 0",
            "DELETE FROM praxis.budget_entry",
            "INSERT INTO praxis.budget_balance (node_id, horizon, period_no) SELECT node_id, 'year', 0 FROM praxis.budget_node",
            "UPDATE praxis.budget_entry SET amount = 0",
        ]
        for statement in statements {
            let refused = await #expect(throws: PostgresError.self) {
                let _: Bool = try await books.database.write(as: books.caller(.administrator)) { transaction in
                    try await transaction.run(statement)
                    return true
                }
            }
            #expect(refused?.sqlState?.rawValue == "42501")
        }
    }

    /// The detail of a refusal.
    private struct Told: Decodable {
        let kind: String
        let clinic: String?
        let short: Int64
        let available: Int64?
    }
}
