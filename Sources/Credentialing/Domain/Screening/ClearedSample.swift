package import PraxisCore

/// Some of what the rule cleared in a month, drawn so that nobody could have chosen them: somebody agrees to each, or opens it
/// again.
package struct ClearedSample: Sendable {
    static let size = 10

    /// The months that have ended, the latest first.
    package let months: [LocalDate]
    package let month: LocalDate?
    /// How many the rule cleared in it.
    package let population: Int
    package let items: [ReviewedMatch]

    /// With what the matches are put into their order: whoever has it can draw them again.
    package var seed: String? { self.month?.description }
}

extension ReviewedMatch {
    /// What somebody said of a match that the rule had cleared.
    package enum Answer: Sendable {
        case waiting, agreed, openedAgain
    }

    /// The answer on record.
    package var answer: Answer {
        if self.dispositions.contains(where: { $0.decision == .escalated }) { return .openedAgain }
        return self.dispositions.contains { $0.decision == .cleared } ? .agreed : .waiting
    }
}
