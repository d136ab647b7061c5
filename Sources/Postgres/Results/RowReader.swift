/// Reads the columns of one row from the left to the right.
package struct RowReader {
    private let result: ResultSet
    private let columnCount: Int
    private var row: Int
    private var column = 0

    init(_ result: ResultSet, row: Int = 0) {
        self.result = result
        self.columnCount = result.columnCount
        self.row = row
    }

    mutating func move(to row: Int) {
        self.row = row
        self.column = 0
    }

    /// The next column, which must hold a value.
    package mutating func read<Value: PostgresDecodable>() throws(PostgresError) -> Value {
        guard let value: Value = try self.read() else { throw self.problem(.null) }
        return value
    }

    /// The next column, which may be NULL.
    package mutating func read<Value: PostgresDecodable>() throws(PostgresError) -> Value? {
        let column = self.column
        self.column += 1
        guard column < self.columnCount else { throw self.problem(.missing) }
        guard let bytes = self.result.cell(self.row, column) else { return nil }
        guard let value = Value(postgresText: bytes) else { throw self.problem(.unreadable(as: "\(Value.self)")) }
        return value
    }

    private func problem(_ problem: PostgresError.ColumnProblem) -> PostgresError {
        let column = self.column - 1
        let name = column < self.columnCount ? self.result.columnName(column) : "?"
        return PostgresError(.badColumn(column + 1, name, problem))
    }
}

extension ResultSet {
    func rows<Row: PostgresRow>(as type: Row.Type = Row.self) throws(PostgresError) -> [Row] {
        let count = self.rowCount
        guard count > 0 else { return [] }
        var rows: [Row] = []
        rows.reserveCapacity(count)
        var reader = RowReader(self)
        for row in 0..<count {
            reader.move(to: row)
            rows.append(try Row(row: &reader))
        }
        return rows
    }
}
