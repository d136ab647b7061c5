import HTTPTypes
package import PraxisCore

/// The request is not one: its encoding, framing or size is wrong.
package struct BadRequest: Error, Hashable, Sendable {
    /// Stable, for programs.
    package let code: String
    /// For people.
    package let message: String
    let status: HTTPResponse.Status

    package init(_ code: String, _ message: String) {
        self.init(.badRequest, code, message)
    }

    init(_ status: HTTPResponse.Status, _ code: String, _ message: String) {
        self.code = code
        self.message = message
        self.status = status
    }
}

/// Nobody is signed in.
package struct SignInRequired: Error, Sendable {
    package init() {}
}

/// The caller may see this and not do it.
package struct Forbidden: Error, Sendable {
    package init() {}
}

/// The path exists, with other methods.
struct MethodNotAllowed: Error {
    let allowed: [HTTPRequest.Method]
}

/// The request took too long.
struct DeadlineExceeded: Error {}

/// Too many requests came from one account or address.
struct TooManyRequests: Error {
    let seconds: Int
}

extension Collection {
    /// The first element.
    ///
    /// - Throws: `NotFound` where there is none; for rows that the caller may not see.
    package func required() throws(NotFound) -> Element {
        guard let element = self.first else { throw NotFound() }
        return element
    }
}
