import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Headers of every answer, errors and redirects too.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = AppContext

    /// Nothing but our own files, no frames, no plug-ins, forms only to this site.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

    private static let headers: HTTPFields = [
        .contentSecurityPolicy: Self.policy,
        .xContentTypeOptions: "nosniff",
        .strictTransportSecurity: "max-age=63072000",
        HTTPField.Name("Referrer-Policy")!: "same-origin",
        HTTPField.Name("Cross-Origin-Opener-Policy")!: "same-origin",
        HTTPField.Name("Cross-Origin-Resource-Policy")!: "same-origin",
        HTTPField.Name("Permissions-Policy")!:
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ]

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for header in Self.headers { response.headers[header.name] = header.value }
        response.headers[.requestID] = context.requestID.uuidString.lowercased()
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
