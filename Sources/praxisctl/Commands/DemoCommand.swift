import ArgumentParser
import FoundationEssentials
import Identity
import Postgres
import PraxisCore
import PraxisServer

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The demonstration: two invented practices.",
        subcommands: [Load.self, Accounts.self, Code.self])
}

extension DemoCommand {
    /// The file that the sign-ins are kept in.
    struct AccountsFile: ParsableArguments {
        @Option(name: .customLong("accounts"), help: "The file that the sign-ins are kept in.")
        var path: String

        func read() throws -> [DemoAccounts.SignIn] {
            guard let data = FileManager.default.contents(atPath: self.path) else {
                throw Failure("\(self.path) cannot be read; load the demonstration first")
            }
            return try JSONDecoder().decode([DemoAccounts.SignIn].self, from: data)
        }

        /// Readable by its owner alone.
        func write(_ signIns: [DemoAccounts.SignIn]) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            let isWritten = FileManager.default.createFile(
                atPath: self.path, contents: try encoder.encode(signIns), attributes: [.posixPermissions: 0o600])
            guard isWritten else { throw Failure("\(self.path) cannot be written") }
        }
    }

    struct Load: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load the demonstration into an empty database and give its accounts random passwords.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var file: AccountsFile

        func perform() async throws {
            try await self.withOperator { operate in
                try await Demonstration(directory: operate.settings.sqlDirectory + "/demo")
                    .load(conninfo: operate.settings.migratorURL)
                let accounts = DemoAccounts(identity: operate.identity, box: try operate.secretBox())
                let signIns = try await accounts.setPasswords()
                try self.file.write(signIns)
                try self.show(["accounts": signIns.count]) { _ in
                    "The demonstration is loaded; \(signIns.count) sign-ins are in \(self.file.path)."
                }
            }
        }
    }

    struct Accounts: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Print the sign-ins.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var file: AccountsFile

        func perform() async throws {
            try self.show(try self.file.read()) { signIns in
                table(
                    ["ROLE", "EMAIL", "PASSWORD", "CODE"],
                    signIns.map { [$0.role, $0.email, $0.password, $0.totpSecret == nil ? "" : "asked for"] })
            }
        }
    }

    struct Code: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the six digits that an authenticator would show now for a demonstration account.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var file: AccountsFile
        @Argument(help: "The account's address.")
        var email: String

        func perform() async throws {
            guard let secret = try self.file.read().first(where: { $0.email == self.email })?.totpSecret,
                let bytes = Base32.decode(secret)
            else { throw Failure("\(self.email) has no second factor") }
            let code = TOTP(secret: bytes).code(step: TOTP.step(at: .now()))
            try self.show(["code": code]) { _ in code }
        }
    }
}
