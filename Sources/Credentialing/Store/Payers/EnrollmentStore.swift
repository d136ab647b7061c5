package import Postgres
package import PraxisCore

/// Queries and statements about enrollments with payers.
enum EnrollmentStore {
    static let pageSize = 100

    /// Enrollments by name, from after one of them.
    static func list(
        _ filter: EnrollmentFilter, after: Enrollment.ID?, limit: Int, in scope: Scope
    ) -> Query<Enrollment> {
        let words = filter.search?.lowercased()
        return Query(
            """
            WITH list AS (
                \(Self.columns)
                 WHERE \(scope.condition)
                   AND (\(filter.status?.rawValue)::text IS NULL OR e.status = \(filter.status?.rawValue)::text)
                   AND (\(filter.plan)::uuid IS NULL OR e.plan_id = \(filter.plan))
                   AND (\(filter.person)::uuid IS NULL OR e.person_id = \(filter.person))
                   AND (\(words)::text IS NULL
                        OR starts_with(lower(s.name), \(words)) OR starts_with(lower(e.payer_number), \(words))
                        OR s.npi = \(words))
                   AND (NOT \(filter.isRevalidating) OR \(Self.revalidating))
                   AND (NOT \(filter.isHeld) OR h.days IS NOT NULL)
            )
            SELECT l.*
              FROM list l
             WHERE \(after)::uuid IS NULL
                OR (l.name, l.enrollment_id) > (SELECT f.name, f.enrollment_id FROM list f WHERE f.enrollment_id = \(after))
             ORDER BY l.name, l.enrollment_id
             LIMIT \(limit)
            """)
    }

    /// One enrollment.
    static func enrollment(_ id: Enrollment.ID) -> Query<Enrollment> {
        Query("\(Self.columns) WHERE e.enrollment_id = \(id)")
    }

    /// How many revalidations are due or overdue.
    static func revalidations(in scope: Scope) -> Query<Count> {
        Query(
            """
            SELECT count(*)
              FROM praxis.enrollment e
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.payer_plan p USING (practice_id, plan_id)
             WHERE \(scope.condition) AND \(Self.revalidating)
            """)
    }

    private static let columns: SQL = """
        SELECT e.enrollment_id, e.person_id, coalesce(s.name, '') AS name, s.npi, c.name AS clinic, c.slug, e.plan_id, p.payer,
               p.name AS plan, p.kind, p.line, e.status, e.participating, e.submitted_on, e.first_service_on, e.disaster,
               e.effective_on, e.term_on, e.payer_number, e.revalidation_due_on, e.version,
               (now() AT TIME ZONE c.zone)::date AS today,
               EXISTS (SELECT
                         FROM praxis.enrollment_deactivation_known d
                        WHERE d.practice_id = e.practice_id AND d.clinic_id = e.clinic_id
                          AND d.enrollment_id = e.enrollment_id
                          AND daterange(d.deactivated_on, d.received_on) @> (now() AT TIME ZONE c.zone)::date),
               p.of_medicare
               AND EXISTS (SELECT
                             FROM praxis.medicare_opt_out o
                            WHERE o.practice_id = e.practice_id AND o.person_id = e.person_id
                              AND o.days @> (now() AT TIME ZONE c.zone)::date),
               (SELECT jsonb_agg(jsonb_build_object('from', lower(d), 'through', upper(d) - 1) ORDER BY d) FROM unnest(h.days) d)
          FROM praxis.enrollment e
          JOIN praxis.clinic c USING (practice_id, clinic_id)
          JOIN praxis.payer_plan p USING (practice_id, plan_id)
          LEFT JOIN (SELECT DISTINCT s.person_id, s.name, s.npi FROM praxis_private.enrollment_staff() s) s USING (person_id)
          LEFT JOIN praxis.enrollment_hold h USING (practice_id, clinic_id, person_id, plan_id)
        """

    /// Whether the due date of a revalidation is published: some months ahead of it.
    private static let revalidating: SQL = """
        (e.status = 'enrolled'
         AND (e.revalidation_due_on - make_interval(months => coalesce(
                  (SELECT (r.params ->> 'published_months_ahead')::integer
                     FROM praxis.rule_on(praxis_private.revalidation_rule(p.line), (now() AT TIME ZONE c.zone)::date) r),
                  0)))::date
             <= (now() AT TIME ZONE c.zone)::date)
        """

