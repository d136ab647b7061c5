import HTTPTypes
import Hummingbird

/// Lets other sites read nothing into a change: any method but GET, HEAD and OPTIONS must come from this site, or from
/// something that is no browser.
struct CrossOriginProtection: RouterMiddleware {
    typealias Context = AppContext

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let isSafe = request.method == .get || request.method == .head || request.method == .options
        guard isSafe || Self.isSameOrigin(request) else {
            throw Problem(
                .forbidden, "cross_origin", "This came from another site",
                detail: "Open the page here and send it from there.")
        }
        return try await next(request, context)
    }

    /// By what the browser says of itself, else by the origin. The proxy passes `Host` and `Origin` unchanged.
    static func isSameOrigin(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return true }
        return origin.split(separator: "/").last.map(String.init) == request.head.authority
    }
}
