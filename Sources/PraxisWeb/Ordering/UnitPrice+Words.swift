import Ordering
import PraxisCore

extension UnitPrice {
    /// `$6,850.00`, `$0.0384`: grouped as amounts are, with all decimals that the price has.
    var readable: String {
        let decimals = self.description.split(separator: ".").last ?? "00"
        let whole = Money(minorUnits: self.micros / 1_000_000 * 100).description
        return "\(whole.dropLast(3)).\(decimals)"
    }
}
