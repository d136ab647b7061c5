package import PraxisCore

/// The day of a decision against the day on which it is recorded (R7).
package struct DecisionDay: Hashable, Sendable {
    /// Why a day cannot be that of the decision.
    package enum Fault: Error, Hashable, Sendable {
        case inFuture
        case beforeLastVerification(LocalDate)
        case lateWithoutDocument
        case documentOfAnotherDay(LocalDate)
        case ownDocument
        case appointedBefore
    }

    /// A signed document on file, such as minutes on paper.
    package struct Document: Hashable, Sendable {
        /// The day that it bears.
        package let signedOn: LocalDate
        /// Whether who decides put it on file.
        package let isOwn: Bool

        package init(signedOn: LocalDate, isOwn: Bool) {
            self.signedOn = signedOn
            self.isOwn = isOwn
        }
    }

    package let decided: LocalDate
    package let recorded: LocalDate

    /// Whether it was recorded later than it was made, which is shown for ever.
    package var isRecordedLate: Bool { self.recorded > self.decided }

    /// - Parameters:
    ///   - verified: the day for which the last verification that the decision rests on is proven.
    ///   - document: what shows that it was made on an earlier day.
    ///   - appointed: from when the person is appointed, where that is said.
    package init(
        _ decided: LocalDate, recorded: LocalDate, lastVerified verified: LocalDate?, document: Document?,
        appointed: LocalDate? = nil
    ) throws(Fault) {
        if decided > recorded { throw .inFuture }
        if let verified, decided < verified { throw .beforeLastVerification(verified) }
        if decided < recorded {
            guard let document else { throw .lateWithoutDocument }
            if document.signedOn != decided { throw .documentOfAnotherDay(document.signedOn) }
            if document.isOwn { throw .ownDocument }
        }
        if let appointed, appointed < decided { throw .appointedBefore }
        self.decided = decided
        self.recorded = recorded
    }
}
