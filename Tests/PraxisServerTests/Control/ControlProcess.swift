import Foundation
import TestSupport

/// A run of the built `praxisctl` to its end, on the test's database, with settings from the environment alone.
struct ControlProcess: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// - Parameter settings: further variables, such as `PRAXIS_AUDIT_DIRECTORY`.
    static func run(_ arguments: [String], settings: [String: String] = [:]) async throws -> ControlProcess {
        let database = TestDatabase.current
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        var environment = [
            "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
            "PRAXIS_IDENTITY_KEY": Data(repeating: 7, count: 32).base64EncodedString(),
            "PRAXIS_DATABASE_URL": database.conninfo(), "PRAXIS_MIGRATOR_URL": database.conninfo(.migrator),
            "PRAXIS_SQL_DIRECTORY": root.appending(path: "sql").path,
        ]
        environment.merge(settings) { $1 }
        let sent = environment
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result { try self.run(root.appending(path: ".build/debug/praxisctl"), arguments, sent) })
            }
        }
    }

    private static func run(
        _ program: URL, _ arguments: [String], _ environment: [String: String]
    ) throws -> ControlProcess {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        let files = try ["out", "err"].map { _ in
            let file = URL.temporaryDirectory.appending(path: "praxisctl-\(UUID().uuidString)")
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
            return (url: file, handle: try FileHandle(forWritingTo: file))
        }
        defer { for file in files { try? FileManager.default.removeItem(at: file.url) } }
        process.standardOutput = files[0].handle
        process.standardError = files[1].handle
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { try String(contentsOf: $0.url, encoding: .utf8) }
        return ControlProcess(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }

    /// Runs a command that needs no database, and presses Ctrl-C once it says something on standard error.
    static func runInterrupted(_ arguments: [String]) async throws -> ControlProcess {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try self.interrupted(arguments) }) }
        }
    }

    private static func interrupted(_ arguments: [String]) throws -> ControlProcess {
        let process = Process()
        process.executableURL =
            URL(filePath: #filePath).appending(path: "../../../../.build/debug/praxisctl").standardized
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.availableData
        process.interrupt()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return ControlProcess(
            status: process.terminationStatus, output: String(decoding: told, as: UTF8.self),
            errors: String(decoding: said, as: UTF8.self))
    }

    /// The document that `--json` prints.
    func document<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(self.output.utf8))
    }
}

/// A file for a command to read, gone with the value.
final class SampleFile {
    let path: String

    init(_ name: String, _ text: String) throws {
        let folder = URL.temporaryDirectory.appending(path: "praxis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.path = folder.appending(path: name).path
        try text.write(toFile: self.path, atomically: true, encoding: .utf8)
    }

    deinit {
        try? FileManager.default.removeItem(at: URL(filePath: self.path).deletingLastPathComponent())
    }
}
