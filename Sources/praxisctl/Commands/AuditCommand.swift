import ArgumentParser
import FoundationEssentials
import Postgres
import PraxisServer

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit trail.", subcommands: [Verify.self, Export.self, Recover.self])
}

extension AuditCommand {
    struct Verify: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Recompute every chain and compare it with the signed checkpoints; exit status 1 if one is not sound.")

        @OptionGroup var common: CommonOptions
        @Option(help: "Only this practice's, by its short name.")
        var practice: String?

        struct Row: Encodable {
            let practice: String
            let events: Int
            /// The last event that a signed checkpoint vouches for.
            let signedThrough: Int64
            /// Where the chain goes on after events were lost.
            let recoveredAt: [Int64]
            let findings: [String]
        }

        func perform() async throws {
            let settings = try await self.common.settings()
            let directory = CheckpointDirectory(path: settings.auditDirectory)
            let rows = try await AuditCommand.withTrail(settings) { trail in
                try await trail.verify(
                    self.practice, checkpoints: try directory.checkpoints(), keys: try directory.publicKeys())
            }.map { verdict in
                Row(
                    practice: verdict.head.practice, events: verdict.events, signedThrough: verdict.signed,
                    recoveredAt: verdict.recoveredAt, findings: verdict.findings.map { "\($0)" })
            }
            try self.show(rows) { rows in
                rows.map { row in
                    let found = row.findings.isEmpty ? "sound" : row.findings.joined(separator: "\n  ")
                    let signed = row.signedThrough == 0 ? "none signed" : "signed through \(row.signedThrough)"
                    let recovered = row.recoveredAt.map { "recovered at \($0), " }.joined()
                    return "\(row.practice): \(row.events) events, \(signed), \(recovered)\(found)"
                }.joined(separator: "\n")
            }
            if rows.contains(where: { !$0.findings.isEmpty }) { throw ExitCode.failure }
        }
    }

    struct Export: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a practice's chain as JSON lines: its events, then its head.")

        @OptionGroup var common: CommonOptions
        @Option(help: "The practice's short name.")
        var practice: String

        func perform() async throws {
            try await AuditCommand.withTrail(try await self.common.settings()) { trail in
                try await trail.export(self.practice) { print($0) }
            }
        }
    }

    static func withTrail<Value>(
        _ settings: Settings, _ body: (AuditTrail) async throws -> Value
    ) async throws -> Value {
        let session = try await PostgresSession.open(
            ConnectionSettings(conninfo: settings.migratorURL, statementTimeout: .seconds(60)))
        do {
            let value = try await body(AuditTrail(session: session))
            await session.close()
            return value
        } catch {
            await session.close()
            throw error
        }
    }
}
