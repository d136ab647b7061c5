package import FoundationEssentials
import HTTPTypes
import Hummingbird
package import PraxisCore

/// A request of somebody signed in that was refused, or that asked for what they cannot see.
package struct Denial: Sendable {
    package let claim: Caller.Claim
    package let request: UUID
    package let address: String?
    /// Method and path template, such as `POST /{scope}/people`.
    package let action: String
    /// What the path names last, where that is an identifier.
    package let object: UUID?
    /// The problem's stable code.
    package let reason: String
}

extension Denial {
    /// The denial that a problem is; `nil` for problems of other kinds.
    init?(_ problem: Problem, of route: Route, _ credential: Credential?, _ context: AppContext) {
        guard [.forbidden, .notFound].contains(problem.status), let credential, route.access != .anyone else {
            return nil
        }
        self.claim = credential.claim
        self.request = context.requestID
        self.address = context.remoteAddress
        self.action = "\(route.method.rawValue) \(route.path)"
        self.object = route.path.captures.last.flatMap { context.parameters.get($0) }.flatMap { UUID(uuidString: $0) }
        self.reason = problem.code
    }
}
