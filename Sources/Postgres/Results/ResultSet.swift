import CLibPQ

/// The rows, or the error, that answer one statement, in libpq's own memory.
///
/// `@unchecked Sendable`: a `PGresult` is never changed after libpq returned it, every function called here only
/// reads it, and it is freed once, by the last owner.
final class ResultSet: @unchecked Sendable {
    private let result: OpaquePointer

    /// Takes over the result.
    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(self.result) }

    var status: ExecStatusType { PQresultStatus(self.result) }
    var rowCount: Int { Int(PQntuples(self.result)) }
    var columnCount: Int { Int(PQnfields(self.result)) }

    /// The command tag, such as `COMMIT` or `INSERT 0 1`.
    var tag: String { String(cString: PQcmdStatus(self.result)) }

    /// The rows that the statement inserted, changed, deleted or returned.
    var affectedRows: Int { Int(String(cString: PQcmdTuples(self.result))) ?? 0 }

    func columnName(_ column: Int) -> String { PQfname(self.result, Int32(column)).map { String(cString: $0) } ?? "?" }

    /// The bytes of a cell while the result lives; `nil` for NULL.
    func cell(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(self.result, Int32(row), Int32(column)) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(self.result, Int32(row), Int32(column)),
            count: Int(PQgetlength(self.result, Int32(row), Int32(column))))
    }

    /// A field of an error, by the letter of the protocol (such as `C` for the SQLSTATE).
    func errorField(_ letter: Unicode.Scalar) -> String? {
        PQresultErrorField(self.result, Int32(letter.value)).map { String(cString: $0) }
    }
}
