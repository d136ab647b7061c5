package import HTML
package import HTTPTypes
package import Hummingbird
import NIOCore
import PraxisCore

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

    /// A value as JSON.
    ///
    /// - Parameter version: becomes the `ETag`, which a change sends back as `If-Match`.
    static func json(_ value: some APIValue, status: HTTPResponse.Status = .ok, version: Int? = nil) -> Response {
        var response = Response.json(value.json, status: status)
        if let version { response.headers[.eTag] = "\"\(version)\"" }
        return response
    }

    /// The identifier of what was created.
    ///
    /// - Parameters:
    ///   - version: becomes the `ETag`.
    ///   - place: where the API has it.
    static func created<Entity>(_ id: Identifier<Entity>, version: Int? = nil, at place: URLPath? = nil) -> Response {
        var response = Response.json(["id": id.json], status: .created)
        if let version { response.headers[.eTag] = "\"\(version)\"" }
        if let place { response.headers[.location] = place.description }
        return response
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
