import FoundationEssentials
package import Postgres

/// A person's work at a clinic in a position, from a day until before another.
package struct EmploymentRecord: Sendable {
    package typealias ID = Identifier<EmploymentRecord>

    package let id: ID
    package let clinic: Slug
    package let clinicName: String
    package let position: String
    package let startsOn: LocalDate
    /// The first day on which it no longer holds.
    package let endsOn: LocalDate?
    package let version: Int
}

extension EmploymentRecord: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        self.clinicName = try row.read()
        self.position = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.version = try row.read()
    }
}

/// A person's clinical role at a clinic.
package struct AppointmentRecord: PostgresRow {
    package let clinicName: String
    package let role: String
    package let startsOn: LocalDate
    package let endsOn: LocalDate?

    package init(row: inout RowReader) throws(PostgresError) {
        self.clinicName = try row.read()
        self.role = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
    }
}

/// Queries about who works where.
package enum EmploymentStore {
    /// The employments of a person, newest first.
    package static func employments(of person: PersonRecord.ID) -> Query<EmploymentRecord> {
        Query(
            """
            SELECT e.employment_id, c.slug, c.name, e.position, e.starts_on, e.ends_on, e.version
              FROM praxis.employment e
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE e.person_id = \(person)
             ORDER BY e.starts_on DESC, e.employment_id
            """)
    }

    /// The clinical roles of a person, newest first.
    package static func appointments(of person: PersonRecord.ID) -> Query<AppointmentRecord> {
        Query(
            """
            SELECT c.name, a.clinical_role, a.starts_on, a.ends_on
              FROM praxis.appointment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE a.person_id = \(person)
             ORDER BY a.starts_on DESC, a.appointment_id
            """)
    }

    /// Answers the clinic; no row where the caller knows none of that name.
    static func insert(
        _ id: EmploymentRecord.ID, _ employment: NewEmployment, of person: PersonRecord.ID
    ) -> Query<Column<UUID>> {
        Query(
            """
            INSERT INTO praxis.employment (clinic_id, employment_id, person_id, position, starts_on)
            SELECT c.clinic_id, \(id), \(person), \(employment.position), \(employment.startsOn)
              FROM praxis.clinic c
             WHERE c.slug = \(employment.clinic)
            RETURNING clinic_id
            """)
    }

    /// Answers the clinic; no row where it is another person's, or the version is another by now.
    static func end(
        _ id: EmploymentRecord.ID, of person: PersonRecord.ID, on day: LocalDate, version: Int
    ) -> Query<Column<UUID>> {
        Query(
            """
            UPDATE praxis.employment
               SET ends_on = \(day), version = version + 1
             WHERE employment_id = \(id) AND person_id = \(person) AND version = \(version)
            RETURNING clinic_id
            """)
    }
}

/// An employment that begins.
package struct NewEmployment: Sendable {
    package let clinic: Slug
    package let position: String
    package let startsOn: LocalDate

    package init(clinic: Slug, position: String, startsOn: LocalDate) {
        self.clinic = clinic
        self.position = position
        self.startsOn = startsOn
    }

    /// What the trail keeps of it.
    var facts: JSONText {
        get throws { try JSONText(["position": self.position, "starts_on": self.startsOn.description]) }
    }
}
