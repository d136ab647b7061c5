/// A row of one column.
package struct Column<Value: PostgresDecodable & Sendable>: PostgresRow {
    package let value: Value

    package init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}

/// The bytes of a text column as the server sent them, such as JSON on its way into the body of an answer.
package struct RawBytes: Sendable, PostgresDecodable {
    package let bytes: [UInt8]

    package init(postgresText bytes: UnsafeRawBufferPointer) { self.bytes = [UInt8](bytes) }
}
