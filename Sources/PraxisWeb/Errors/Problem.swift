package import HTTPTypes
package import PraxisCore

/// What went wrong, as RFC 9457 tells it to programs and an error page tells it to people.
package struct Problem: Error, Sendable {
    package let status: HTTPResponse.Status
    /// Stable, for programs: the last part of the problem's `type`.
    package let code: String
    /// One sentence without figures.
    package let title: String
    /// What to do about it.
    package let detail: String?
    /// Wrong fields.
    package let fields: FieldErrors
    /// Figures and reasons for programs.
    package let reasons: JSONText?
    /// Headers that go along.
    package let headers: HTTPFields

    package init(
        _ status: HTTPResponse.Status, _ code: String, _ title: String, detail: String? = nil,
        fields: FieldErrors = FieldErrors(), reasons: JSONText? = nil, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.fields = fields
        self.reasons = reasons
        self.headers = headers
    }
}

/// An error of a module that knows what to tell the caller.
package protocol ProblemConvertible: Error {
    var problem: Problem { get }
}

extension Problem {
    /// The body of the answer, as `application/problem+json`.
    var json: JSONText {
        var text = "{\"type\":" + JSONValue.string("/problems/" + self.code).text
        text += ",\"title\":" + JSONValue.string(self.title).text + ",\"status\":\(self.status.code)"
        text += ",\"code\":" + JSONValue.string(self.code).text
        if let detail { text += ",\"detail\":" + JSONValue.string(detail).text }
        if !self.fields.isEmpty {
            let entries = self.fields.entries.map { entry -> JSONValue in
                ["field": .string(entry.field), "message": .string(entry.message)]
            }
            text += ",\"errors\":" + JSONValue.array(entries).text
        }
        if let reasons { text += ",\"reasons\":" + reasons.text }
        return JSONText(text: text + "}")
    }
}
