import HTTPTypes
package import Hummingbird

/// All routes of the site, in one list.
package struct RouteTable: Sendable {
    package let routes: [Route]

    /// The routes of all controllers.
    package init(_ controllers: [any Controller]) {
        self.routes = controllers.flatMap(\.routes)
    }

    /// Registers every route, and for every path an answer to the methods that it does not have.
    package func register(in router: Router<AppContext>, site: Site) {
        for route in self.routes {
            router.on(
                RouterPath(route.path.text), method: route.method, responder: RouteResponder(route: route, site: site))
        }
        for (path, methods) in self.methods {
            for method in Self.known where !methods.contains(method) {
                if method == .head, methods.contains(.get) { continue }
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw MethodNotAllowed(allowed: methods)
                }
            }
        }
    }

    private static let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    /// The methods of each path.
    private var methods: [String: [HTTPRequest.Method]] {
        var methods: [String: [HTTPRequest.Method]] = [:]
        for route in self.routes { methods[route.path.text, default: []].append(route.method) }
        return methods
    }
}
