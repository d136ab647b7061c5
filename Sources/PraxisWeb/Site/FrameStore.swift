package import Postgres
package import PraxisCore

/// The row behind a frame.
package struct FrameRow: PostgresRow {
    let practice: String
    let currency: String
    let account: String
    let slugs: [String]
    let names: [String]
    let permissions: [String]
    let slug: String?
    let name: String?
    let zone: String?
    let emergencyUntil: Instant?

    package init(row: inout RowReader) throws(PostgresError) {
        self.practice = try row.read()
        self.currency = try row.read()
        self.account = try row.read()
        self.slugs = try row.read()
        self.names = try row.read()
        self.permissions = try row.read()
        self.slug = try row.read()
        self.name = try row.read()
        self.zone = try row.read()
        self.emergencyUntil = try row.read()
    }
}

/// Queries of the shell.
package enum FrameStore {
    /// The frame of a scope; no row where the clinic does not exist for the caller.
    package static func frame(_ scope: Scope) -> Query<FrameRow> {
        let clinic: String? = if case .clinic(let slug) = scope { slug.description } else { nil }
        return Query(
            """
            SELECT f.practice, f.currency, f.account, f.slugs, f.names, f.permissions, f.slug, f.name, f.zone,
                   f.emergency_until
              FROM praxis_private.site_frame(\(clinic)) f
            """)
    }
}

extension Frame {
    init(_ row: FrameRow, scope: Scope) {
        self.scope = scope
        self.practice = row.practice
        self.currency = row.currency
        self.account = row.account
        self.clinics = zip(row.slugs, row.names).compactMap { slug, name in
            Slug(slug).map { Clinic(slug: $0, name: name) }
        }
        self.permissions = Set(row.permissions.compactMap(Permission.init(rawValue:)))
        let named = row.slug.flatMap { Slug($0) }.map { Clinic(slug: $0, name: row.name ?? $0.description) }
        self.clinic = named ?? (self.clinics.count == 1 ? self.clinics.first : nil)
        self.zone = row.zone
        self.emergencyUntil = row.emergencyUntil
    }
}
