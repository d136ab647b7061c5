import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Reads what a request brings, as far as its route wants it, within limits of size and time.
struct RequestReader: Sendable {
    let route: Route
    let spool: UploadSpool

    func read(_ request: Request, _ context: AppContext) async throws -> RequestInput {
        let query = try Form(encoded: (request.uri.query ?? "").utf8)
        if self.route.kind == .api { try self.checkNames(of: query) }
        let (body, hash) = try await self.body(of: request)
        return RequestInput(
            id: context.requestID, address: context.remoteAddress, target: request.uri.string,
            parameters: try self.parameters(of: context), query: query, body: body,
            once: try self.once(request, body, hash), flash: Flash.read(request),
            forgeryToken: request.headers[.forgeryToken], version: try self.version(request))
    }

    /// The API tells about misspelled query items instead of ignoring them.
    private func checkNames(of query: Form) throws(FieldErrors) {
        var errors = FieldErrors()
        for field in query.fields {
            guard let item = self.route.query.first(where: { $0.name == field.name }) else {
                errors.add(String(field.name.prefix(100)), "There is no such query item")
                continue
            }
            item.schema.check(JSONValue(query: field.value, as: item.schema), at: field.name, into: &errors)
        }
        try errors.throwIfAny()
    }

    func parameters(of context: AppContext) throws -> PathParameters {
        var values: [String: String] = [:]
        for name in self.route.path.captures {
            guard let raw = context.parameters.get(name),
                let value = try? String(percentEncoded: raw.utf8), value.utf8.count <= 200
            else { throw NotFound() }
            values[name] = value
        }
        return PathParameters(values: values)
    }

    /// The body, and the hash of the whole request.
    private func body(of request: Request) async throws -> (RequestInput.Body, [UInt8]) {
        var hash = SHA256()
        hash.update(data: Array("\(request.method.rawValue) \(request.uri.string)\n".utf8))
        if case .none = self.route.body {
            try await self.discardBody(of: request)
            return (.none, Array(hash.finalize()))
        }
        let limit = self.route.body.limit(self.spool)
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Self.tooLarge(limit)
        }
        if case .bulk = self.route.body { return try await self.spooledBody(of: request, hash) }
        // A minimum rate: ten seconds, and one more for every 64 KiB that may come.
        let buffer = try await withDeadline(.seconds(10 + limit / 65_536)) {
            try await request.body.collect(upTo: limit)
        }
        let bytes = Array(buffer.readableBytesView)
        hash.update(data: bytes)
        return (try self.body(bytes, of: request), Array(hash.finalize()))
    }

    /// Keeps a large body on disk as it comes.
    private func spooledBody(of request: Request, _ begun: SHA256) async throws -> (RequestInput.Body, [UInt8]) {
        let limit = self.spool.limit
        return try await BodyPace().keep { [spool] count in
            var hash = begun
            var reader = try UploadReader(contentType: request.headers[.contentType] ?? "", spool: spool)
            for try await buffer in request.body {
                count.add(buffer.readableBytes)
                guard count.value <= limit else { throw Self.tooLarge(limit) }
                let events = try buffer.withUnsafeReadableBytes { bytes in
                    hash.update(bufferPointer: bytes)
                    return try reader.feed(bytes)
                }
                try await reader.take(events)
            }
            return (.upload(try reader.finish()), Array(hash.finalize()))
        }
    }

    private static func tooLarge(_ limit: Int) -> BadRequest {
        BadRequest(.contentTooLarge, "too_large", "What was sent is larger than \(limit) bytes")
    }

    /// Reads past a body that nobody wants: not for long and not much, so that it does not hold the connection.
    private func discardBody(of request: Request) async throws {
        let length = request.headers[.contentLength].map { Int($0) ?? .max } ?? 0
        guard length > 0 || request.headers[.transferEncoding] != nil else { return }
        _ = try await withDeadline(.seconds(5)) { try await request.body.collect(upTo: 65_536) }
    }

    private func body(_ bytes: [UInt8], of request: Request) throws -> RequestInput.Body {
        let type = request.headers[.contentType].map { $0.prefix { $0 != ";" }.trimmed.lowercased() }
        switch self.route.body {
        case .none: return .none
        case .form:
            guard type == "application/x-www-form-urlencoded" || (type == nil && bytes.isEmpty) else {
                throw BadRequest.unsupported("application/x-www-form-urlencoded")
            }
            return .form(try Form(encoded: bytes))
        case .json(let schema, _):
            guard type == "application/json" else { throw BadRequest.unsupported("application/json") }
            let value = try JSONScanner.value(of: bytes)
            var errors = FieldErrors()
            schema.check(value, into: &errors)
            try errors.throwIfAny()
            return .json(value)
        case .upload:
            return .upload(try Upload(bytes, contentType: request.headers[.contentType] ?? ""))
        case .bulk: return .none
        }
    }

    /// The key that makes the write happen once: of the header, or of the form.
    private func once(_ request: Request, _ body: RequestInput.Body, _ hash: [UInt8]) throws -> IdempotencyKey? {
        guard request.method != .get, request.method != .head else { return nil }
        var key = request.headers[.idempotencyKey]
        if case .form(let form) = body, key == nil { key = form[FormField.key] }
        if case .upload(let upload) = body, key == nil { key = upload.form[FormField.key] }
        guard let key else { return nil }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw BadRequest("bad_idempotency_key", "An idempotency key is 1 to 200 visible characters")
        }
        return IdempotencyKey(key: key, requestHash: hash)
    }

    /// The version that `If-Match` names.
    private func version(_ request: Request) throws(BadRequest) -> Int? {
        guard let header = request.headers[.ifMatch], header != "*" else { return nil }
        let digits = header.filter { $0 != "\"" }
        guard let version = Int(digits), version >= 0 else {
            throw BadRequest(.preconditionFailed, "bad_etag", "If-Match does not name a version of this")
        }
        return version
    }
}

extension BadRequest {
    static func unsupported(_ wanted: String) -> BadRequest {
        BadRequest(.unsupportedMediaType, "unsupported_media_type", "Send this as \(wanted)")
    }
}

extension JSONValue {
    /// A query item's text as the value that its schema speaks of.
    init(query text: String, as schema: Schema) {
        switch schema {
        case .integer: self = .number(text)
        case .boolean: self = text == "true" ? true : text == "false" ? false : .string(text)
        case .optional(let schema): self.init(query: text, as: schema)
        default: self = .string(text)
        }
    }
}

/// Names of the fields that every form carries.
enum FormField {
    static let key = "_key"
    static let token = "_token"
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
    static let forgeryToken = Self("X-Praxis-Token")!
    static let requestID = Self("X-Request-ID")!
    static let secFetchSite = Self("Sec-Fetch-Site")!
    static let hxRequest = Self("HX-Request")!
    static let hxTarget = Self("HX-Target")!
    static let hxRedirect = Self("HX-Redirect")!
}
