import FoundationEssentials
package import HTML
package import HTTPTypes
package import Hummingbird
import NIOCore

extension HTML {
    /// The markup as an answer.
    package func response(_ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .vary: "HX-Request, HX-Target, Cookie"],
            body: .init(byteBuffer: ByteBuffer(bytes: self.utf8)))
    }
}

extension Request {
    /// Whether a script of the page asks for one region of it alone.
    package func asksFor(_ region: String) -> Bool {
        self.headers[.hxRequest] == "true" && self.headers[.hxTarget] == region
    }
}

extension Response {
    /// To another page after a form: 303, so that reloading does not send it again.
    ///
    /// - Parameter flash: one sentence for the next page, such as `Saved`.
    package static func redirect(to place: Place, flash: String? = nil) -> Response {
        var response = Response(status: .seeOther, headers: [.location: place.path.description])
        if let flash { response.headers.append(HTTPField(name: .setCookie, value: Flash.set(flash))) }
        return response
    }

    /// JSON with dates in ISO 8601 and names in snake case.
    ///
    /// - Parameters:
    ///   - version: becomes the `ETag`, which a change sends back as `If-Match`.
    ///   - location: the place in the API of what was created.
    package static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, version: Int? = nil, location: URLPath? = nil
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers: HTTPFields = [.contentType: "application/json"]
        if let version { headers[.eTag] = "\"\(version)\"" }
        if let location { headers[.location] = location.description }
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// JSON that was put together by hand.
    package static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: value.text)))
    }

    /// JSON that the database put together.
    package static func json(verbatim bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Done, and nothing to say.
    package static var noContent: Response { Response(status: .noContent) }
}

/// One page of a list of the API: the items, and what to give as `after` for the next.
package struct JSONPage<Item: Encodable & Sendable>: Encodable, Sendable {
    package let items: [Item]
    package let next: String?

    package init(_ items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}
