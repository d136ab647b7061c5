import ArgumentParser
import Identity

/// Names one account: its address, and its practice where the address is known to several.
struct AccountArguments: ParsableArguments {
    @Argument(help: "The account's address.")
    var email: String

    @Option(help: "The practice's short name, where several know the address.")
    var practice: String?

    func account(_ identity: IdentityOperator) async throws -> OperatorAccount {
        try await identity.account(self.email, practice: self.practice)
    }
}
