import Foundation
import Postgres

/// The cluster that database tests run on: that of `deploy/test`, named by the environment, or one of this process.
package actor TestCluster {
    package static let shared = TestCluster()

    private struct Place: Sendable {
        let socket: String
        let port: String
    }

    private let template = "praxis_template_\(ProcessInfo.processInfo.processIdentifier)"
    private var preparation: Task<Place, any Error>?
    private var demonstration: Task<Void, any Error>?
    private var made = 0
    private var isLive = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private static let maximum = 4

    /// Runs the body with a fresh copy of the migrated template and drops the copy afterwards.
    ///
    /// - Parameter demonstration: whether the demonstration practices are in it.
    package func withCopyOfTemplate(
        demonstration: Bool = false, _ body: @Sendable (TestDatabase) async throws -> Void
    ) async throws {
        let place = try await self.prepared()
        if demonstration { try await self.demonstrated(place) }
        await self.enter()
        defer { self.leave() }
        self.made += 1
        let name = "\(self.template)_\(self.made)"
        let server = Self.conninfo(place, user: "postgres", database: "postgres")
        let template = demonstration ? self.template + "_demo" : self.template
        try await Self.offThread {
            try ScriptRunner.run("CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY FILE_COPY", conninfo: server)
            // A copy does not carry the privileges on the database itself.
            try ScriptRunner.run(
                """
                REVOKE ALL ON DATABASE \(name) FROM PUBLIC;
                GRANT CONNECT ON DATABASE \(name) TO praxis_migrator, praxis_app, praxis_readonly, praxis_jobs;
                GRANT TEMPORARY ON DATABASE \(name) TO praxis_migrator, praxis_owner
                """, conninfo: server)
        }
        let database = TestDatabase(name: name) { Self.conninfo(place, user: $0, database: name) }
        do {
            try await body(database)
        } catch {
            await database.close()
            try? await Self.drop(name, server)
            throw error
        }
        await database.close()
        try await Self.drop(name, server)
    }

    /// Runs the body with a database that has our roles and no schema yet, and drops it afterwards.
    package func withBareDatabase(_ body: @Sendable (TestDatabase) async throws -> Void) async throws {
        let place = try await self.prepared()
        await self.enter()
        defer { self.leave() }
        self.made += 1
        let name = "\(self.template)_\(self.made)"
        let server = Self.conninfo(place, user: "postgres", database: "postgres")
        try await Self.create(name) { Self.conninfo(place, user: $0, database: $1) }
        let database = TestDatabase(name: name) { Self.conninfo(place, user: $0, database: name) }
        do {
            try await body(database)
        } catch {
            await database.close()
            try? await Self.drop(name, server)
            throw error
        }
        await database.close()
        try await Self.drop(name, server)
    }

    private func prepared() async throws -> Place {
        let template = self.template
        let preparation = self.preparation ?? Task { try await Self.prepare(template) }
        self.preparation = preparation
        return try await preparation.value
    }

    /// Makes the second template: the first with the demonstration practices.
    private func demonstrated(_ place: Place) async throws {
        let template = self.template
        let demonstration =
            self.demonstration
            ?? Task {
                try await Self.offThread {
                    let server = Self.conninfo(place, user: "postgres", database: "postgres")
                    let target = Self.conninfo(place, user: "praxis_migrator", database: template + "_demo")
                    try ScriptRunner.run(
                        "CREATE DATABASE \(template)_demo TEMPLATE \(template) STRATEGY FILE_COPY", conninfo: server)
                    try ScriptRunner.run(
                        "GRANT CONNECT, TEMPORARY ON DATABASE \(template)_demo TO praxis_migrator, praxis_owner",
                        conninfo: server)
                    let folder = Self.sqlDirectory + "/demo"
                    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
                        try ScriptRunner.run(
                            try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8), conninfo: target)
                    }
                }
            }
        self.demonstration = demonstration
        try await demonstration.value
    }

    private static func prepare(_ template: String) async throws -> Place {
        let environment = ProcessInfo.processInfo.environment
        let place = try await Self.offThread {
            if let socket = environment["PRAXIS_TEST_CLUSTER"] {
                return Place(socket: socket, port: environment["PRAXIS_TEST_PORT"] ?? "5432")
            }
            return Place(socket: try PrivateCluster.start(), port: "5432")
        }
        try await Self.migrate(template) { Self.conninfo(place, user: $0, database: $1) }
        return place
    }

    /// Makes a database with the schema in it.
    ///
    /// - Parameter conninfo: a connection string for a user and a database.
    static func migrate(_ name: String, _ conninfo: (_ user: String, _ database: String) -> String) async throws {
        try await Self.create(name, conninfo)
        let migrator = Migrator(
            conninfo: conninfo("praxis_migrator", name), directory: try MigrationDirectory(path: Self.sqlDirectory))
        _ = try await migrator.up()
    }

    /// Makes a database with our roles and no schema.
    private static func create(
        _ name: String, _ conninfo: (_ user: String, _ database: String) -> String
    ) async throws {
        let (server, database) = (conninfo("postgres", "postgres"), conninfo("postgres", name))
        let sql = Self.sqlDirectory
        try await Self.offThread {
            try ScriptRunner.run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8'", conninfo: server)
            try ScriptRunner.run(try String(contentsOfFile: "\(sql)/roles.sql", encoding: .utf8), conninfo: database)
        }
    }

    /// The `sql/` of the checkout that this file was compiled from.
    package static var sqlDirectory: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../sql").standardized.path()
    }

    private static func conninfo(_ place: Place, user: String, database: String) -> String {
        "host=\(place.socket) port=\(place.port) user=\(user) dbname=\(database)"
    }

    private static func drop(_ name: String, _ server: String) async throws {
        try await Self.offThread { try ScriptRunner.run("DROP DATABASE \(name) WITH (FORCE)", conninfo: server) }
    }

    /// Runs what blocks away from the cooperative threads.
    private static func offThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
        }
    }

    private func enter() async {
        if self.isLive < Self.maximum {
            self.isLive += 1
        } else {
            await withCheckedContinuation { self.waiting.append($0) }
        }
    }

    private func leave() {
        if self.waiting.isEmpty { self.isLive -= 1 } else { self.waiting.removeFirst().resume() }
    }
}
