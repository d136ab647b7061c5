package import HTTPTypes
package import Hummingbird
import Logging
package import NIOCore
import NIOEmbedded
import PraxisWeb
import Synchronization

/// Asks the site in process as a browser does: keeps cookies, sends forms with the session's token.
package final class Browser: Sendable {
    /// What came back.
    package struct Answer: Sendable {
        package let status: HTTPResponse.Status
        package let headers: HTTPFields
        package let bytes: [UInt8]

        package var text: String { String(decoding: self.bytes, as: UTF8.self) }
        /// Where a redirect leads.
        package var location: String? { self.headers[.location] }
    }

    private let responder: RouterResponder<AppContext>
    private let cookies: Mutex<[String: String]>

    init(responder: RouterResponder<AppContext>, session: String? = nil) {
        self.responder = responder
        self.cookies = Mutex(session.map { [SessionCookie.name: $0] } ?? [:])
    }

    /// Asks for a page.
    package func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        try await self.send(.get, path, headers, [])
    }

    /// Sends a form. The token that its page would carry comes along, and a key where one is given.
    package func post(_ path: String, form: [(String, String)] = [], key: String? = nil) async throws -> Answer {
        var fields = form
        if let session = self.cookies.withLock({ $0[SessionCookie.name] }) {
            fields.append(("_token", FormToken.of(session: session)))
        }
        if let key { fields.append(("_key", key)) }
        let body = fields.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
        return try await self.send(
            .post, path, [.contentType: "application/x-www-form-urlencoded"], Array(body.utf8))
    }

    /// Calls the API.
    package func json(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if body != nil { headers[.contentType] = "application/json" }
        return try await self.send(method, path, headers, Array((body ?? "").utf8))
    }

    /// Sends a form as browsers send one with files.
    package func upload(
        _ path: String, fields: [(String, String)], file: (field: String, name: String, text: String)? = nil
    ) async throws -> Answer {
        var all = fields
        if let session = self.cookies.withLock({ $0[SessionCookie.name] }) {
            all.append(("_token", FormToken.of(session: session)))
        }
        let boundary = "praxis-test-boundary"
        var body = ""
        for (name, value) in all {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        if let file {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; "
            body += "filename=\"\(file.name)\"\r\nContent-Type: text/csv\r\n\r\n\(file.text)\r\n"
        }
        body += "--\(boundary)--\r\n"
        return try await self.send(
            .post, path, [.contentType: "multipart/form-data; boundary=\(boundary)"], Array(body.utf8))
    }

    /// Sends a form with a file that is made while it is sent.
    package func upload(
        _ path: String, field: String, name: String, headers: HTTPFields = [:],
        pieces: @escaping @Sendable () async throws -> ByteBuffer?
    ) async throws -> Answer {
        let boundary = "praxis-test-boundary"
        let token = self.cookies.withLock { $0[SessionCookie.name] }.map(FormToken.of(session:)) ?? ""
        var opening = "--\(boundary)\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n\(token)\r\n"
        opening += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; "
        opening += "filename=\"\(name)\"\r\nContent-Type: text/csv\r\n\r\n"
        var headers = headers
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        let body = FormPieces(
            opening: ByteBuffer(string: opening), closing: ByteBuffer(string: "\r\n--\(boundary)--\r\n"), file: pieces)
        return try await self.send(.post, path, headers, RequestBody(asyncSequence: body))
    }

    /// Sends anything.
    package func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8]
    ) async throws -> Answer {
        try await self.send(method, path, headers, RequestBody(buffer: ByteBuffer(bytes: body)))
    }

    /// Sends anything, in pieces.
    package func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: RequestBody
    ) async throws -> Answer {
        var headers = headers
        let jar = self.cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if !jar.isEmpty { headers[.cookie] = jar }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger[metadataKey: "hb.request.id"] = "test"
        let context = AppContext(source: .init(channel: NIOAsyncTestingChannel(), logger: logger))
        let request = Request(head: head, body: body)
        let response = try await self.responder.respond(to: request, context: context)
        let collected = CollectedBody()
        try await response.body.write(collected)
        self.keepCookies(of: response)
        return Answer(status: response.status, headers: response.headers, bytes: collected.bytes)
    }

    private func keepCookies(of response: Response) {
        for header in response.headers[values: .setCookie] {
            let pair = header.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count == 2 ? String(pair[1]) : ""
            self.cookies.withLock { $0[String(pair[0])] = value.isEmpty ? nil : value }
        }
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber { return String(character) }
            return "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}

/// Appends what is written.
private final class CollectedBody: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { self.collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        self.collected.withLock { $0 += buffer.readableBytesView }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// A form around the pieces of a file.
private final class FormPieces: AsyncSequence, AsyncIteratorProtocol, Sendable {
    private enum Stage { case opening, file, ended }

    private let opening: ByteBuffer
    private let closing: ByteBuffer
    private let file: @Sendable () async throws -> ByteBuffer?
    private let stage = Mutex(Stage.opening)

    init(opening: ByteBuffer, closing: ByteBuffer, file: @escaping @Sendable () async throws -> ByteBuffer?) {
        self.opening = opening
        self.closing = closing
        self.file = file
    }

    func makeAsyncIterator() -> FormPieces { self }

    func next() async throws -> ByteBuffer? {
        switch self.stage.withLock({ $0 }) {
        case .opening:
            self.stage.withLock { $0 = .file }
            return self.opening
        case .file:
            if let piece = try await self.file() { return piece }
            self.stage.withLock { $0 = .ended }
            return self.closing
        case .ended: return nil
        }
    }
}
