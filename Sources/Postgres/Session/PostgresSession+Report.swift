import CLibPQ

extension PostgresSession {
    /// Runs a file that asks questions, and answers all rows of its statements as text; NULL is empty.
    ///
    /// The text comes from the release's own files, never from a request.
    package func report(of file: MigrationFile) throws(MigratorError) -> [[String]] {
        guard let raw = self.connection?.raw, PQsendQuery(raw, file.text) == 1 else {
            throw .database(.connectionLost)
        }
        var rows: [[String]] = []
        var failure: MigratorError?
        while let result = PQgetResult(raw) {
            if PQresultStatus(result) == PGRES_FATAL_ERROR, failure == nil {
                let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
                let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) } ?? ""
                failure = .failed(file: file.path, line: nil, sqlState: SQLState(rawValue: state), message: message)
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
