package import PraxisCore

/// A cell of an exported list.
package enum ExportCell: Hashable, Sendable {
    case empty
    case text(String)
    /// A number as digits, with a point and without grouping.
    case number(String)
    case money(Money)
    case date(LocalDate)
}

/// A column of an exported list.
package struct ExportColumn<Row: Sendable>: Sendable {
    let title: String
    let cell: @Sendable (Row) -> ExportCell

    /// Text.
    package static func text(_ title: String, _ value: @escaping @Sendable (Row) -> String?) -> Self {
        Self(title: title) { row in value(row).map(ExportCell.text) ?? .empty }
    }

    /// Whole numbers.
    package static func number(_ title: String, _ value: @escaping @Sendable (Row) -> Int?) -> Self {
        Self(title: title) { row in value(row).map { .number(String($0)) } ?? .empty }
    }

    /// Decimal numbers as their digits, such as `2.5`; what is no number becomes text.
    package static func decimal(_ title: String, _ value: @escaping @Sendable (Row) -> String?) -> Self {
        Self(title: title) { row in
            value(row).map { Schema.Format.quantity.accepts($0) ? .number($0) : .text($0) } ?? .empty
        }
    }

    /// Amounts.
    package static func money(_ title: String, _ value: @escaping @Sendable (Row) -> Money?) -> Self {
        Self(title: title) { row in value(row).map(ExportCell.money) ?? .empty }
    }

    /// Days.
    package static func date(_ title: String, _ value: @escaping @Sendable (Row) -> LocalDate?) -> Self {
        Self(title: title) { row in value(row).map(ExportCell.date) ?? .empty }
    }
}
