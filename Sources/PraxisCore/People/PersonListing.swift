package import Postgres

/// A person as a line of a list.
package struct PersonListing: Sendable {
    package let id: PersonRecord.ID
    package let givenName: String
    package let familyName: String
    package let npi: String?
    /// What the person is employed as, today or to come.
    package let positions: [String]
    /// Where.
    package let clinics: [String]

    /// `Okafor, Grace`: how lists are sorted.
    package var sortedName: String { "\(self.familyName), \(self.givenName)" }
}

extension PersonListing: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.givenName = try row.read()
        self.familyName = try row.read()
        self.npi = try row.read()
        self.positions = try row.read()
        self.clinics = try row.read()
    }
}

/// What a list of people is narrowed to.
package struct PersonFilter: Sendable {
    /// The beginning of a family or given name, or a whole NPI.
    package var words: String?
    package var position: String?
    /// People who left are shown too.
    package var includesFormer: Bool
    /// The last of the page before.
    package var after: PersonRecord.ID?
    package var limit: Int

    package init(
        words: String? = nil, position: String? = nil, includesFormer: Bool = false, after: PersonRecord.ID? = nil,
        limit: Int = 50
    ) {
        self.words = words
        self.position = position
        self.includesFormer = includesFormer
        self.after = after
        self.limit = limit
    }
}

/// A number, such as of all rows that fit a filter.
package struct Count: PostgresRow {
    package let value: Int

    package init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
}
