/// A whole transaction that needs no decision between its statements: one round trip.
final class Unit: Sendable {
    let mode: TransactionMode
    let opening: Statement?
    let statements: [Statement]
    let ticket: Ticket
    let byteCount: Int

    init(mode: TransactionMode, opening: Statement?, statements: [Statement]) {
        self.mode = mode
        self.opening = opening
        self.statements = statements
        self.ticket = Ticket(isAbandonable: mode.isReadOnly)
        self.byteCount = statements.reduce(opening?.byteCount ?? 0) { $0 + $1.byteCount }
    }

    /// Everything between BEGIN and COMMIT.
    var allStatements: [Statement] { (self.opening.map { [$0] } ?? []) + self.statements }
}
