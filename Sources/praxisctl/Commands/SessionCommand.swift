import ArgumentParser
import Identity

struct SessionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "Sessions: who is signed in.", subcommands: [List.self, End.self])
}

extension SessionCommand {
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Show the sessions that are alive.")

        @OptionGroup var common: CommonOptions
        @Argument(help: "Only this account's.")
        var email: String?
        @Option(help: "Only this practice's, by its short name.")
        var practice: String?

        struct Row: Encodable {
            let email: String
            let session: OperatorSession
        }

        func perform() async throws {
            try await self.withOperator { operate in
                var rows: [Row] = []
                for account in try await operate.identity.accounts(practice: self.practice) {
                    if let email, email.lowercased() != account.email { continue }
                    rows += try await operate.identity.sessions(of: account).map {
                        Row(email: account.email, session: $0)
                    }
                }
                try self.show(rows) { rows in
                    table(
                        ["EMAIL", "SINCE", "LAST SEEN", "UNTIL", "LEVEL"],
                        rows.map {
                            [$0.email, $0.session.created, $0.session.lastSeen, $0.session.expires, $0.session.level]
                        })
                }
            }
        }
    }

    struct End: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "End all sessions of an account now.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.withOperator { operate in
                let account = try await self.named.account(operate.identity)
                let ended = try await operate.identity.endSessions(of: account)
                try self.show(["ended": ended]) { _ in "\(account.email): \(ended) sessions ended" }
            }
        }
    }
}
