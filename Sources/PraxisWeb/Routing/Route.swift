package import HTTPTypes
package import Hummingbird
package import PraxisCore

/// One route, declared once. The router, the OpenAPI description, the permission matrix and the tests are made from the
/// list of all of them.
///
///     package struct VendorController: Controller {
///         let vendors: VendorService
///
///         package var routes: [Route] {
///             [
///                 .page(.get, "/{scope}/vendors", .vendorRead, "Vendors", self.list),
///                 .page(.post, "/{scope}/vendors", .vendorWrite, "Add a vendor", self.create),
///                 .api(.get, "/api/v1/{scope}/vendors", .vendorRead, "List vendors", answers: .page(of: vendor), self.json),
///             ]
///         }
///     }
///
/// The permission is checked by the database when the caller's session is entered, before the first statement of the
/// handler: a clinic that the caller may not see is 404, a permission that he lacks there is 403.
package struct Route: Sendable {
    /// What a route answers with.
    package enum Kind: String, Sendable {
        /// A page, or the redirect after a form.
        case page
        /// JSON.
        case api
        /// A file: CSV, XLSX, iCalendar.
        case export
    }

    /// Who gets through to the handler.
    package enum Access: Hashable, Sendable {
        /// Everybody, signed in or not.
        case anyone
        /// Whoever is signed in.
        case account
        /// Whoever holds the permission in the scope of the path; in any clinic where the path has no scope.
        case permission(Permission)
    }

    /// What a handler does with a request of somebody who is signed in.
    package typealias Handler = @Sendable (Request, ScopedContext) async throws -> Response
    /// What a handler does with a request of anybody.
    package typealias OpenHandler = @Sendable (Request, OpenContext) async throws -> Response

    enum Responder: Sendable {
        case scoped(Handler)
        case open(OpenHandler)
    }

    package let method: HTTPRequest.Method
    package let path: PathTemplate
    package let kind: Kind
    package let access: Access
    /// One line about what it does: the title in OpenAPI.
    package let summary: String
    /// What the body is, and how large it may be.
    package let body: BodyFormat
    /// Names of query items that the route knows, for OpenAPI and for refusing others.
    package let query: [QueryItem]
    /// The answer of success, for OpenAPI.
    package let answers: Schema?
    /// The media type of the answer where it is a file, for OpenAPI.
    package var media: String?
    /// How long an answer may take, where that is longer than for others of its kind.
    package var patience: Duration?
    /// The status of success, for OpenAPI.
    package let status: HTTPResponse.Status
    /// Whether the caller says by `If-Match` which version is changed, for OpenAPI.
    package let isVersioned: Bool
    let responder: Responder
}

extension Route {
    /// A page of the site, or what its form does.
    ///
    /// - Parameters:
    ///   - permission: `nil` lets everybody who is signed in through.
    ///   - body: how a form is sent; `.upload` for forms with files.
    package static func page(
        _ method: HTTPRequest.Method, _ path: PathTemplate, _ permission: Permission?, _ summary: String,
        body: BodyFormat = .form, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method: method, path: path, kind: .page, access: permission.map(Access.permission) ?? .account,
            summary: summary, body: method.carriesBody ? body : .none, query: [], answers: nil,
            status: method == .get ? .ok : .seeOther, isVersioned: false, responder: .scoped(handler))
    }

    /// A page that needs no session, such as the sign-in page.
    package static func open(
        _ method: HTTPRequest.Method, _ path: PathTemplate, _ summary: String, kind: Kind = .page,
        body: BodyFormat = .form, answers: Schema? = nil, _ handler: @escaping OpenHandler
    ) -> Route {
        Route(
            method: method, path: path, kind: kind, access: .anyone, summary: summary,
            body: method.carriesBody ? body : .none, query: [], answers: answers,
            status: method == .get ? .ok : .seeOther, isVersioned: false, responder: .open(handler))
    }

    /// A call of the API. Its body is checked against the schema before the handler runs: types, lengths, required and
    /// unknown fields, all mistakes at once.
    ///
    /// - Parameter versioned: the handler asks `context.version()`.
    package static func api(
        _ method: HTTPRequest.Method, _ path: PathTemplate, _ permission: Permission?, _ summary: String,
        query: [QueryItem] = [], takes: Schema? = nil, body: BodyFormat? = nil, answers: Schema? = nil,
        status: HTTPResponse.Status = .ok, versioned: Bool = false, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method: method, path: path, kind: .api, access: permission.map(Access.permission) ?? .account,
            summary: summary, body: body ?? takes.map { BodyFormat.json($0) } ?? .none, query: query, answers: answers,
            status: status, isVersioned: versioned, responder: .scoped(handler))
    }

    /// A call of the API that answers with a file of a media type.
    package static func file(
        _ method: HTTPRequest.Method, _ path: PathTemplate, _ permission: Permission, _ summary: String, takes: Schema,
        media: String, _ handler: @escaping Handler
    ) -> Route {
        var route = Self.api(method, path, permission, summary, takes: takes, handler)
        route.media = media
        return route
    }

    /// A list as a file. See `ListExport`.
    package static func export(
        _ path: PathTemplate, _ permission: Permission?, _ summary: String, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method: .get, path: path, kind: .export, access: permission.map(Access.permission) ?? .account,
            summary: summary, body: .none, query: [], answers: nil, status: .ok, isVersioned: false,
            responder: .scoped(handler))
    }

    /// The same route, whose answer is of another media type than JSON as such.
    package func answering(_ media: String) -> Route {
        var route = self
        route.media = media
        return route
    }

    /// The same route with a deadline of its own.
    package func taking(_ patience: Duration) -> Route {
        var route = self
        route.patience = patience
        return route
    }
}

extension HTTPRequest.Method {
    /// Whether a request with this method brings a body that a route reads.
    var carriesBody: Bool { self == .post || self == .put || self == .patch }
}
