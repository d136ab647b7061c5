package import PraxisCore

/// Which budget is short, and by how much.
package struct BudgetShortage: Equatable, Sendable {
    /// The clinic, or `nil` for a cap shared by all clinics.
    package let clinic: String?
    /// The ledger account's code and name, or `nil` for a total over accounts.
    package let account: String?
    /// `November 2026`, `fiscal year 2026`.
    package let span: String
    package let asked: Money
    /// What is left; `nil` where the caller may not see the figure.
    package let available: Money?
    package let short: Money

    package init(clinic: String?, account: String?, span: String, asked: Money, available: Money?, short: Money) {
        self.clinic = clinic
        self.account = account
        self.span = span
        self.asked = asked
        self.available = available
        self.short = short
    }
}

extension BudgetShortage: CustomStringConvertible {
    /// `Clinic Denver, account 6010 Medical supplies, November 2026: $120.00 available, $340.00 asked`.
    package var description: String {
        let place = [
            self.clinic.map { "Clinic \($0)" } ?? "Practice", self.account.map { "account \($0)" }, self.span,
        ].compactMap(\.self).joined(separator: ", ")
        guard let available = self.available else { return "\(place): short by \(self.short)" }
        return "\(place): \(available) available, \(self.asked) asked"
    }
}
