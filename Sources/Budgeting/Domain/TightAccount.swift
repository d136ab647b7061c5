import PraxisCore

/// A controlled account of a clinic of whose budget nine tenths or more are consumed.
package struct TightAccount: Equatable, Sendable {
    package let year: FiscalYearCode
    package let account: String
    package let clinic: String
    package let figures: BalanceFigures

    /// Whether more is promised and spent than the budget holds.
    package var isOver: Bool { self.figures.available < .zero }
}
