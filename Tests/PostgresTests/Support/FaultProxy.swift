import Foundation
import Synchronization
import TestSupport

/// Stands between client and server on a Unix socket and cuts the connection at COMMIT.
final class FaultProxy: Sendable {
    /// What happens to the next COMMIT.
    enum Fault: Sendable {
        case none
        /// The server never sees it.
        case beforeServer
        /// The server commits, and its answer never comes back.
        case afterServer
    }

    private let fault = Mutex(Fault.none)
    private let directory: String
    private let server: String
    private let database: String
    private let listener: Int32

    init(database: TestDatabase) throws {
        let words = database.conninfo(.superuser).split(separator: " ")
        func word(_ key: String) -> Substring? { words.first { $0.hasPrefix(key) }?.dropFirst(key.count) }
        self.server = "\(word("host=") ?? "/tmp")/.s.PGSQL.\(word("port=") ?? "5432")"
        self.database = database.name
        self.directory = "/tmp/praxis-proxy-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: self.directory, withIntermediateDirectories: true)
        self.listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let status = Self.withAddress("\(self.directory)/.s.PGSQL.5432") { bind(self.listener, $0, $1) }
        guard status == 0, listen(self.listener, 16) == 0 else { throw POSIXError(.EADDRINUSE) }
        Thread.detachNewThread { [self] in self.acceptAll() }
    }

    /// Connects through this proxy as superuser.
    var conninfo: String { "host=\(self.directory) port=5432 user=postgres dbname=\(self.database)" }

    func next(_ fault: Fault) { self.fault.withLock { $0 = fault } }

    func stop() {
        shutdown(self.listener, Int32(SHUT_RDWR))
        close(self.listener)
        try? FileManager.default.removeItem(atPath: self.directory)
    }

    private func acceptAll() {
        while true {
            let client = accept(self.listener, nil, nil)
            guard client >= 0 else { return }
            let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            guard Self.withAddress(self.server, { connect(upstream, $0, $1) }) == 0 else {
                close(client)
                continue
            }
            let relay = Relay(client: client, upstream: upstream)
            Thread.detachNewThread { [self] in self.relayRequests(relay) }
            Thread.detachNewThread { relay.relayAnswers() }
        }
    }

    private func relayRequests(_ relay: Relay) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        // In Bind the name follows the empty name of the portal; in Parse it follows a length.
        let commit = Array("\0praxis_commit\0".utf8)
        while true {
            let count = read(relay.client, &buffer, buffer.count)
            guard count > 0 else { break }
            let bytes = buffer[0..<count]
            let fault: Fault =
                bytes.firstRange(of: commit) == nil
                ? .none
                : self.fault.withLock { fault in
                    defer { fault = .none }
                    return fault
                }
            switch fault {
            case .none: relay.send(bytes)
            case .beforeServer: return relay.cut()
            case .afterServer:
                relay.cutOnceCommitted()
                relay.send(bytes)
            }
        }
        relay.cut()
    }

    private static func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// One proxied connection.
    private final class Relay: Sendable {
        let client: Int32
        let upstream: Int32
        private let isWithholding = Atomic(false)

        init(client: Int32, upstream: Int32) {
            self.client = client
            self.upstream = upstream
        }

        func send(_ bytes: ArraySlice<UInt8>) { Self.write(bytes, to: self.upstream) }

        /// Withholds every answer from now on, and cuts when the last of them says that the server has committed. Cutting
        /// any sooner would end a server that still runs the statements in front of its COMMIT.
        func cutOnceCommitted() { self.isWithholding.store(true, ordering: .sequentiallyConsistent) }

        func cut() {
            shutdown(self.client, Int32(SHUT_RDWR))
            shutdown(self.upstream, Int32(SHUT_RDWR))
        }

        func relayAnswers() {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            var withheld: [UInt8] = []
            let committed = Array("COMMIT\0".utf8)
            while withheld.firstRange(of: committed) == nil {
                let count = read(self.upstream, &buffer, buffer.count)
                guard count > 0 else { break }
                if self.isWithholding.load(ordering: .sequentiallyConsistent) {
                    withheld += buffer[0..<count]
                } else {
                    Self.write(buffer[0..<count], to: self.client)
                }
            }
            self.cut()
        }

        private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
            var rest = bytes
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}
