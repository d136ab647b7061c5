import HTTPTypes
import Hummingbird
import PraxisCore

/// Serves the description of the API.
struct OpenAPIController: Controller {
    let document: JSONValue

    init(routes described: [Route]) {
        let own = Route.open(.get, "/api/v1/openapi.json", "This description", kind: .api, answers: .any) { _, _ in
            throw NotFound()
        }
        self.document = OpenAPI.document(described + [own])
    }

    var routes: [Route] {
        [.open(.get, "/api/v1/openapi.json", "This description", kind: .api, answers: .any, self.serve)]
    }

    @Sendable private func serve(request: Request, context: OpenContext) async throws -> Response {
        .json(self.document)
    }
}

/// The API in the words of OpenAPI 3.1, made from the routes that the router uses.
enum OpenAPI {
    static func document(_ routes: [Route]) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": ["title": "Praxis", "version": "1", "description": .string(Self.description)],
            "paths": Self.paths(routes.filter(\.path.isAPI)),
            "components": [
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer"],
                    "session": ["type": "apiKey", "in": "cookie", "name": .string(SessionCookie.name)],
                ],
                "schemas": ["Problem": Self.problem],
                "responses": [
                    "Problem": [
                        "description": "What went wrong (RFC 9457)",
                        "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                    ]
                ],
            ],
        ]
    }

    private static let description = """
        Lists are pages: give `next` of one as `after` for the following one. A change of a record sends its `ETag` back as \
        `If-Match`. A write with an `Idempotency-Key` happens once, however often it is sent.
        """

    private static let problem: JSONValue = [
        "type": "object", "required": ["type", "title", "status", "code"],
        "properties": [
            "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
            "code": ["type": "string"], "detail": ["type": "string"],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["field", "message"],
                    "properties": ["field": ["type": "string"], "message": ["type": "string"]],
                ],
            ],
            "reasons": [:],
        ],
    ]

    private static func paths(_ routes: [Route]) -> JSONValue {
        var order: [String] = []
        var members: [String: [JSONValue.Member]] = [:]
        for route in routes {
            if members[route.path.text] == nil { order.append(route.path.text) }
            members[route.path.text, default: []].append(
                JSONValue.Member(name: route.method.rawValue.lowercased(), value: Self.operation(route)))
        }
        return .object(order.map { JSONValue.Member(name: $0, value: .object(members[$0] ?? [])) })
    }

    private static func operation(_ route: Route) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "summary", value: .string(route.summary)),
            .init(name: "operationId", value: .string(Self.name(of: route))),
            .init(name: "parameters", value: .array(Self.parameters(route))),
            .init(name: "responses", value: Self.responses(route)),
        ]
        if route.access == .anyone {
            members.append(.init(name: "security", value: []))
        } else {
            members.append(.init(name: "security", value: [["token": []], ["session": []]]))
        }
        if case .permission(let permission) = route.access {
            members.append(.init(name: "x-permission", value: .string(permission.rawValue)))
        }
        if let body = Self.body(route) { members.append(.init(name: "requestBody", value: body)) }
        return .object(members)
    }

    /// The method and the words of the path.
    private static func name(of route: Route) -> String {
        let words = route.path.text.split { !$0.isLetter && !$0.isNumber }.dropFirst(2)
        return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }

    private static func parameters(_ route: Route) -> [JSONValue] {
        let path = route.path.captures.map { name -> JSONValue in
            [
                "name": .string(name), "in": "path", "required": true,
                "schema": route.path.schema(of: name).description,
            ]
        }
        let query = route.query.map { item -> JSONValue in
            [
                "name": .string(item.name), "in": "query", "description": .string(item.summary),
                "schema": item.schema.description,
            ]
        }
        var headers: [JSONValue] = []
        if route.method != .get {
            headers.append([
                "name": "Idempotency-Key", "in": "header",
                "schema": ["type": "string", "pattern": "^[!-~]{1,200}$"],
            ])
        }
        if route.isVersioned {
            headers.append([
                "name": "If-Match", "in": "header", "required": true,
                "description": "The `ETag` of what is changed, as it was read", "schema": Self.etag,
            ])
        }
        return path + query + headers
    }

    private static let etag: JSONValue = ["type": "string", "pattern": "^\"[0-9]{1,9}\"$"]

    private static func body(_ route: Route) -> JSONValue? {
        switch route.body {
        case .json(let schema, _):
            ["required": true, "content": ["application/json": ["schema": schema.description]]]
        case .upload, .bulk: ["required": true, "content": ["text/csv": [:], "multipart/form-data": [:]]]
        case .none, .form: nil
        }
    }

    private static func responses(_ route: Route) -> JSONValue {
        var success: [JSONValue.Member] = [.init(name: "description", value: "Done")]
        let form = route.answers?.description ?? ["type": "string", "format": "binary"]
        if let media = route.media ?? (route.answers == nil ? nil : "application/json") {
            success.append(
                .init(name: "content", value: .object([.init(name: media, value: ["schema": form])])))
        }
        var members = [JSONValue.Member(name: String(route.status.code), value: .object(success))]
        for status in Self.refusals(route) {
            members.append(.init(name: String(status), value: ["$ref": "#/components/responses/Problem"]))
        }
        return .object(members)
    }

    private static func refusals(_ route: Route) -> [Int] {
        var statuses = [400, 404, 422, 429, 503]
        if route.access != .anyone { statuses += [401, 403] }
        if route.method != .get { statuses += [409, 412, 413, 415, 428] }
        return statuses.sorted()
    }
}
