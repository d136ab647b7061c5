import CLibPQ

extension PostgresSession {
    /// Runs the text of one of the release's own files, never of a request.
    ///
    /// - Parameter name: the file's, for errors.
    /// - Returns: all rows of its statements as text; NULL is empty.
    @discardableResult
    package func report(file name: String, text: String) throws(MigratorError) -> [[String]] {
        guard let raw = self.connection?.raw, PQsendQuery(raw, text) == 1 else {
            throw .database(.connectionLost)
        }
        var rows: [[String]] = []
        var failure: MigratorError?
        while let result = PQgetResult(raw) {
            if PQresultStatus(result) == PGRES_FATAL_ERROR, failure == nil {
                let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
                let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
                failure = .failed(file: name, line: nil, sqlState: SQLState(rawValue: state), message: message)
            }
            rows += (0..<PQntuples(result)).map { row in
                (0..<PQnfields(result)).map { String(cString: PQgetvalue(result, row, $0)) }
            }
            PQclear(result)
        }
        if let failure { throw failure }
        return rows
    }
}
