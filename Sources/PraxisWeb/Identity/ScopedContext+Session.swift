import FoundationEssentials
import HTML
import Hummingbird
import Identity
import PraxisCore

extension ScopedContext {
    /// The digest of the session's token; pages of one's own account are for sessions only.
    ///
    /// - Throws: `SignInRequired` for an API token.
    func session() throws(SignInRequired) -> [UInt8] {
        guard case .session(let digest) = self.caller.claim else { throw SignInRequired() }
        return digest
    }
}

extension IdentityService {
    /// To the page that asks for the password again, and back here; nothing where it was given lately.
    ///
    /// - Parameter back: where to go then, for what was not a page.
    func freshness(_ context: ScopedContext, back: Place? = nil) async throws -> Response? {
        let state = try await self.state(of: try context.session())
        let next = back?.path.description ?? context.input.target
        return state.isFresh ? nil : .redirect(to: Place.signInAgain.before(next))
    }
}

extension PathParameters {
    /// The value of a capture that is an identifier without a type of its own.
    func identifier(_ name: String) throws(NotFound) -> UUID {
        guard let id = self[name].flatMap(UUID.init(uuidString:)) else { throw NotFound() }
        return id
    }
}
