import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements for role grants. Who may give what is the database's business: policies and triggers refuse
/// what reaches beyond the caller.
enum GrantStore {
    private static let columns: SQL = """
        g.grant_id, g.role_id, r.name, c.name, g.scope = 'self', lower(g.valid), upper(g.valid), g.kind, g.reason,
        g.pending, g.granted_by, g.valid @> now() AND NOT g.pending
        """

    /// Grants of an account that are or will be valid, and those that wait.
    static func grants(of account: Account.ID) -> Query<RoleGrant> {
        Query(
            """
            SELECT \(self.columns)
              FROM praxis.role_grant g
              JOIN praxis.role r USING (practice_id, role_id)
              LEFT JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
             WHERE g.account_id = \(account)
               AND g.valid && tstzrange(now(), NULL)
             ORDER BY r.name, c.name NULLS FIRST, g.grant_id
            """)
    }

    static let own: Query<RoleGrant> = Query(
        """
        SELECT grant_id, role_id, role_name, clinic_name, for_self, starts, ends, kind, reason, pending, granted_by,
               current
          FROM praxis_private.own_grants()
        """)

    /// What a statement about a grant answers for the trail. Who passes a role on may not be able to look up its code,
    /// but holds it, and so knows its name.
    static let facts: SQL = """
        g.account_id, g.clinic_id,
        jsonb_strip_nulls(jsonb_build_object(
            'grant', g.grant_id, 'role', coalesce((SELECT r.code FROM praxis.role r
                                                    WHERE r.practice_id = g.practice_id AND r.role_id = g.role_id),
                                                  g.role_id::text),
            'role_name', coalesce((SELECT r.name FROM praxis.role r
                                    WHERE r.practice_id = g.practice_id AND r.role_id = g.role_id),
                                  (SELECT o.role_name FROM praxis_private.own_grants() o
                                    WHERE o.role_id = g.role_id LIMIT 1)),
            'scope', g.scope, 'kind', g.kind, 'from', lower(g.valid), 'until', upper(g.valid),
            'pending', nullif(g.pending, false), 'source', g.source_id))
        """

    /// Answers nothing for a grant that would end before it begins, by the database's clock.
    static func insert(_ id: RoleGrant.ID, _ new: NewGrant) -> Query<GrantFacts> {
        let scope =
            switch new.reach {
            case .practice: "practice"
            case .clinic: "clinic"
            case .own: "self"
            }
        let clinic: UUID? = if case .clinic(let id) = new.reach { id } else { nil }
        return Query(
            """
            INSERT INTO praxis.role_grant AS g (grant_id, account_id, role_id, scope, clinic_id, valid, reason)
            SELECT \(id), \(new.account), \(new.role), \(scope), \(clinic),
                   tstzrange(greatest(\(new.starts), now()), \(new.ends)), \(new.reason)
             WHERE (\(new.ends) > greatest(\(new.starts), now())) IS NOT FALSE
            RETURNING \(self.facts)
            """)
    }

    /// Passes a grant of the caller's own on, as far as it goes itself.
    static func delegate(
        _ id: RoleGrant.ID, _ source: RoleGrant.ID, to account: Account.ID, until end: Instant, reason: String
    ) -> Query<GrantFacts> {
        Query(
            """
            INSERT INTO praxis.role_grant AS g
                   (grant_id, account_id, role_id, scope, clinic_id, valid, kind, source_id, reason)
            SELECT \(id), \(account), s.role_id, s.scope, s.clinic_id, s.valid * tstzrange(now(), \(end)),
                   'delegated', s.grant_id, \(reason)
              FROM praxis.role_grant s
             WHERE s.grant_id = \(source) AND s.account_id = praxis_private.account_id()
            RETURNING \(self.facts)
            """)
    }

    static func end(_ id: RoleGrant.ID) -> Query<GrantFacts> {
        Query(
            """
            UPDATE praxis.role_grant g
               SET valid = tstzrange(lower(g.valid), greatest(now(), lower(g.valid) + interval '1 microsecond'))
             WHERE g.grant_id = \(id)
               AND g.valid && tstzrange(now(), NULL)
            RETURNING \(self.facts)
            """)
    }

    static func approve(_ id: RoleGrant.ID) -> Query<GrantFacts> {
        Query(
            """
            UPDATE praxis.role_grant g SET pending = false WHERE g.grant_id = \(id) AND g.pending
            RETURNING \(self.facts)
            """)
    }
}
