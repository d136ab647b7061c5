package import Postgres

/// A clinic with its place and numbers.
package struct ClinicRecord: Sendable {
    package typealias ID = Identifier<ClinicRecord>

    package let id: ID
    package let slug: Slug
    package let name: String
    package let state: String
    package let zone: String
    package let street: String
    package let city: String
    package let postalCode: String
    package let closedOn: LocalDate?
    package let entity: String?
    /// People who work there today.
    package let people: Int
    package let version: Int
}

extension ClinicRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.slug = try row.read()
        self.name = try row.read()
        self.state = try row.read()
        self.zone = try row.read()
        self.street = try row.read()
        self.city = try row.read()
        self.postalCode = try row.read()
        self.closedOn = try row.read()
        self.entity = try row.read()
        self.people = try row.read()
        self.version = try row.read()
    }
}

/// What may be changed about a clinic.
package struct ClinicDetails: Sendable {
    package let name: String
    package let street: String
    package let city: String
    package let postalCode: String

    package init(name: String, street: String, city: String, postalCode: String) {
        self.name = name
        self.street = street
        self.city = city
        self.postalCode = postalCode
    }
}

/// Queries about clinics.
package enum ClinicStore {
    /// The clinics that the caller may see, by name.
    package static func clinics(_ scope: Scope) -> Query<ClinicRecord> {
        Query(
            """
            SELECT c.clinic_id, c.slug, c.name, c.state, c.zone, c.street, c.city, c.postal_code, c.closed_on, l.name,
                   (SELECT count(DISTINCT e.person_id)
                      FROM praxis.employment e
                     WHERE (e.practice_id, e.clinic_id) = (c.practice_id, c.clinic_id)
                       AND e.starts_on <= CURRENT_DATE
                       AND (e.ends_on IS NULL OR e.ends_on > CURRENT_DATE)),
                   c.version
              FROM praxis.clinic c
              LEFT JOIN praxis.legal_entity l USING (practice_id, entity_id)
             WHERE \(scope.condition)
             ORDER BY c.name
            """)
    }

    static func update(_ slug: Slug, _ clinic: ClinicDetails, version: Int) -> SQL {
        """
        UPDATE praxis.clinic
           SET name = \(clinic.name), street = \(clinic.street), city = \(clinic.city),
               postal_code = \(clinic.postalCode), version = version + 1
         WHERE slug = \(slug) AND version = \(version)
        """
    }
}
