import Foundation
import PraxisServer
import TestSupport
import Testing

@Suite(.database) struct `A request whose body trickles in` {
    /// Answered before its body is there, each for another reason.
    private static let heads = [
        ("POST /nowhere/at/all", "404"), ("DELETE /sign-in", "405"), ("POST /all/people", "303"),
        ("POST /api/v1/all/vendors", "401"), ("PUT /api/v1/nowhere/at/all", "404"), ("TRACE /sign-in", "405"),
    ]

    @Test func `has its answer at once and loses its connection soon after`() async throws {
        let daemon = try DaemonProcess(database: TestDatabase.current.conninfo())
        #expect(await daemon.becomes(200), "\(daemon.log)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (head, status) in Self.heads {
                group.addTask {
                    let end = try await TricklingClient(port: daemon.port).send(head, for: .seconds(20))
                    #expect(end.answer.hasPrefix("HTTP/1.1 \(status) "), "\(head): \(end.answer.prefix(60))")
                    #expect(end.wasClosed, "\(head)")
                }
            }
            try await group.waitForAll()
        }
        #expect(daemon.site.get("/sign-in")?.status == 200)
    }
}

/// A client that sends its head at once and its body a byte at a time.
private struct TricklingClient {
    struct End {
        let answer: String
        /// Whether the server hung up; else the client lost patience.
        let wasClosed: Bool
    }

    let port: Int

    func send(_ head: String, for patience: Duration) async throws -> End {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try self.exchange(head, patience) })
            }
        }
    }

    private func exchange(_ head: String, _ patience: Duration) throws -> End {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(self.port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard status == 0 else { throw POSIXError(.ECONNREFUSED) }
        // Waiting for an answer is what spaces the bytes out.
        var pace = timeval(tv_sec: 0, tv_usec: 100_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &pace, socklen_t(MemoryLayout<timeval>.size))
        var words = "\(head) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        words += "Content-Length: 1000000\r\n\r\n"
        var (answer, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 16_384))
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            let sent = Foundation.send(descriptor, words, words.utf8.count, Int32(MSG_NOSIGNAL))
            guard sent > 0 else { return End(answer: String(decoding: answer, as: UTF8.self), wasClosed: true) }
            words = " "
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count > 0 { answer += chunk[..<count] }
            let isOver = count == 0 || count < 0 && errno != EAGAIN && errno != EWOULDBLOCK
            if isOver { return End(answer: String(decoding: answer, as: UTF8.self), wasClosed: true) }
        }
        return End(answer: String(decoding: answer, as: UTF8.self), wasClosed: false)
    }
}
