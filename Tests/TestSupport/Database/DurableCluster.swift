import Dispatch
import Foundation
import Postgres

/// A cluster of one test's own with the durability of a real one, whose server can be restarted and killed. It is gone
/// when the process is, however that ends.
package final class DurableCluster: Sendable {
    private let directory: String
    private let binaries: String
    /// What keeps the cluster: it ends with this.
    private let life: Pipe

    /// Makes and starts the cluster.
    package init() throws {
        self.binaries = try PrivateCluster.binaries()
        self.directory = try PrivateCluster.makeDirectory()
        try PrivateCluster.run(
            PrivateCluster.prefix + [
                "\(self.binaries)/initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8",
                "--locale=C.UTF-8", "--pgdata=\(self.directory)/data",
            ])
        self.life = try Self.keep(self.directory, PrivateCluster.prefix + ["\(self.binaries)/pg_ctl"])
        try self.start()
    }

    deinit { try? self.life.fileHandleForWriting.close() }

    /// A connection string.
    package func conninfo(user: String = "postgres", database: String = "postgres") -> String {
        "host=\(self.directory) port=5432 user=\(user) dbname=\(database)"
    }

    /// A migrated database with the demonstration in it.
    package func demonstration() async throws -> TestDatabase {
        let name = "praxis"
        try await TestCluster.migrate(name) { self.conninfo(user: $0, database: $1) }
        let database = TestDatabase(name: name) { self.conninfo(user: $0, database: name) }
        try database.loadDemonstration()
        return database
    }

    /// Stops the server as an upgrade of its package does, and starts it again.
    package func restart() throws { try self.control("-m", "fast", "restart") }

    /// Kills the server and every process of it at once, and starts it again: it recovers from its log.
    package func crash() throws {
        let text = try String(contentsOfFile: "\(self.directory)/data/postmaster.pid", encoding: .utf8)
        guard let server = text.split(separator: "\n").first.flatMap({ pid_t($0) }) else { return }
        let children = Self.children(of: server)
        for process in [server] + children { kill(process, SIGKILL) }
        // The new server waits for the shared memory of the old one's processes to be let go.
        for _ in 0..<20 {
            if (try? self.start()) != nil { return }
        }
        try self.start()
    }

    private func start() throws { try self.control("start") }

    private func control(_ words: String...) throws {
        let options = "-c unix_socket_directories=\(self.directory) -c listen_addresses= -c timezone=UTC"
        try Self.spawn(
            ["/usr/bin/env", "--chdir=/"] + PrivateCluster.prefix + [
                "\(self.binaries)/pg_ctl", "-D", "\(self.directory)/data", "-l", "\(self.directory)/log", "-w", "-s",
                "-o", options,
            ] + words)
    }

    /// A shell whose standard input ends with this process at the latest; then it stops the server and removes the directory.
    private static func keep(_ directory: String, _ control: [String]) throws -> Pipe {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments =
            [
                "-c",
                #"directory=$1; shift; cat >/dev/null; "$@" -s -m immediate stop; rm -rf "$directory""#,
                "sh", directory,
            ] + control + ["-D", "\(directory)/data"]
        shell.currentDirectoryURL = URL(filePath: "/")
        let life = Pipe()
        // No other child of this process may hold it open.
        _ = fcntl(life.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        shell.standardInput = life
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        return life
    }

    /// Runs a command to its end. The server that it leaves behind inherits nothing from this process: whatever it held
    /// open, somebody here would wait for.
    private static func spawn(_ words: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0)
        for descriptor: Int32 in [1, 2] { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
        for descriptor: Int32 in 3..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        let (arguments, environment) = (words.map { strdup($0) } + [nil], [strdup("PATH=/usr/bin:/bin"), nil])
        defer { for text in arguments + environment { free(text) } }
        var (process, status) = (pid_t(), Int32())
        let refusal = posix_spawn(&process, words[0], &actions, nil, arguments, environment)
        guard refusal == 0, waitpid(process, &status, 0) == process, status == 0 else {
            throw PrivateCluster.Failure(description: "\(words.joined(separator: " ")) failed")
        }
    }

    private static func children(of parent: pid_t) -> [pid_t] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { pid_t($0) } ?? []
        return all.filter { process in
            // After the name in parentheses come the state and the parent.
            let line = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
            let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && pid_t(fields[1]) == parent
        }
    }
}
