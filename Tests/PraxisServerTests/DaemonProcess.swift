import Foundation
import PraxisServer
import Synchronization

/// A `praxisd` of the test's own: the built program, with settings from the environment alone.
final class DaemonProcess: Sendable {
    /// How it ended.
    struct End: Sendable {
        let status: Int32
        let log: String
    }

    let site: AdminClient
    /// Where the site listens.
    let port: Int
    let admin: AdminClient
    private let process: Process
    private let directory: URL
    private let logFile: URL

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - database: connection string; `nil` leaves the setting out.
    ///   - settings: further variables, such as `PRAXIS_HTTP_PORT`.
    init(database: String?, jobs: String? = nil, settings: [String: String] = [:]) throws {
        let (http, admin) = (FreePort.next(), FreePort.next())
        self.site = AdminClient(host: "127.0.0.1", port: http)
        self.port = http
        self.admin = AdminClient(host: "127.0.0.1", port: admin)
        self.directory = URL.temporaryDirectory.appending(path: "praxisd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
        self.logFile = self.directory.appending(path: "log")
        _ = FileManager.default.createFile(atPath: self.logFile.path, contents: nil)
        let root = URL(filePath: #filePath).appending(path: "../../..").standardized
        var environment = [
            "PATH": "/usr/bin:/bin", "PRAXIS_HTTP_PORT": "\(http)", "PRAXIS_ADMIN_PORT": "\(admin)",
            "PRAXIS_IDENTITY_KEY": Data(repeating: 7, count: 32).base64EncodedString(),
            "PRAXIS_SQL_DIRECTORY": root.appending(path: "sql").path,
            "PRAXIS_AUDIT_DIRECTORY": self.directory.path, "SWIFT_BACKTRACE": "enable=no",
        ]
        environment["PRAXIS_DATABASE_URL"] = database
        environment["PRAXIS_JOBS_URL"] = jobs
        environment.merge(settings) { $1 }
        self.process = Process()
        self.process.executableURL = root.appending(path: ".build/debug/praxisd")
        self.process.environment = environment
        self.process.standardError = try FileHandle(forWritingTo: self.logFile)
        try self.process.run()
    }

    deinit {
        if self.process.isRunning { kill(self.process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: self.directory)
    }

    var log: String { (try? String(contentsOf: self.logFile, encoding: .utf8)) ?? "" }

    /// Waits until `/ready` answers with the status.
    ///
    /// - Returns: whether it did within the limit.
    func becomes(_ status: Int, within limit: Duration = .seconds(60)) async -> Bool {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if self.admin.get("/ready")?.status == status { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    func signal(_ number: Int32) { kill(self.process.processIdentifier, number) }

    /// Waits until it ends by itself or by a signal, and kills it after the limit.
    func end(within limit: Duration = .seconds(60)) async -> End {
        let deadline = ContinuousClock.now + limit
        while self.process.isRunning, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
        if self.process.isRunning { self.signal(SIGKILL) }
        self.process.waitUntilExit()
        return End(status: self.process.terminationStatus, log: self.log)
    }
}

/// Ports that nothing listens on, each given once.
private enum FreePort {
    private static let last = Mutex(Int.random(in: 20_000...29_000))

    static func next() -> Int {
        self.last.withLock { last in
            repeat { last += 1 } while AdminClient(host: "127.0.0.1", port: last).get("/") != nil
            return last
        }
    }
}
