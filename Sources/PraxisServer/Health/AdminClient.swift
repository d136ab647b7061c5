import Glibc

/// Asks a daemon's listener, over a plain socket: no HTTP client is worth a dependency here.
package struct AdminClient: Sendable {
    /// What came back.
    package struct Answer: Sendable {
        package let status: Int
        package let body: String
    }

    private let host: String
    private let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// The answer; `nil` where nothing answers within two seconds. It blocks: for operators and tests, not for requests.
    package func get(_ path: String) -> Answer? {
        self.exchange("GET \(path) HTTP/1.1\r\nHost: \(self.host)\r\nConnection: close\r\n\r\n")
    }

    /// The answer to a request as it stands, which asks for the connection's end; `nil` where none comes in time.
    ///
    /// - Parameter limit: how many seconds each step may take.
    package func exchange(_ request: String, within limit: Int = 2) -> Answer? {
        guard let text = self.text(of: request, limit),
            let status = text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        let body = text.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first ?? ""
        return Answer(status: status, body: String(body))
    }

    private func text(of request: String, _ limit: Int) -> String? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(self.host, String(self.port), &hints, &found) == 0, let address = found else { return nil }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: limit, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
            send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count
        else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { bytes += chunk[..<count] }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
