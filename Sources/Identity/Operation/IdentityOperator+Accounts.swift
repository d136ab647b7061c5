package import FoundationEssentials
import Postgres
import PraxisCore

/// Somebody who shall be able to sign in.
package struct NewAccount: Sendable {
    package let email: String
    package let displayName: String

    package init(email: String, displayName: String) {
        self.email = email
        self.displayName = displayName
    }
}

extension IdentityOperator {
    /// Makes an account that has no roles yet and waits for a password.
    package func create(_ new: NewAccount, practice slug: String) async throws -> UUID {
        let practice = try await self.practice(slug)
        let id = UUID.version7()
        do {
            return try await self.change(in: practice, "identity.account.create", "account", id) { transaction in
                try await transaction.execute(OperatorStore.insertAccount(id, new, practice: practice))
                return id
            }
        } catch let error as PostgresError where error.constraint == "account_email_once" {
            throw Refusal(description: "\(new.email) has an account already")
        }
    }

    /// Sets a password that the policy accepts and ends the account's sessions.
    package func setPassword(_ password: String, of account: OperatorAccount) async throws {
        let hash = try await self.acceptedHash(password, known: [account.email, account.displayName])
        try await self.change(in: account.practiceID, "identity.password.reset", "account", account.id) { transaction in
            try await transaction.run(
                OperatorStore.savePassword(hash, of: account.id, practice: account.practiceID),
                OperatorStore.activate(account.id, practice: account.practiceID),
                OperatorStore.endSessions(of: account.id, practice: account.practiceID),
                OperatorStore.forgetFailures(of: account))
        }
    }

    /// A link to choose a password by: an invitation, or a reset for an account that has one.
    package func issueLink(for account: OperatorAccount) async throws -> IssuedLink {
        let token = OpaqueToken(.link)
        let purpose = try await self.change(in: account.practiceID, "identity.link.issue", "account", account.id) {
            try await $0.fetch(OperatorStore.link(token, for: account.id, practice: account.practiceID)).first?.value
        }
        guard let purpose = purpose.flatMap(AccountLink.Purpose.init) else {
            throw Refusal(description: "\(account.email) is disabled; enable it first")
        }
        return IssuedLink(purpose: purpose, token: token)
    }

    /// Lets an account in again at once after too many wrong passwords or codes.
    package func unlock(_ account: OperatorAccount) async throws {
        try await self.change(in: account.practiceID, "identity.account.unlock", "account", account.id) {
            try await $0.run(OperatorStore.forgetFailures(of: account))
        }
    }

    /// Removes the second factor and its recovery codes, and ends the sessions.
    package func resetSecondFactor(of account: OperatorAccount) async throws {
        try await self.change(in: account.practiceID, "identity.factor.reset", "account", account.id) {
            try await $0.run(
                OperatorStore.dropFactor(of: account.id, practice: account.practiceID),
                OperatorStore.dropRecoveryCodes(of: account.id, practice: account.practiceID),
                OperatorStore.endSessions(of: account.id, practice: account.practiceID),
                OperatorStore.forgetFailures(of: account))
        }
    }

    /// Shuts an account at once: its sessions end, its tokens and links stop working.
    package func disable(_ account: OperatorAccount) async throws {
        try await self.change(in: account.practiceID, "identity.account.disable", "account", account.id) {
            try await $0.run(OperatorStore.disable(account.id, practice: account.practiceID))
        }
    }

    /// Opens a disabled account again.
    package func enable(_ account: OperatorAccount) async throws {
        try await self.change(in: account.practiceID, "identity.account.enable", "account", account.id) {
            try await $0.run(OperatorStore.activate(account.id, practice: account.practiceID))
        }
    }

    func practice(_ slug: String) async throws -> UUID {
        guard let id = try await self.pool.pipeline(.readOnly, OperatorStore.practice(slug)).first?.value else {
            throw Refusal(description: "there is no practice \(slug)")
        }
        return id
    }
}
