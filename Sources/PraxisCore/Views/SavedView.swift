package import Postgres

/// A filter of a list that somebody keeps under a name.
package struct SavedView: Sendable {
    package typealias ID = Identifier<SavedView>

    /// Who is shown a view.
    package enum Audience: String, CaseIterable, Sendable, PostgresEncodable, PostgresDecodable {
        /// Whoever saved it.
        case `private`
        /// Everybody who may open the list in the clinic where it was saved.
        case clinic
        /// Everybody who may open the list anywhere in the practice.
        case practice
    }

    package let id: ID
    /// The list that it filters, by its code.
    package let screen: String
    package let name: String
    /// Names and values as they stand in an address.
    package let query: String
    package let audience: Audience
    /// Whether the caller saved it.
    package let isOwn: Bool
    /// Whether the caller begins with it.
    package let isFirst: Bool

    package init(
        id: ID, screen: String, name: String, query: String, audience: Audience, isOwn: Bool, isFirst: Bool
    ) {
        self.id = id
        self.screen = screen
        self.name = name
        self.query = query
        self.audience = audience
        self.isOwn = isOwn
        self.isFirst = isFirst
    }
}

extension SavedView: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.screen = try row.read()
        self.name = try row.read()
        self.query = try row.read()
        self.audience = try row.read()
        self.isOwn = try row.read()
        self.isFirst = try row.read()
    }
}

/// A view that is to be kept.
package struct NewView: Sendable {
    package let screen: String
    package let name: String
    package let query: String
    package let audience: SavedView.Audience
    /// Whether the caller begins with it from now on.
    package let isFirst: Bool

    package init(screen: String, name: String, query: String, audience: SavedView.Audience, isFirst: Bool) {
        self.screen = screen
        self.name = name
        self.query = query
        self.audience = audience
        self.isFirst = isFirst
    }
}

/// With whom the caller may share a view of the scope.
package struct ViewSharing: PostgresRow {
    package let withClinic: Bool
    package let withPractice: Bool

    package init(row: inout RowReader) throws(PostgresError) {
        self.withClinic = try row.read()
        self.withPractice = try row.read()
    }

    /// The audiences that may be chosen.
    package var audiences: [SavedView.Audience] {
        [.private] + (self.withClinic ? [.clinic] : []) + (self.withPractice ? [.practice] : [])
    }
}
