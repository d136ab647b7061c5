import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    fileprivate static let host = Self("Host")!
}

/// Refuses requests that two readers could understand in two ways.
struct RequestFraming: RouterMiddleware {
    typealias Context = AppContext

    private static let single: [HTTPField.Name] = [
        .contentLength, .contentType, .transferEncoding, .authorization, .origin, .secFetchSite, .idempotencyKey,
    ]

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        for name in Self.single where request.headers[values: name].count > 1 {
            throw BadRequest("duplicate_header", "The header \(name.canonicalName) came twice")
        }
        if request.headers[.contentLength] != nil, request.headers[.transferEncoding] != nil {
            throw BadRequest("two_lengths", "The request has both a length and a transfer encoding")
        }
        // The first one has become the authority.
        guard request.headers[values: .host].isEmpty else {
            throw BadRequest("duplicate_header", "The header Host came twice")
        }
        guard request.head.path?.first == "/", !(request.head.authority ?? "").isEmpty else {
            throw BadRequest("bad_target", "The request names no host or path")
        }
        return try await next(request, context)
    }
}