    static func versions(of id: Enrollment.ID) -> Query<EnrollmentVersion> {
        Query(
            """
            SELECT v.version, v.facts ->> 'status', (v.facts ->> 'submitted_on')::date, (v.facts ->> 'effective_on')::date,
                   (v.facts ->> 'term_on')::date, coalesce(praxis_private.account_name(v.changed_by), ''), v.changed_at
              FROM praxis.enrollment_version v
             WHERE v.enrollment_id = \(id)
             ORDER BY v.version DESC
            """)
    }

    /// Days of published shifts at the enrollment's clinic that its plan does not pay for, the latest first.
    static func unbillable(_ id: Enrollment.ID) -> Query<UnbillableDay> {
        Query(
            """
            SELECT DISTINCT r.local_date
              FROM praxis.enrollment e
              JOIN praxis.rostering_published r USING (practice_id, clinic_id, person_id)
              LEFT JOIN praxis.enrollment_on o USING (practice_id, clinic_id, person_id, plan_id)
             WHERE e.enrollment_id = \(id)
               AND NOT coalesce(o.billable @> r.local_date, false)
             ORDER BY r.local_date DESC
             LIMIT 100
            """)
    }

    /// Who works today and cannot be billed to a plan today, by name.
    static func missing(plan: PayerPlan.ID?, person: Person.ID?, in scope: Scope) -> Query<MissingEnrollment> {
        Query(
            """
            SELECT m.person_id, m.name, m.clinical_role, c.name, c.slug, m.plan_id, m.payer, m.plan, m.billable_from,
                   m.billable_until, m.deactivated, m.status, m.enrollment_id, m.opted_out, m.held
              FROM praxis.enrollment_missing m
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND (\(plan)::uuid IS NULL OR m.plan_id = \(plan))
               AND (\(person)::uuid IS NULL OR m.person_id = \(person))
             ORDER BY m.name, m.person_id, c.slug, m.payer, m.plan, m.clinical_role
             LIMIT 5000
            """)
    }

    /// How many people have a plan missing.
    static func peopleMissing(in scope: Scope) -> Query<Column<Int>> {
        Query(
            """
            SELECT count(DISTINCT m.person_id)
              FROM praxis.enrollment_missing m
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
            """)
    }

    /// Where somebody is or was appointed, of the clinics whose enrollments the caller may read.
    static func staff(_ person: Person.ID) -> Query<EnrollmentSite> {
        Query(
            """
            SELECT DISTINCT s.name, c.slug, c.name
              FROM praxis_private.enrollment_staff() s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE s.person_id = \(person)
             ORDER BY c.name
            """)
    }

    /// Adds one at a clinic of the caller's.
    static func add(
        _ id: Enrollment.ID, _ draft: EnrollmentDraft, of person: Person.ID, at clinic: Slug, with plan: PayerPlan.ID
    ) -> SQL {
        """
        INSERT INTO praxis.enrollment
               (clinic_id, enrollment_id, person_id, plan_id, status, participating, submitted_on, first_service_on, disaster,
                effective_on, term_on, payer_number, revalidation_due_on)
        SELECT c.clinic_id, \(id), \(person), \(plan), \(draft.status.rawValue), \(draft.isParticipating),
               \(draft.submittedOn), \(draft.firstServiceOn), \(draft.isInDisaster), \(draft.effectiveOn), \(draft.termOn),
               \(draft.payerNumber), \(draft.revalidationDueOn)
          FROM praxis.clinic c
         WHERE c.slug = \(clinic)
        """
    }

    /// Changes one; the database refuses a version that was not the last.
    static func change(_ id: Enrollment.ID, _ draft: EnrollmentDraft, version: Int) -> SQL {
        """
        UPDATE praxis.enrollment e
           SET status = \(draft.status.rawValue), participating = \(draft.isParticipating),
               submitted_on = \(draft.submittedOn), first_service_on = \(draft.firstServiceOn),
               disaster = \(draft.isInDisaster), effective_on = \(draft.effectiveOn), term_on = \(draft.termOn),
               payer_number = \(draft.payerNumber), revalidation_due_on = \(draft.revalidationDueOn),
               version = \(version) + 1
         WHERE e.enrollment_id = \(id)
        """
    }

    struct Count: PostgresRow {
        let value: Int

        init(row: inout RowReader) throws(PostgresError) { self.value = try row.read() }
    }

    struct UnbillableDay: PostgresRow {
        let day: LocalDate

        init(row: inout RowReader) throws(PostgresError) { self.day = try row.read() }
    }
}

/// A clinic at which somebody can be enrolled.
package struct EnrollmentSite: PostgresRow, Hashable, Sendable {
    package let name: String
    package let clinic: Slug
    package let clinicName: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.name = try row.read()
        self.clinic = try row.read()
        self.clinicName = try row.read()
    }
}
