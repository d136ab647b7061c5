import ArgumentParser
import FoundationEssentials
import Identity
import PraxisCore

struct GrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Role grants: what an account may do, and where.",
        subcommands: [List.self, Add.self, End.self])
}

extension GrantCommand {
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Show an account's grants, of now and later.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments

        func perform() async throws {
            try await self.withOperator { operate in
                let account = try await self.named.account(operate.identity)
                try self.show(try await operate.identity.grants(of: account)) { grants in
                    table(
                        ["GRANT", "ROLE", "SCOPE", "CLINIC", "FROM", "UNTIL", "KIND"],
                        grants.map { grant in
                            [
                                grant.id.uuidString.lowercased(), grant.role, grant.scope, grant.clinic ?? "",
                                grant.starts, grant.ends ?? "", grant.kind,
                            ]
                        })
                }
            }
        }
    }

    struct Add: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a role, at one clinic or in the whole practice.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments
        @Argument(help: "The role's code, such as site_manager.")
        var role: String
        @Option(help: "The clinic's short name; without it the role holds in the whole practice.")
        var clinic: String?
        @Option(help: "For how many days; without it until somebody ends it.")
        var days: Int?
        @Option(help: "Why, for the audit trail.")
        var reason = "given by the operator"

        func validate() throws {
            if let days, !(1...3660).contains(days) { throw ValidationError("--days takes a number from 1 to 3660") }
        }

        func perform() async throws {
            try await self.withOperator { operate in
                let account = try await self.named.account(operate.identity)
                let until = self.days.map { Instant.now().adding(minutes: $0 * 24 * 60) }
                let id = try await operate.identity.grant(
                    self.role, clinic: self.clinic, to: account, until: until, reason: self.reason)
                try self.show(["grant": id.uuidString.lowercased()]) { "granted: \($0["grant"] ?? "")" }
            }
        }
    }

    struct End: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a grant now; it stops working on the next request.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var named: AccountArguments
        @Argument(help: "The grant, as grant list shows it.")
        var grant: String

        func perform() async throws {
            guard let id = UUID(uuidString: self.grant) else {
                throw Failure("\(self.grant) is no grant", status: .usage)
            }
            try await self.withOperator { operate in
                try await operate.identity.endGrant(id, of: try await self.named.account(operate.identity))
                try self.show(["ended": self.grant]) { _ in "ended: \(self.grant)" }
            }
        }
    }
}
