import ArgumentParser
import Identity

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Accounts: who can sign in.",
        subcommands: [
            List.self, Create.self, ResetPassword.self, Unlock.self, ResetSecondFactor.self, Disable.self,
        ])
}

extension AccountCommand {
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Show accounts with their roles.")

        @OptionGroup var common: CommonOptions
        @Option(help: "Only this practice's, by its short name.")
        var practice: String?

        func perform() async throws {
            try await self.withOperator { operate in
                try self.show(try await operate.identity.accounts(practice: self.practice)) { accounts in
                    table(
                        ["PRACTICE", "EMAIL", "STATUS", "PASSWORD", "SECOND FACTOR", "ROLES"],
                        accounts.map { account in
                            [
                                account.practice, account.email, account.status, account.hasPassword ? "yes" : "no",
                                account.hasSecondFactor ? "yes" : "no", account.roles.joined(separator: ", "),
                            ]
                        })
                }
            }
        }
    }

    struct Create: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account without roles and print the link by which its owner chooses a password.")

        @OptionGroup var common: CommonOptions
        @Argument(help: "The address to sign in with.")
        var email: String
        @Option(help: "The practice's short name.")
        var practice: String
        @Option(help: "The name to show.")
        var name: String

        func perform() async throws {
            try await self.withOperator { operate in
                _ = try await operate.identity.create(
                    NewAccount(email: self.email, displayName: self.name), practice: self.practice)
                let account = try await operate.identity.account(self.email, practice: self.practice)
                let link = try await operate.identity.issueLink(for: account)
                try self.show(LinkReport(link, for: account.email, settings: operate.settings)) { $0.text }
            }
        }
    }

    struct ResetPassword: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a link by which the owner chooses a new password; the old one works until then.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.withOperator { operate in
                let account = try await self.named.account(operate.identity)
                let link = try await operate.identity.issueLink(for: account)
                try self.show(LinkReport(link, for: account.email, settings: operate.settings)) { $0.text }
            }
        }
    }

    struct Unlock: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let an account in again at once after too many wrong passwords or codes.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.change("unlocked") { try await $0.unlock($1) }
        }
    }

    struct ResetSecondFactor: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove the second factor and its recovery codes, and end the sessions.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.change("second factor removed") { try await $0.resetSecondFactor(of: $1) }
        }
    }

    struct Disable: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shut an account: its sessions end, its tokens and links stop working.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.change("disabled") { try await $0.disable($1) }
        }
    }
}

/// A command that changes one account and has nothing to show but that it did.
private protocol AccountChange: OperatorCommand {
    var named: AccountArguments { get }
}

extension AccountCommand.Unlock: AccountChange {}
extension AccountCommand.ResetSecondFactor: AccountChange {}
extension AccountCommand.Disable: AccountChange {}

extension AccountChange {
    fileprivate func change(
        _ done: String, _ body: (IdentityOperator, OperatorAccount) async throws -> Void
    ) async throws {
        try await self.withOperator { operate in
            let account = try await self.named.account(operate.identity)
            try await body(operate.identity, account)
            try self.show(["email": account.email, "done": done]) { _ in "\(account.email): \(done)" }
        }
    }
}
