import HTTPTypes
import Hummingbird

/// Puts the client's address in the place of the proxy's, where a trusted proxy tells it.
struct ClientAddress: RouterMiddleware {
    typealias Context = AppContext

    private static let forwarded = HTTPField.Name("X-Forwarded-For")!

    let proxies: TrustedProxies

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.remoteAddress = self.proxies.client(
            peer: context.remoteAddress, forwarded: request.headers[values: Self.forwarded])
        return try await next(request, context)
    }
}
