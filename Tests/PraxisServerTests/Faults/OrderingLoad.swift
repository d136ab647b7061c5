import Foundation
import PraxisServer
import Synchronization

/// Several clients that write requisitions over HTTP without end, each with a key, and send again what was not
/// acknowledged: what a good client does.
final class OrderingLoad: Sendable {
    private struct State {
        var port = 0
        var acknowledged: [String] = []
        var surprises: [String] = []
        var isOver = false
    }

    private let token: String
    private let body: String
    private let state = Mutex(State())

    /// - Parameters:
    ///   - token: an API token of who may write requisitions.
    ///   - body: the JSON of a requisition, with `NOTE` for its note.
    init(token: String, body: String) {
        self.token = token
        self.body = body
    }

    /// Notes of the requisitions that were acknowledged.
    var acknowledged: [String] { self.state.withLock { $0.acknowledged } }
    /// Answers that neither acknowledge nor say that the server is not there.
    var surprises: [String] { self.state.withLock { $0.surprises } }

    /// Where the daemon listens from now on.
    func turn(to port: Int) { self.state.withLock { $0.port = port } }

    /// Ends the load; each client finishes what it has begun.
    func stop() { self.state.withLock { $0.isOver = true } }

    /// Runs the clients until `stop`.
    func run(clients: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread {
                            self.write(client)
                            continuation.resume()
                        }
                    }
                }
            }
        }
    }

    private func write(_ client: Int) {
        var number = 0
        while !self.state.withLock({ $0.isOver }) {
            let note = "load \(client)-\(number)"
            number += 1
            while !self.send(note) { usleep(20_000) }
        }
    }

    /// - Returns: whether there is an answer that settles it.
    private func send(_ note: String) -> Bool {
        let (port, body) = (self.state.withLock { $0.port }, self.body.replacing("NOTE", with: note))
        let head = [
            "POST /api/v1/denver/requisitions HTTP/1.1", "Host: localhost", "Authorization: Bearer \(self.token)",
            "Idempotency-Key: \(note.replacing(" ", with: "-"))", "Content-Type: application/json",
            "Content-Length: \(body.utf8.count)", "Connection: close",
        ]
        let answer = AdminClient(host: "127.0.0.1", port: port).exchange(
            head.joined(separator: "\r\n") + "\r\n\r\n" + body, within: 15)
        switch answer?.status {
        case 201:
            self.state.withLock { $0.acknowledged.append(note) }
            return true
        case nil, 503: return false
        case let status?:
            self.state.withLock { $0.surprises.append("\(note): \(status) \(answer?.body ?? "")") }
            return status < 500
        }
    }
}
