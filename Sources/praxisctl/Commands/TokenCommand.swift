import ArgumentParser
import FoundationEssentials
import Identity
import PraxisCore

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "API tokens: programs that act for an account.",
        subcommands: [List.self, Create.self, Revoke.self])
}

extension TokenCommand {
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Show an account's tokens.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.withOperator { operate in
                let account = try await self.named.account(operate.identity)
                try self.show(try await operate.identity.tokens(of: account)) { tokens in
                    table(
                        ["TOKEN", "NAME", "UNTIL", "LAST SEEN", "CLINICS", "PERMISSIONS"],
                        tokens.map { token in
                            [
                                token.id.uuidString.lowercased(), token.name, token.expires, token.lastSeen ?? "never",
                                token.clinics.isEmpty ? "all" : token.clinics.joined(separator: ", "),
                                "\(token.permissions.count)",
                            ]
                        })
                }
            }
        }
    }

    struct Create: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token and print it, once. It can do no more than its account.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments
        @Option(help: "What the token is for.")
        var name: String
        @Option(help: "A permission, such as ordering.order.read; again for more.")
        var permission: [Permission] = []
        @Flag(help: "Every permission that the account has.")
        var allPermissions = false
        @Option(help: "A clinic's short name; again for more; without it all clinics of the account.")
        var clinic: [String] = []
        @Option(help: "How many days it works, 1 to 400.")
        var days = 30

        func validate() throws {
            if self.allPermissions == !self.permission.isEmpty {
                throw ValidationError("name permissions with --permission, or give --all-permissions")
            }
        }

        func perform() async throws {
            try await self.withOperator { operate in
                let token = try await operate.identity.createToken(
                    named: self.name, permissions: self.allPermissions ? Permission.allCases : self.permission,
                    clinics: self.clinic, days: self.days, for: try await self.named.account(operate.identity))
                try self.show(["token": token.text]) { $0["token"] ?? "" }
            }
        }
    }

    struct Revoke: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Make a token worthless now.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments
        @Argument(help: "The token's id, as token list shows it.")
        var token: String

        func perform() async throws {
            guard let id = UUID(uuidString: self.token) else { throw Failure("\(self.token) is no id", status: .usage) }
            try await self.withOperator { operate in
                try await operate.identity.revokeToken(id, of: try await self.named.account(operate.identity))
                try self.show(["revoked": self.token]) { _ in "revoked: \(self.token)" }
            }
        }
    }
}

extension Permission: ExpressibleByArgument {}
