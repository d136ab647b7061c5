import CLibPQ
import Glibc

/// One connection to the server. It blocks, so it lives on a thread of its own, which it never leaves.
struct Connection: ~Copyable {
    let raw: OpaquePointer
    private var scratch: [UInt8] = []

    private init(_ raw: OpaquePointer) { self.raw = raw }

    /// Connects and sets the session up.
    static func open(_ settings: ConnectionSettings) throws(PostgresError) -> Connection {
        let keywords = settings.keywords
        let names = CStrings(keywords.map(\.0))
        let values = CStrings(keywords.map(\.1))
        guard let raw = names.withPointers({ names in values.withPointers { PQconnectdbParams(names, $0, 1) } }) else {
            throw .unavailable
        }
        let connection = Connection(raw)
        _ = PQsetNoticeReceiver(raw, { _, _ in }, nil)
        guard !connection.isLost else { throw PostgresError(.unavailable, reason: connection.lastWords) }
        try connection.execute(settings.sessionStatements)
        return connection
    }

    deinit { PQfinish(self.raw) }

    /// The last line that libpq has to say about its failure.
    private var lastWords: String? {
        let lines = String(cString: PQerrorMessage(self.raw)).split(separator: "\n")
        return lines.last.map { line in line.drop { $0.isWhitespace }.description }
    }

    var isLost: Bool { PQstatus(self.raw) != CONNECTION_OK }
    var socket: Int32 { PQsocket(self.raw) }

    /// Runs statements by the simple protocol, outside pipeline mode, and waits for the last result.
    @discardableResult
    func execute(_ text: String) throws(PostgresError) -> ResultSet {
        guard let result = PQexec(self.raw, text) else { throw .connectionLost }
        return try self.checked(ResultSet(result))
    }

    /// Runs one statement with parameters, outside pipeline mode.
    @discardableResult
    mutating func execute(_ statement: Statement) throws(PostgresError) -> ResultSet {
        let raw = self.raw
        let result = self.withValues(statement.values) { values in
            PQexecParams(
                raw, statement.text, Int32(statement.values.count), statement.types, values, nil, nil, 0)
        }
        guard let result else { throw .connectionLost }
        return try self.checked(ResultSet(result))
    }

    func checked(_ result: ResultSet) throws(PostgresError) -> ResultSet {
        guard result.status == PGRES_FATAL_ERROR || result.status == PGRES_BAD_RESPONSE else { return result }
        guard let fault = ServerFault(result) else { throw .connectionLost }
        throw PostgresError(fault.isFatal || self.isLost ? .connectionLost : .refused, fault: fault)
    }

    /// Whether the server hung up while nothing was asked; costs one `poll`.
    func isStale() -> Bool {
        var entry = pollfd(fd: self.socket, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 0) > 0 else { return self.isLost }
        // A word that nobody asked for may be the server's last: wait a moment for what follows it.
        repeat {
            guard PQconsumeInput(self.raw) == 1, !self.isLost else { return true }
        } while poll(&entry, 1, 20) > 0
        return self.isLost
    }

    /// Lends the values as C strings, laid out in one buffer that is used again and again.
    mutating func withValues<Answer>(
        _ values: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
    ) -> Answer {
        guard !values.isEmpty else { return body(nil) }
        self.scratch.removeAll(keepingCapacity: self.scratch.capacity <= 1 << 20)
        for case .some(let value) in values {
            self.scratch.append(contentsOf: value.utf8)
            self.scratch.append(0)
        }
        return self.scratch.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: values.count) { pointers in
                var start = bytes.baseAddress
                for (index, value) in values.enumerated() {
                    pointers[index] = value == nil ? nil : start?.assumingMemoryBound(to: CChar.self)
                    if let value { start = start?.advanced(by: value.utf8.count + 1) }
                }
                return body(pointers.baseAddress.map { UnsafePointer($0) })
            }
        }
    }
}
