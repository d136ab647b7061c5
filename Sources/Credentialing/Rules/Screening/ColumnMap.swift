import PraxisCore

/// Where the columns of a layout stand in one file, looked up once: a full list has a hundred thousand rows.
struct ColumnMap<Column: RawRepresentable<String> & CaseIterable & Hashable & Sendable>: Sendable {
    private let positions: [Column: Int]

    init(_ header: CSVHeader) {
        self.positions = Dictionary(
            uniqueKeysWithValues: Column.allCases.compactMap { column in
                header.position(of: column.rawValue).map { (column, $0) }
            })
    }

    /// The value without outer blanks; empty where it is blank or the file has no such column.
    func text(_ column: Column, _ row: CSVRow) -> String {
        guard let position = self.positions[column], position < row.values.count else { return "" }
        return row.values[position].trimmingBlanks
    }
}

extension String {
    /// The text without blanks at its ends; fast where there are none, as in most fields of a list.
    var trimmingBlanks: String {
        let bytes = self.utf8
        guard let first = bytes.first, let last = bytes.last else { return self }
        return first > 0x20 && last > 0x20 && first < 0x80 && last < 0x80 ? self : self.trimmingWhitespace()
    }

    /// The text; `nil` where there is none.
    var ifNotEmpty: String? { self.isEmpty ? nil : self }
}
