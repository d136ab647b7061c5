import Postgres
import PraxisCore

/// Queries and statements about what clinics hold.
enum ClinicCredentialStore {
    /// The one clinic of the scope; there is none in a scope of all.
    static func site(_ scope: Scope) -> Query<ClinicSite> {
        let condition: SQL = scope == .all ? "false" : scope.condition
        return Query(
            """
            SELECT c.clinic_id, c.slug, c.name, (now() AT TIME ZONE c.zone)::date
              FROM praxis.clinic c
             WHERE \(condition)
            """)
    }

    static func types() -> Query<ClinicCredentialType> {
        Query(
            """
            SELECT t.type_code, t.name, t.owner_id IS NOT NULL
              FROM praxis.clinic_credential_type t
             ORDER BY t.position, lower(t.name), t.type_code
            """)
    }

    static func credentials(in scope: Scope) -> Query<ClinicCredential> {
        Query(
            """
            SELECT k.credential_id, k.type_code, t.name, k.number, k.issuer
              FROM praxis.clinic_credential k
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.clinic_credential_type t USING (type_code)
             WHERE \(scope.condition)
             ORDER BY t.position, k.created_at, k.credential_id
            """)
    }

    static func terms(in scope: Scope) -> Query<ClinicTerm> {
        Query(
            """
            SELECT t.term_id, t.credential_id, t.issued_on, t.expires_on, t.verified,
                   CASE WHEN NOT t.verified THEN upper(t.verified_days) - 1 END, t.result, t.verified_at,
                   praxis_private.account_name(t.verified_by), t.source
              FROM praxis.clinic_credential_known t
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             ORDER BY t.issued_on DESC, t.term_id
            """)
    }

    static func standing(in scope: Scope) -> Query<ServiceStanding> {
        Query(
            """
            SELECT c.name, c.slug, s.type_code, s.name, o.name, s.severity, s.citation, s.is_covered, s.covered_until,
                   s.barred_by, s.is_limited
              FROM praxis.clinic_service_standing s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              LEFT JOIN praxis.clinical_service o USING (service)
             WHERE \(scope.condition)
             ORDER BY c.name, s.is_covered, s.name, o.name
            """)
    }

    /// Certificates that stop to count within 90 days, or have: those that the practice requires for as long as they are
    /// missing, others for 90 days. What was never put on file is told where it is asked of every shift or of this clinic by
    /// name, or where a shift to come needs it.
    static func ending(in scope: Scope) -> Query<ClinicEnding> {
        Query(
            """
            SELECT c.name, c.slug, t.name, k.credential_id IS NOT NULL, u.day, q.is_required,
                   upper(s.span) - 1 - z.today,
                   CASE WHEN s.span IS NULL
                        THEN praxis_private.clinic_barred_by(
                                 c.practice_id, c.clinic_id, t.type_code,
                                 datemultirange(daterange(z.today, z.today, '[]'))) END
              FROM praxis.clinic c
             CROSS JOIN praxis.clinic_credential_type t
              LEFT JOIN praxis.clinic_credential_coverage k
                ON k.practice_id = c.practice_id AND k.clinic_id = c.clinic_id AND k.type_code = t.type_code
             CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE c.zone)::date AS today) z
              LEFT JOIN LATERAL (SELECT d AS span FROM unnest(k.covered) d WHERE d @> z.today) s ON true
             CROSS JOIN LATERAL (
                   SELECT coalesce(upper(s.span), upper(k.covered * datemultirange(daterange(NULL, z.today)))) - 1 AS day) u
             CROSS JOIN LATERAL (
                   SELECT count(*) > 0 AS is_required,
                          bool_or(r.service IS NULL OR r.is_own
                                  OR EXISTS (SELECT
                                               FROM praxis.rostering_slot o
                                              WHERE o.practice_id = c.practice_id
                                                AND o.clinic_id = c.clinic_id
                                                AND o.local_date >= z.today
                                                AND r.service = ANY (o.services))) AS is_awaited
                     FROM praxis.clinic_service_standing r
                    WHERE r.practice_id = c.practice_id
                      AND r.clinic_id = c.clinic_id
                      AND r.type_code = t.type_code
                      AND r.severity = 'block') q
             WHERE \(scope.condition)
               AND coalesce(c.closed_on > z.today, true)
               AND CASE WHEN k.credential_id IS NULL THEN q.is_awaited
                        ELSE upper(s.span) - 1 <= z.today + 90
                             OR s.span IS NULL AND (q.is_required OR u.day >= z.today - 90) END
             ORDER BY u.day NULLS FIRST, c.name, t.position
            """)
    }

    static func directors(in scope: Scope) -> Query<LaboratoryDirector> {
        Query(
            """
            SELECT d.director_id, c.name, c.slug, d.name, d.starts_on, d.notice_due, d.notified_on
              FROM praxis.laboratory_director d
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             ORDER BY d.starts_on DESC, d.director_id
            """)
    }

    /// Notices that have not been sent, the next due first.
    static func openNotices(in scope: Scope) -> Query<LaboratoryDirector> {
        Query(
            """
            SELECT d.director_id, c.name, c.slug, d.name, d.starts_on, d.notice_due, d.notified_on
              FROM praxis.laboratory_director d
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
               AND d.notice_due IS NOT NULL
               AND d.notified_on IS NULL
             ORDER BY d.notice_due, d.director_id
            """)
    }

    static func add(_ id: ClinicCredential.ID, _ draft: ClinicCredentialDraft, at site: ClinicSite) -> SQL {
        """
        INSERT INTO praxis.clinic_credential (clinic_id, credential_id, type_code, number, issuer)
        VALUES (\(site.id), \(id), \(draft.type), \(draft.number), \(draft.issuer))
        """
    }

    static func add(
        _ id: ClinicTerm.ID, _ draft: TermDraft, to credential: ClinicCredential.ID, at site: ClinicSite
    ) -> SQL {
        """
        INSERT INTO praxis.clinic_credential_term
               (clinic_id, term_id, credential_id, issued_on, expires_on, supersedes_id, reason)
        VALUES (\(site.id), \(id), \(credential), \(draft.issuedOn), \(draft.expiresOn), \(draft.supersedes),
                \(draft.reason))
        """
    }

    static func add(_ id: LaboratoryDirector.ID, _ draft: DirectorDraft, at site: ClinicSite) -> SQL {
        """
        INSERT INTO praxis.laboratory_director (clinic_id, director_id, name, starts_on)
        VALUES (\(site.id), \(id), \(draft.name), \(draft.startsOn))
        """
    }

    static func notified(_ id: LaboratoryDirector.ID, on day: LocalDate, at site: ClinicSite) -> SQL {
        """
        UPDATE praxis.laboratory_director d
           SET notified_on = \(day)
         WHERE d.clinic_id = \(site.id)
           AND d.director_id = \(id)
           AND d.notice_due IS NOT NULL
        """
    }
}
