import TestSupport
import Testing

/// Every table × SELECT, INSERT, UPDATE, DELETE × own clinic, other clinic, other practice × callers with every right in
/// one clinic, in the practice, for the own rows, without a context, with an expired and with a forged one.
@Suite(.database) struct `The fences` {
    @Test func `keep every row of every table where it belongs`() throws {
        let matrix = try FenceMatrix()
        for role in [TestDatabase.Role.app, .jobs, .readonly] {
            let breaches = try matrix.breaches(as: role)
            #expect(breaches == [], "\(role): \(breaches)")
        }
        #expect(try matrix.untried() == [])
    }

    @Test func `would be missed, each single one of them`() throws {
        let matrix = try FenceMatrix()
        let toothless = try matrix.toothless()
        #expect(toothless == [], "\(toothless)")
        try self.expectOneQuestionPerStatement(matrix)
    }

    /// Policies ask through sub-selects that run once per statement, never per row.
    private func expectOneQuestionPerStatement(_ matrix: FenceMatrix) throws {
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
