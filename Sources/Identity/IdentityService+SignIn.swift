extension IdentityService {
    /// Signs in with the first factor. The work is the same for every address, known or not.
    ///
    /// - Parameter practice: the practice's slug, for an address that several practices know.
    /// - Throws: `IdentityError.wrongCredentials`, `.tooManyTries`, `.overloaded`.
    package func signIn(
        _ email: String, password: String, practice: String? = nil, from visitor: Visitor
    ) async throws -> Admission {
        let cost = self.hasher.configuration.cost
        let start = try await self.door.ask(SignInStore.start(email, practice: practice, visitor, cost: cost))
        guard start.wait == 0 else { throw IdentityError.tooManyTries(seconds: start.wait) }
        guard let recipe = PasswordRecipe(start.recipe) else { throw IdentityError.wrongCredentials }
        let hash = try await self.hash(password, by: recipe)

        let (session, device) = (OpaqueToken(.session), visitor.device ?? OpaqueToken(.device))
        let answer = try await self.door.ask(
            SignInStore.finish(email, practice: practice, hash, session: session, device: device, visitor))
        guard let level = answer.value.flatMap(SessionLevel.init) else { throw IdentityError.wrongCredentials }
        if recipe.cost.isBelow(cost) { try await self.rehash(password, old: hash, session) }
        return Admission(session: session, device: device, level: level)
    }

    /// Keeps the password under the current cost from now on.
    private func rehash(_ password: String, old: PasswordHash, _ session: OpaqueToken) async throws {
        let new = try await self.hash(password, by: PasswordRecipe(cost: self.hasher.configuration.cost))
        try await self.door.tell(SignInStore.rehash(session, old: old, new: new))
    }

    /// Ends the session on the server. Nothing happens for one that has ended.
    package func signOut(_ session: [UInt8], from visitor: Visitor) async throws {
        try await self.door.tell(SignInStore.end(session, visitor))
    }

    /// Who a session is and what it still lacks, at whatever level it stands.
    ///
    /// - Throws: `PostgresError` with `PX401` for a session that has ended.
    package func state(of session: [UInt8]) async throws -> SignInState {
        try await self.door.ask(FactorStore.state(session))
    }
}
