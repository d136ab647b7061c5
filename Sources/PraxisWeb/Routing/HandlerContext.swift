import HTTPTypes
package import PraxisCore

/// What every handler is given beside the request.
package protocol HandlerContext: Sendable {
    /// What came with the request.
    var input: RequestInput { get }
    /// What the site has for all requests.
    var site: Site { get }
}

extension HandlerContext {
    /// The values of the path's captures.
    package var parameters: PathParameters { self.input.parameters }
    /// The items of the query.
    package var query: Form { self.input.query }

    /// The fields of the form that was sent; empty where none was.
    package var form: Form {
        switch self.input.body {
        case .form(let form): form
        case .upload(let upload): upload.form
        case .none, .json: Form()
        }
    }

    /// The file that was sent with an upload form or as the whole body.
    package var upload: Upload {
        if case .upload(let upload) = self.input.body { return upload }
        return Upload(form: self.form)
    }

    /// The version that the caller last saw: of `If-Match`, or of the form's hidden field `version`.
    ///
    /// - Throws: a problem with status 428 where there is none.
    package func version() throws(Problem) -> Int {
        guard let version = self.input.version ?? self.form["version"].flatMap({ Int($0) }) else {
            throw Problem(
                .preconditionRequired, "version_required", "Say which version you change",
                detail: "Send the ETag of what you read as If-Match.")
        }
        return version
    }

    /// The JSON body as a type; its form has been checked against the route's schema before.
    ///
    /// - Throws: `FieldErrors` that name the field by its path, such as `lines.2.quantity`.
    package func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        guard case .json(let value) = self.input.body else { throw FieldErrors("body", "Send a JSON object") }
        return try value.decoded(as: type)
    }
}

/// What is known about a request of somebody who may be signed in or not.
package struct OpenContext: HandlerContext {
    package let input: RequestInput
    package let site: Site
    /// The claim that came along, unchecked; `nil` where there is none.
    package let claim: Caller.Claim?
    /// Stands in every form of the page and must come back with it.
    package let forgeryToken: String?
}

/// What is known about a request of somebody who is signed in: the claim, which the database checks, and the part of
/// the practice that the URL names.
package struct ScopedContext: HandlerContext {
    package let input: RequestInput
    package let site: Site
    package let caller: Caller
    /// Stands in every form of the page and must come back with it; `nil` with an API token.
    package let forgeryToken: String?

    /// The clinic of the path, or `all`; also `all` where the path names none.
    package var scope: Scope { self.caller.scope }
}
