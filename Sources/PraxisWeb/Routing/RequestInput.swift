package import FoundationEssentials
package import PraxisCore

/// What came with a request, read and checked for form; not yet for meaning.
package struct RequestInput: Sendable {
    /// A body, as its format says.
    package enum Body: Sendable {
        case none
        case form(Form)
        case json(JSONValue)
        case upload(Upload)
    }

    /// Names the request in the log and the audit trail.
    package let id: UUID
    /// The client's address.
    package let address: String?
    /// The path of the request, with its query.
    package let target: String
    package let parameters: PathParameters
    package let query: Form
    package let body: Body
    /// Makes the write of this request happen once.
    package let once: IdempotencyKey?
    /// What the page before wanted to be told on this one.
    package let flash: String?
    /// The forgery token of the header, where a script sent the request.
    let forgeryToken: String?
    /// The version that the caller last saw, of `If-Match`.
    package let version: Int?

    /// Says that the request has its answer: what was kept on disk for it goes.
    func close() {
        if case .upload(let upload) = self.body { upload.spooled?.close() }
    }
}

/// The values of a path's captures.
package struct PathParameters: Sendable {
    let values: [String: String]

    /// The value of a capture.
    package subscript(_ name: String) -> String? { self.values[name] }

    /// The value of a capture as its type.
    ///
    /// - Throws: `NotFound` where it is not such a value: a page that cannot exist does not exist.
    package func require<Value: LosslessStringConvertible>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(NotFound) -> Value {
        guard let text = self.values[name], let value = Value(text) else { throw NotFound() }
        return value
    }
}
