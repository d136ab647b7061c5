import FoundationEssentials
import Postgres
import PraxisCore

extension OperatorStore {
    /// A grant whose scope follows from role and clinic, and its facts; nothing where the practice lacks either.
    static func grant(
        _ id: UUID, _ role: String, clinic: String?, to account: UUID, practice: UUID, until: Instant?, reason: String
    ) -> Query<GrantFacts> {
        Query(
            """
            INSERT INTO praxis.role_grant AS g
                   (practice_id, grant_id, account_id, role_id, scope, clinic_id, valid, reason, granted_by)
            SELECT r.practice_id, \(id), \(account), r.role_id,
                   CASE WHEN b.scope = 'self' THEN 'self' WHEN c.clinic_id IS NULL THEN 'practice' ELSE 'clinic' END,
                   c.clinic_id, tstzrange(now(), \(until)), \(reason), s.account_id
              FROM praxis.role r
              JOIN praxis.account s ON s.practice_id = r.practice_id AND s.kind = 'system'
              LEFT JOIN praxis.builtin_role b ON b.code = r.code AND r.builtin
              LEFT JOIN praxis.clinic c ON c.practice_id = r.practice_id AND c.slug = \(clinic)
             WHERE r.practice_id = \(practice)
               AND r.code = \(role)
               AND r.assignable
               AND (\(clinic)::text IS NULL) = (c.clinic_id IS NULL)
               AND (b.scope IS DISTINCT FROM 'self' OR c.clinic_id IS NULL)
            RETURNING \(GrantStore.facts)
            """)
    }

    static func grants(of account: UUID, practice: UUID) -> Query<OperatorGrant> {
        Query(
            """
            SELECT g.grant_id, r.code, g.scope, c.slug, lower(g.valid)::text, upper(g.valid)::text, g.kind
              FROM praxis.role_grant g
              JOIN praxis.role r USING (practice_id, role_id)
              LEFT JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
             WHERE g.practice_id = \(practice)
               AND g.account_id = \(account)
               AND g.valid && tstzrange(now(), NULL)
             ORDER BY r.code, c.slug
            """)
    }

    static func endGrant(_ grant: UUID, of account: UUID, practice: UUID) -> Query<GrantFacts> {
        Query(
            """
            UPDATE praxis.role_grant g
               SET valid = tstzrange(lower(g.valid), greatest(now(), lower(g.valid) + interval '1 microsecond')),
                   ended_at = now(),
                   ended_by = (SELECT s.account_id FROM praxis.account s
                                WHERE s.practice_id = g.practice_id AND s.kind = 'system')
             WHERE g.practice_id = \(practice)
               AND g.account_id = \(account)
               AND g.grant_id = \(grant)
               AND g.valid && tstzrange(now(), NULL)
            RETURNING \(GrantStore.facts)
            """)
    }

    static func sessions(of account: UUID, practice: UUID) -> Query<OperatorSession> {
        Query(
            """
            SELECT s.session_id, s.level, s.created_at::text, s.last_seen_at::text, s.expires_at::text, s.address
              FROM praxis.session s
             WHERE s.practice_id = \(practice)
               AND s.account_id = \(account)
               AND s.ended_at IS NULL
               AND s.expires_at > now()
               AND s.last_seen_at + s.idle_limit > now()
             ORDER BY s.last_seen_at DESC, s.session_id
            """)
    }

    static func tokens(of account: UUID, practice: UUID) -> Query<OperatorToken> {
        Query(
            """
            SELECT t.token_id, t.name, t.permissions,
                   ARRAY(SELECT c.slug FROM praxis.clinic c
                          WHERE c.practice_id = t.practice_id AND c.clinic_id = ANY (t.clinics) ORDER BY c.slug),
                   t.expires_at::text, t.last_seen_at::text
              FROM praxis.api_token t
             WHERE t.practice_id = \(practice)
               AND t.account_id = \(account)
               AND t.revoked_at IS NULL
               AND t.expires_at > now()
             ORDER BY t.created_at DESC, t.token_id
            """)
    }

    /// Nothing where one of the clinics is not the practice's.
    static func insertToken(
        _ id: UUID, _ token: OpaqueToken, named name: String, permissions: [Permission], clinics: [String], days: Int,
        _ account: OperatorAccount
    ) -> SQL {
        """
        INSERT INTO praxis.api_token
               (practice_id, token_id, account_id, digest, name, permissions, clinics, created_by, expires_at)
        SELECT a.practice_id, \(id), a.account_id, \(token.digest), \(name), \(permissions.map(\.rawValue))::text[],
               CASE WHEN \(clinics.count)::bigint > 0 THEN f.ids END, s.account_id,
               now() + make_interval(days => \(days)::integer)
          FROM praxis.account a
          JOIN praxis.account s ON s.practice_id = a.practice_id AND s.kind = 'system'
         CROSS JOIN LATERAL (SELECT array_agg(c.clinic_id) AS ids, count(*) AS found
                               FROM praxis.clinic c
                              WHERE c.practice_id = a.practice_id AND c.slug = ANY (\(clinics)::text[])) f
         WHERE a.practice_id = \(account.practiceID)
           AND a.account_id = \(account.id)
           AND f.found = \(clinics.count)
        """
    }

    static func revokeToken(_ token: UUID, of account: UUID, practice: UUID) -> SQL {
        """
        UPDATE praxis.api_token
           SET revoked_at = now()
         WHERE practice_id = \(practice) AND account_id = \(account) AND token_id = \(token) AND revoked_at IS NULL
        """
    }
}
