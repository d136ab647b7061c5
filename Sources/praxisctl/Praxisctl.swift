import ArgumentParser

/// The operators' program. It works at the server, with the rights of the migrator, and what it changes is audited as
/// the practice's system account.
@main
struct Praxisctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "praxisctl",
        abstract: "Operates Praxis.",
        discussion: """
            Settings come from the environment (PRAXIS_…), then from the file that --config or PRAXIS_CONFIG names, \
            else from /etc/praxis/praxis.json. Exit status: 0 done, 1 failed, 64 wrong usage, 65 rows of a file refused, 69 \
            database or daemon not reachable, 78 wrong settings.
            """,
        subcommands: [
            MigrateCommand.self, InitCommand.self, AccountCommand.self, GrantCommand.self, SessionCommand.self,
            TokenCommand.self, ImportCommand.self, AuditCommand.self, ConfigCommand.self, DoctorCommand.self,
            HealthCommand.self,
            DemoCommand.self, SolveCommand.self, VersionCommand.self,
        ])
}
