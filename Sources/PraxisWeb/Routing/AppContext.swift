package import FoundationEssentials
package import Hummingbird
import Logging
import NIOCore
import PraxisCore

/// What the server knows about any request before it is matched to a route.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The client's address: the other end of the connection, or what a trusted proxy tells.
    package internal(set) var remoteAddress: String?
    /// Names the request in the log, the audit trail and the answer's `X-Request-ID`.
    package let requestID: UUID

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
        self.remoteAddress = source.channel.remoteAddress?.ipAddress
        self.requestID = .version7()
        self.logger[metadataKey: "request"] = "\(self.requestID)"
    }
}
