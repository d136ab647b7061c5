import CLibPQ

extension PostgresSession {
    func startCopyIn(_ statement: Statement) throws(PostgresError) { try self.start(statement, PGRES_COPY_IN) }

    func startCopyOut(_ statement: Statement) throws(PostgresError) { try self.start(statement, PGRES_COPY_OUT) }

    private func start(_ statement: Statement, _ status: ExecStatusType) throws(PostgresError) {
        guard let result = try self.connection?.execute(statement) else { throw .closed }
        guard result.status == status else {
            throw PostgresError(.misuse("this statement is no COPY of that direction"))
        }
    }

    func sendCopy(_ bytes: [UInt8]) throws(PostgresError) {
        guard let raw = self.connection?.raw else { throw .closed }
        // libpq counts in 32 bits.
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
            let chunk = bytes[start..<min(start + 1 << 20, bytes.count)]
            let status = chunk.withUnsafeBytes { buffer in
                PQputCopyData(raw, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count))
            }
            guard status == 1 else { throw self.failure() }
        }
    }

    /// - Returns: the rows that were copied.
    func endCopyIn() throws(PostgresError) -> Int {
        guard let raw = self.connection?.raw else { throw .closed }
        guard PQputCopyEnd(raw, nil) == 1 else { throw self.failure() }
        return try self.finish()?.affectedRows ?? 0
    }

    /// Waits for the next lines, at least 32 kB of them where there are as many.
    func nextCopy() throws(PostgresError) -> (bytes: [UInt8], isLast: Bool) {
        guard let raw = self.connection?.raw else { throw .closed }
        var bytes: [UInt8] = []
        while bytes.count < 32 << 10 {
            var buffer: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(raw, &buffer, 0)
            defer { PQfreemem(buffer) }
            guard count > 0, let buffer else {
                guard count == -1 else { throw self.failure() }
                _ = try self.finish()
                return (bytes, true)
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(count)))
        }
        return (bytes, false)
    }

    /// Reads the results that are left, up to the first error.
    private func finish() throws(PostgresError) -> ResultSet? {
        guard let raw = self.connection?.raw else { throw .closed }
        var last: ResultSet?
        while let pointer = PQgetResult(raw) { last = try self.connection?.checked(ResultSet(pointer)) }
        return last
    }

    private func failure() -> PostgresError {
        do throws(PostgresError) { _ = try self.finish() } catch { return error }
        return .connectionLost
    }
}
