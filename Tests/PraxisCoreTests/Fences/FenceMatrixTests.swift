import TestSupport
import Testing

/// Every table × SELECT, INSERT, UPDATE, DELETE × own clinic, other clinic, other practice × callers with every right in
/// one clinic, in the practice, for the own rows, without a context, with an expired and with a forged one.
@Suite(.database) struct `The fences` {
    @Test(arguments: [TestDatabase.Role.app, .jobs, .readonly])
    func `keep every row of every table where it belongs`(role: TestDatabase.Role) throws {
        #expect(try FenceMatrix().breaches(as: role) == [])
    }

    @Test func `would be missed, each single one of them`() throws {
        let matrix = try FenceMatrix()
        #expect(try matrix.toothless() == [])
    }

    @Test func `are tried on rows of every table`() throws {
        let untried = try FenceMatrix().untried()
        #expect(Set(untried).subtracting(Self.filledByUse) == [])
    }

    /// Tables that only use fills; the demonstration has no row of them.
    private static let filledByUse: Set<String> = [
        "assignment", "assignment_change", "pay_rate", "provider_import", "provider_import_row", "publication",
        "publication_entry", "rest_rule", "roster", "shift", "shift_template",
    ]

    @Test func `are entered through sub-selects that run once per statement`() throws {
        let matrix = try FenceMatrix()
        let tables = try matrix.session.run(
            "SELECT name FROM fence.target WHERE has_table_privilege('praxis_app', tab, 'SELECT') ORDER BY name")
        try matrix.session.run("BEGIN; SELECT fence.enter('site'); SET LOCAL ROLE praxis_app")
        for table in tables.compactMap({ $0[0] }) {
            let plan = try matrix.session.run("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) SELECT FROM praxis.\(table)")
                .compactMap { $0[0] }
            let loops = zip(plan, plan.dropFirst()).filter { $0.0.contains("InitPlan") }.map(\.1)
            #expect(!loops.isEmpty, "\(table) asks for no context")
            #expect(loops.allSatisfy { $0.contains("loops=1)") || $0.contains("never executed") }, "\(table): \(plan)")
            #expect(!plan.contains { $0.contains("SubPlan") }, "\(table): \(plan)")
        }
    }
}
