/// A whole transaction that needs no decision between its statements: one round trip.
final class Unit: Sendable {
    let mode: TransactionMode
    /// Everything between BEGIN and COMMIT.
    let statements: [Statement]
    /// Whether the first statement is the opening, whose answer nobody reads.
    let hasOpening: Bool
    let ticket: Ticket
    let byteCount: Int

    init(mode: TransactionMode, opening: Statement?, statements: [Statement]) {
        self.mode = mode
        self.hasOpening = opening != nil
        self.statements = (opening.map { [$0] } ?? []) + statements
        self.ticket = Ticket(isAbandonable: mode.isReadOnly)
        self.byteCount = self.statements.reduce(0) { $0 + $1.byteCount }
    }
}
