import CLibPQ

extension PostgresSession {
    /// Sends a query whose rows are then asked for in batches.
    func startRows(_ statement: Statement) throws(PostgresError) {
        guard let raw = self.connection?.raw else { throw .closed }
        let isSent = self.connection?.withValues(statement.values) { values in
            PQsendQueryParams(
                raw, statement.text, Int32(statement.values.count), statement.types, values, nil, nil, 0) == 1
                && PQsetSingleRowMode(raw) == 1
        }
        guard isSent == true else { throw .connectionLost }
    }

    /// Waits for up to `limit` rows, each a result of its own; none means that all have been read.
    func nextRows(_ limit: Int) throws(PostgresError) -> [ResultSet] {
        guard let raw = self.connection?.raw else { throw .closed }
        var rows: [ResultSet] = []
        rows.reserveCapacity(limit)
        while rows.count < limit, let pointer = PQgetResult(raw) {
            let result = ResultSet(pointer)
            switch result.status {
            case PGRES_SINGLE_TUPLE: rows.append(result)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK: continue
            case PGRES_FATAL_ERROR: _ = try self.connection?.checked(result)
            default: throw PostgresError(.misuse("only a query can be streamed"))
            }
        }
        return rows
    }
}
