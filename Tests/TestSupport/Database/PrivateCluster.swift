import Foundation
import Synchronization

/// A cluster of this process alone: no TCP, no fsync, gone when the process is, however it ends.
enum PrivateCluster {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes and starts the cluster.
    ///
    /// - Returns: the directory of its socket.
    static func start() throws -> String {
        let binaries = try Self.binaries()
        let directory = try Self.makeDirectory()
        try Self.run(
            Self.prefix + [
                "\(binaries)/initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8",
                "--locale=C.UTF-8", "--pgdata=\(directory)/data",
            ])
        let settings = [
            "unix_socket_directories=\(directory)", "listen_addresses=", "fsync=off", "full_page_writes=off",
            "synchronous_commit=off", "max_connections=200", "shared_buffers=64MB", "timezone=UTC", "autovacuum=off",
        ]
        let server =
            Self.prefix + ["\(binaries)/postgres", "-D", "\(directory)/data"] + settings.flatMap { ["-c", $0] }
        try Self.keepServer(server, directory)
        for _ in 0..<600 {
            if FileManager.default.fileExists(atPath: "\(directory)/.s.PGSQL.5432"),
                (try? ScriptRunner.run("SELECT 1", conninfo: "host=\(directory) user=postgres dbname=postgres")) != nil
            {
                return directory
            }
            usleep(50_000)
        }
        let log = (try? String(contentsOfFile: "\(directory)/log", encoding: .utf8)) ?? ""
        throw Failure(description: "the test cluster did not start: \(log.suffix(500))")
    }

    /// A shell holds the server. Its standard input ends with this process, also when that is killed; then it stops the
    /// server and removes the directory.
    private static func keepServer(_ server: [String], _ directory: String) throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments =
            [
                "-c",
                #"directory=$1; shift; "$@" 2>"$directory/log" & cat >/dev/null; kill -INT $!; wait; rm -rf "$directory""#,
                "sh", directory,
            ] + server
        shell.currentDirectoryURL = URL(filePath: "/")
        shell.standardInput = Pipe()
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        Self.shell.withLock { $0 = shell }
    }

    /// Kept, so that its standard input stays open.
    private static let shell = Mutex<Process?>(nil)

    /// A directory that the server's user owns.
    static func makeDirectory() throws -> String {
        let directory =
            "/tmp/praxis-test-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...999_999))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if Self.isRoot { try Self.run(["chown", "postgres:postgres", directory]) }
        return directory
    }

    /// PostgreSQL refuses to run as root; what stands before its commands makes them somebody else's.
    static var prefix: [String] {
        Self.isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : []
    }

    private static var isRoot: Bool { geteuid() == 0 }

    /// The newest server binaries of Debian's packages.
    static func binaries() throws -> String {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root))?.compactMap(Int.init) ?? []
        guard let newest = versions.max() else { throw Failure(description: "no PostgreSQL server below \(root)") }
        return "\(root)/\(newest)/bin"
    }

    /// Runs a command to its end.
    static func run(_ command: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardOutput = FileHandle.nullDevice
        // No pipe: a server that the command leaves behind would hold its other end.
        let errors = URL.temporaryDirectory.appending(path: "praxis-\(UUID().uuidString).log")
        _ = FileManager.default.createFile(atPath: errors.path(), contents: nil)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let message = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(command.joined(separator: " ")): \(message)")
        }
    }
}
