package import PraxisCore

/// What a state, or where it asks for nothing the practice's payers, ask of malpractice insurance (R12): a minimum, and the
/// lower limits of the primary policy that do with proven participation in the state's patient compensation fund.
package struct MalpracticeLimits: Hashable, Sendable {
    /// Limits of a policy: for each claim and for all of a year.
    package struct Pair: Hashable, Sendable {
        package let each: Money
        package let aggregate: Money

        package init(each: Money, aggregate: Money) {
            self.each = each
            self.aggregate = aggregate
        }

        /// Whether these limits are at least others, both of them.
        package func reaches(_ other: Pair) -> Bool { self.each >= other.each && self.aggregate >= other.aggregate }
    }

    /// How a certificate's limits stand against those asked for, in the words of `praxis_private.malpractice_verdict`.
    package enum Verdict: String, Sendable {
        case minimum, fund
        case fundUnproven = "fund_unproven"
        case low = "limits_low"

        /// Whether the limits do.
        package var passes: Bool { self == .minimum || self == .fund }
    }

    package let minimum: Pair
    /// `nil` where the state has no fund.
    package let primary: Pair?

    package init(minimum: Pair, primary: Pair?) {
        self.minimum = minimum
        self.primary = primary
    }

    /// Judges limits by the state's rule: the minimum, or lower primary limits plus proven fund participation.
    package func verdict(on limits: Pair, inFund: Bool) -> Verdict {
        if limits.reaches(self.minimum) { return .minimum }
        guard let primary = self.primary, primary.each > .zero, limits.reaches(primary) else { return .low }
        return inFund ? .fund : .fundUnproven
    }
}
