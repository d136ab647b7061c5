/// How an item is sold: a unit of measure that holds a whole number of base units.
package struct Pack: Hashable, Sendable {
    package let unit: UnitOfMeasure
    /// Base units in one pack, such as 1,000 gloves in a case.
    package let baseUnits: Int

    /// `nil` for an empty pack.
    package init?(unit: UnitOfMeasure, baseUnits: Int) {
        guard baseUnits > 0, unit != .each || baseUnits == 1 else { return nil }
        self.init(checked: unit, baseUnits)
    }

    private init(checked unit: UnitOfMeasure, _ baseUnits: Int) {
        self.unit = unit
        self.baseUnits = baseUnits
    }

    /// A single base unit.
    package static let each = Pack(checked: .each, 1)

    /// The fewest packs that hold so many base units.
    package func packs(covering baseUnits: Int) -> Int {
        baseUnits <= 0 ? 0 : (baseUnits - 1) / self.baseUnits + 1
    }

    /// Base units in so many packs; `nil` beyond what an integer can hold.
    package func baseUnits(in packs: Int) -> Int? {
        let (units, overflow) = self.baseUnits.multipliedReportingOverflow(by: packs)
        return overflow ? nil : units
    }
}

extension Pack: CustomStringConvertible {
    /// `case of 1000`, `each`.
    package var description: String {
        self.baseUnits == 1 ? self.unit.name : "\(self.unit.name) of \(self.baseUnits)"
    }
}

/// Units of measure by their X12 codes.
package enum UnitOfMeasure: String, CaseIterable, Sendable {
    case each = "EA"
    case box = "BX"
    case `case` = "CA"
    case pack = "PK"
    case bag = "BG"
    case bottle = "BT"
    case vial = "VI"
    case roll = "RL"
    case pair = "PR"
    case kit = "KT"
    case dozen = "DZ"
    case carton = "CT"

    package var name: String { "\(self)" }
}
