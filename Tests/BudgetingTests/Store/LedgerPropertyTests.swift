import FoundationEssentials
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Balances over a year of random documents` {
    @Test(.timeLimit(.minutes(20)), arguments: [20_261_121, 7] as [UInt64])
    func `B10: are the sum of their entries, and no commitment is negative`(seed: UInt64) async throws {
        let books = try Books()
        var random = SeededRandom(seed: seed)
        var open: [(order: UUID, account: String, clinic: Int, left: Int64)] = []
        for _ in 0..<120 {
            let account = ["6010", "6030", "6070", "7310", "7360"].randomElement(using: &random) ?? "6010"
            let clinic = Int.random(in: 1...2, using: &random)
            let manager = clinic == 1 ? DemoAccount.managerOfDenver : .managerOfPhoenix
            let document = UUID.version7()
            switch Int.random(in: 0..<6, using: &random) {
            case 0, 1:
                let amount = Int64.random(in: 1...400_000, using: &random)
                let order = try await books.move(account, "commitment", amount, clinic: clinic, source: document)
                if try await books.attempt("order", order, as: manager) == .posted {
                    open.append((document, account, clinic, amount))
                }
            case 2, 3:
                guard let index = open.indices.randomElement(using: &random) else { continue }
                let order = open[index]
                let part = Int64.random(in: 1...order.left, using: &random)
                let paid = max(0, part + Int64.random(in: -50...50, using: &random))
                let receiver = order.clinic == 1 ? DemoAccount.managerOfDenver : .managerOfPhoenix
                let outcome = try await books.attempt(
                    "receipt",
                    books.move(
                        order.account, "commitment", -part, clinic: order.clinic, source: document, origin: order.order),
                    books.move(
                        order.account, "actual", paid, clinic: order.clinic, source: document, origin: order.order),
                    as: receiver)
                guard outcome == .posted else { continue }
                open[index].left -= part
                if open[index].left == 0 { open.remove(at: index) }
            case 4:
                let amount = Int64.random(in: 1...50_000, using: &random)
                _ = try await books.attempt(
                    "transfer", books.move(account, "transfer", -amount, clinic: 1, source: document),
                    books.move(account, "transfer", amount, clinic: 2, source: document), as: .finance)
            default:
                let spent = try await books.move(
                    account, "actual", .random(in: -1000...20_000, using: &random), clinic: clinic, source: document)
                try await books.post("ledger", spent, as: .finance)
            }
        }
        #expect(try await books.discrepancies() == 0)
        let negative = try await books.ask(
            "SELECT count(*) FROM praxis.budget_balance WHERE committed < 0", as: Int.self)
        #expect(negative == 0)
        let held = try await books.ask(
            """
            SELECT coalesce(sum(amount), 0)::bigint FROM praxis.budget_entry
             WHERE kind = 'commitment' AND origin_id = ANY (\(open.map(\.order)))
            """, as: Int64.self)
        #expect(held == open.reduce(0) { $0 + $1.left })
    }
}

/// A generator that repeats itself, so that a failure can be seen again (SplitMix64).
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
