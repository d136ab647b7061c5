import FoundationEssentials
import Glibc
import Logging
import ServiceLifecycle

/// Tells systemd when the daemon is ready and when it stops, and feeds its watchdog while it lives: a database that is
/// away is no reason to kill the daemon that waits for it.
///
/// Does nothing where systemd did not ask: `NOTIFY_SOCKET` is not set.
struct SystemdNotifier: Service {
    private let socket: String?
    private let watchdog: Duration?
    private let onStop: @Sendable () -> Void

    /// - Parameter onStop: told when the stop begins, before anything else stops.
    init(
        environment: [String: String] = ProcessInfo.processInfo.environment, onStop: @escaping @Sendable () -> Void
    ) {
        self.socket = environment["NOTIFY_SOCKET"]
        self.watchdog = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds($0 / 3) }
        self.onStop = onStop
    }

    /// The daemon takes requests.
    func ready() { self.send("READY=1\nSTATUS=Serving") }

    func run() async throws {
        let feeding = Task {
            while let watchdog = self.watchdog {
                self.send("WATCHDOG=1")
                try await Task.sleep(for: watchdog)
            }
        }
        defer { feeding.cancel() }
        try? await gracefulShutdown()
        self.onStop()
        self.send("STOPPING=1\nSTATUS=Finishing requests")
    }

    /// One datagram to systemd's socket; a leading `@` names an abstract one.
    private func send(_ message: String) {
        guard let socket = self.socket else { return }
        var path = Array(socket.utf8)
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        var address = sockaddr_un()
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                sendto(descriptor, message, message.utf8.count, Int32(MSG_NOSIGNAL), target, length)
            }
        }
    }
}
