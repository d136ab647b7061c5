import FoundationEssentials
import Postgres
import PraxisCore

/// Sign-ins of the demonstration: random passwords for its accounts, and a second factor for those whose role asks for
/// one. They are told once, for a file beside the demonstration's database.
package struct DemoAccounts: Sendable {
    /// One sign-in of the demonstration.
    package struct SignIn: Codable, Equatable, Sendable {
        package let practice: String
        package let role: String
        package let name: String
        package let email: String
        package let password: String
        /// Of the second factor, in base 32 for an authenticator app or a test; `nil` where there is none.
        package let totpSecret: String?

        private enum CodingKeys: String, CodingKey {
            case practice, role, name, email, password
            case totpSecret = "secret"
        }
    }

    private let identity: IdentityOperator
    private let box: SecretBox

    package init(identity: IdentityOperator, box: SecretBox) {
        self.identity = identity
        self.box = box
    }

    /// Sets a password for every account of the demonstration's two practices.
    package func setPasswords() async throws -> [SignIn] {
        var signIns: [SignIn] = []
        for practice in ["cascade", "lakeside"] {
            for account in try await self.identity.accounts(practice: practice) where account.status == "active" {
                signIns.append(try await self.set(for: account))
            }
        }
        return signIns
    }

    private func set(for account: OperatorAccount) async throws -> SignIn {
        let password = Base32.encode(RandomBytes.make(10)).lowercased()
        try await self.identity.setPassword(password, of: account)
        let role = account.roles.first.map { String($0.prefix { $0 != "@" }) } ?? ""
        var secret: String?
        if ["practice_administrator", "finance"].contains(role) {
            let totp = TOTP()
            try await self.identity.setSecondFactor(totp, of: account, box: self.box)
            secret = Base32.encode(totp.secret)
        }
        return SignIn(
            practice: account.practice, role: role, name: account.displayName, email: account.email,
            password: password, totpSecret: secret)
    }
}

extension IdentityOperator {
    /// Sets a second factor up without its owner, for demonstrations and tests.
    package func setSecondFactor(_ totp: TOTP, of account: OperatorAccount, box: SecretBox) async throws {
        let sealed = try box.seal(totp.secret, for: account.id)
        try await self.change(in: account.practiceID, "identity.factor.enroll", "account", account.id) {
            try await $0.run(OperatorStore.saveFactor(sealed, of: account.id, practice: account.practiceID))
        }
    }
}
