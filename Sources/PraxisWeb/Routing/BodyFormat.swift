/// What the body of a request is, and how large it may be.
package enum BodyFormat: Sendable {
    /// Nothing is read.
    case none
    /// The fields of a form, at most 256 KiB.
    case form
    /// JSON that fits a schema, at most so many bytes.
    case json(Schema, limit: Int = BodyFormat.plainJSON)
    /// A form with files, or a file by itself; at most so many bytes.
    case upload(limit: Int)
    /// A form with one file, or a file by itself, as large as the operator allows. It is kept on disk while it lasts.
    case bulk

    /// How large JSON may be where a route does not say more: 1 MiB.
    package static let plainJSON = 1024 * 1024

    /// The most bytes that are read before the request is refused with 413.
    func limit(_ spool: UploadSpool) -> Int {
        switch self {
        case .none: 0
        case .form: 256 * 1024
        case .json(_, let limit), .upload(let limit): limit
        case .bulk: spool.limit
        }
    }
}

/// A name that a call of the API reads from the query.
package struct QueryItem: Sendable {
    package let name: String
    package let schema: Schema
    package let summary: String

    package init(_ name: String, _ schema: Schema, _ summary: String) {
        self.name = name
        self.schema = schema
        self.summary = summary
    }
}
