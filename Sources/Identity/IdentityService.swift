package import PraxisCore

/// Who somebody is and what they may do: sign-in, factors, sessions, tokens, accounts, grants.
package struct IdentityService: Sendable {
    let database: Database
    let door: IdentityDoor
    let hasher: PasswordHasher
    let box: SecretBox
    let policy: PasswordPolicy
    /// Whether links can be mailed; where not, administrators hand them over.
    package let sendsMail: Bool

    /// - Parameters:
    ///   - door: reaches the functions for those who are not signed in yet.
    ///   - box: seals second-factor secrets, with the key of the settings.
    package init(
        database: Database, door: IdentityDoor, hasher: PasswordHasher, box: SecretBox,
        policy: PasswordPolicy = PasswordPolicy(), sendsMail: Bool = false
    ) {
        self.database = database
        self.door = door
        self.hasher = hasher
        self.box = box
        self.policy = policy
        self.sendsMail = sendsMail
    }

    /// Hashes as a recipe says; a full queue is the caller's cue to try again in a moment.
    func hash(_ password: String, by recipe: PasswordRecipe) async throws -> PasswordHash {
        do { return try await self.hasher.hash(password, by: recipe) } catch is PasswordHasher.Overloaded {
            throw IdentityError.overloaded
        }
    }

    /// A hash for keeping, of a password that the policy accepts.
    func acceptedHash(_ password: String, known: [String]) async throws -> PasswordHash {
        do { try self.policy.check(password, known: known) } catch { throw IdentityError.weakPassword(error) }
        return try await self.hash(password, by: PasswordRecipe(cost: self.hasher.configuration.cost))
    }
}
