package import FoundationEssentials
import Postgres
package import PraxisCore

extension IdentityService {
    /// Gives the password again, before something sensitive. The session gets a new token; where the account has a second
    /// factor, that is asked for next.
    ///
    /// - Throws: `IdentityError.wrongCredentials`, `.tooManyTries`.
    package func reauthenticate(
        _ password: String, session: [UInt8], from visitor: Visitor
    ) async throws -> Admission {
        let hash = try await self.ownHash(password, session: session)
        let admission = OpaqueToken(.session)
        let answer = try await self.door.ask(FactorStore.finishAgain(session, hash, new: admission, visitor))
        guard let level = answer.value.flatMap(SessionLevel.init) else { throw IdentityError.wrongCredentials }
        return Admission(session: admission, device: visitor.device ?? OpaqueToken(.device), level: level)
    }

    /// Changes one's own password and ends one's other sessions; the session gets a new token.
    ///
    /// - Throws: `IdentityError.wrongCredentials` for the current one, `.weakPassword` for the new one.
    package func changePassword(
        from old: String, to new: String, session: [UInt8], from visitor: Visitor
    ) async throws -> OpaqueToken {
        let state = try await self.state(of: session)
        let newHash = try await self.acceptedHash(
            new, known: [state.email, state.displayName, state.practiceName])
        let oldHash = try await self.ownHash(old, session: session)
        let token = OpaqueToken(.session)
        let answer = try await self.door.ask(
            FactorStore.changePassword(session, old: oldHash, to: newHash, new: token, visitor))
        guard answer.value == true else { throw IdentityError.wrongCredentials }
        return token
    }

    private func ownHash(_ password: String, session: [UInt8]) async throws -> PasswordHash {
        let start = try await self.door.ask(FactorStore.startAgain(session))
        guard start.wait == 0 else { throw IdentityError.tooManyTries(seconds: start.wait) }
        guard let recipe = PasswordRecipe(start.recipe) else { throw IdentityError.wrongCredentials }
        return try await self.hash(password, by: recipe)
    }

    /// Notes that somebody wants to reset the password of an address; whoever has it gets a mail, and nobody learns
    /// whether anybody has.
    ///
    /// - Throws: `IdentityError.tooManyTries` for the client's address.
    package func requestReset(_ email: String, practice: String? = nil, from visitor: Visitor) async throws {
        let wait = try await self.door.ask(LinkStore.requestReset(email, practice: practice, visitor)).value ?? 0
        guard wait == 0 else { throw IdentityError.tooManyTries(seconds: wait) }
    }

    /// Whose link it is.
    ///
    /// - Throws: `IdentityError.deadLink`, `.tooManyTries`.
    package func open(_ link: OpaqueToken, from visitor: Visitor) async throws -> AccountLink {
        let opened = try await self.door.ask(LinkStore.open(link, visitor))
        guard opened.wait == 0 else { throw IdentityError.tooManyTries(seconds: opened.wait) }
        guard let found = opened.link else { throw IdentityError.deadLink }
        return found
    }

    /// Sets the password by a link, which is used up with it. Signing in comes after, with the second factor if there
    /// is one.
    ///
    /// - Throws: `IdentityError.deadLink`, `.weakPassword`.
    package func use(_ link: OpaqueToken, password: String, from visitor: Visitor) async throws {
        let owner = try await self.open(link, from: visitor)
        let hash = try await self.acceptedHash(
            password, known: [owner.email, owner.displayName, owner.practiceName])
        guard try await self.door.ask(LinkStore.use(link, hash, visitor)).value == true else {
            throw IdentityError.deadLink
        }
    }

    /// A new link for an account that the caller administers: an invitation, or a reset for one that signed in before.
    /// Earlier links stop working.
    ///
    /// - Throws: `IdentityError.notFound` for a disabled account.
    package func issueLink(for account: UUID, as caller: Caller) async throws -> IssuedLink {
        let token = OpaqueToken(.link)
        let made: Receipt<String?> = try await self.database.write(as: caller) { transaction in
            let purpose = try await transaction.fetch(LinkStore.issue(account, token)).first?.value
            try await transaction.run(AuditEvent("identity.link.issue", "account", account).append)
            return Receipt(purpose, for: token)
        }
        guard let purpose = try made.value(for: token).flatMap(AccountLink.Purpose.init) else {
            throw IdentityError.notFound
        }
        return IssuedLink(purpose: purpose, token: token)
    }
}
