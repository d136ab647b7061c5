import ArgumentParser
import Postgres
import PraxisServer

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to the schema of this release.",
        subcommands: [Status.self, Up.self, Verify.self])
}

extension MigrateCommand {
    struct Status: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Show which files of the schema are applied.")

        @OptionGroup var common: CommonOptions

        struct Row: Encodable {
            let file: String
            let state: String
            let appliedAt: String?
        }

        func perform() async throws {
            let status = try await Migrator(self.common.settings()).status()
            let rows = status.entries.map { Row(file: $0.file, state: $0.state.rawValue, appliedAt: $0.appliedAt) }
            try self.show(rows) { rows in
                table(["FILE", "STATE", "APPLIED"], rows.map { [$0.file, $0.state, $0.appliedAt ?? ""] })
            }
        }
    }

    struct Up: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run what is pending, one transaction for each file; running it again changes nothing.")

        @OptionGroup var common: CommonOptions

        struct Report: Encodable {
            let migrations: [String]
            let repeated: [String]
        }

        func perform() async throws {
            let report = try await Migrator(self.common.settings()).up()
            try self.show(Report(migrations: report.migrations, repeated: report.repeated)) { report in
                report.migrations.isEmpty && report.repeated.isEmpty
                    ? "The database is at the schema of this release."
                    : "Ran \(report.migrations.count) migrations and \(report.repeated.count) contracts and policies."
            }
        }
    }

    struct Verify: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Compare the database with the files and run the catalogue gate; exit status 1 if anything differs.")

        @OptionGroup var common: CommonOptions

        func perform() async throws {
            let settings = try await self.common.settings()
            let findings =
                try await Migrator(settings).verify()
                + CatalogueGate(directory: settings.sqlDirectory).findings(conninfo: settings.migratorURL)
            try self.show(["findings": findings]) { _ in
                findings.isEmpty
                    ? "The schema is that of this release, and the gate is closed." : findings.joined(separator: "\n")
            }
            if !findings.isEmpty { throw ExitCode.failure }
        }
    }
}

extension Migrator {
    init(_ settings: Settings) throws(MigratorError) {
        self.init(conninfo: settings.migratorURL, directory: try MigrationDirectory(path: settings.sqlDirectory))
    }
}
