package import PraxisCore

/// The day of a decision against the day on which it is recorded (R7).
package struct DecisionDay: Hashable, Sendable {
    /// Why a day cannot be that of the decision.
    package enum Fault: Error, Hashable, Sendable {
        case inFuture
        case beforeLastVerification(LocalDate)
        case lateWithoutDocument
        case appointedBefore
    }

    package let decided: LocalDate
    package let recorded: LocalDate

    /// Whether it was recorded later than it was made, which is shown for ever.
    package var isRecordedLate: Bool { self.recorded > self.decided }

    /// - Parameters:
    ///   - verified: the day of the last verification that the decision rests on.
    ///   - appointed: from when the person is appointed, where that is said.
    package init(
        _ decided: LocalDate, recorded: LocalDate, lastVerified verified: LocalDate?, hasDocument: Bool,
        appointed: LocalDate? = nil
    ) throws(Fault) {
        if decided > recorded { throw .inFuture }
        if let verified, decided < verified { throw .beforeLastVerification(verified) }
        if decided < recorded, !hasDocument { throw .lateWithoutDocument }
        if let appointed, appointed < decided { throw .appointedBefore }
        self.decided = decided
        self.recorded = recorded
    }
}
