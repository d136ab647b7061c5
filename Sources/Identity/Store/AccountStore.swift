import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements for accounts; the policies decide which of them the caller reaches.
enum AccountStore {
    /// The names of the roles that are valid now, with their clinics.
    private static let roles: SQL = """
        ARRAY(SELECT r.name || coalesce(' · ' || c.name, '')
                FROM praxis.role_grant g
                JOIN praxis.role r USING (practice_id, role_id)
                LEFT JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
               WHERE g.practice_id = a.practice_id AND g.account_id = a.account_id
                 AND g.valid @> now() AND NOT g.pending
               ORDER BY 1)
        """

    static func accounts(_ filter: AccountFilter, in scope: Scope) -> Query<Account> {
        let clinic: String? = if case .clinic(let slug) = scope { slug.description } else { nil }
        let text = filter.text?.lowercased()
        return Query(
            """
            SELECT a.account_id, a.email, a.display_name, a.status, a.person_id, a.version, \(self.roles)
              FROM praxis.account a
             WHERE a.kind = 'human'
               AND (\(filter.status?.rawValue)::text IS NULL OR a.status = \(filter.status?.rawValue))
               AND (\(text)::text IS NULL OR starts_with(lower(a.display_name), \(text))
                    OR starts_with(a.email, \(text)))
               AND (\(clinic)::text IS NULL
                    OR EXISTS (SELECT FROM praxis.role_grant g
                                 JOIN praxis.clinic c USING (practice_id, clinic_id)
                                WHERE g.practice_id = a.practice_id AND g.account_id = a.account_id
                                  AND g.valid && tstzrange(now(), NULL) AND c.slug = \(clinic))
                    OR EXISTS (SELECT FROM praxis.employment e
                                 JOIN praxis.clinic c USING (practice_id, clinic_id)
                                WHERE e.practice_id = a.practice_id AND e.person_id = a.person_id
                                  AND c.slug = \(clinic)))
               AND (\(filter.after)::uuid IS NULL
                    OR (a.display_name, a.account_id) > (SELECT l.display_name, l.account_id FROM praxis.account l
                                                          WHERE l.account_id = \(filter.after)))
             ORDER BY a.display_name, a.account_id
             LIMIT \(filter.limit + 1)
            """)
    }

    static func account(_ id: Account.ID) -> Query<Account> {
        Query(
            """
            SELECT a.account_id, a.email, a.display_name, a.status, a.person_id, a.version, \(self.roles)
              FROM praxis.account a
             WHERE a.account_id = \(id) AND a.kind = 'human'
            """)
    }

    static func security(of id: Account.ID) -> Query<AccountSecurity> {
        Query(
            """
            SELECT has_password, has_factor, codes_left, sessions, last_seen_at
              FROM praxis_private.account_security(\(id))
            """)
    }

    /// People whom the caller sees and who have no account.
    static let people: Query<PersonName> = Query(
        """
        SELECT p.person_id, p.family_name || ', ' || p.given_name
          FROM praxis.person p
         WHERE NOT EXISTS (SELECT FROM praxis.account a
                            WHERE a.practice_id = p.practice_id AND a.person_id = p.person_id)
         ORDER BY p.name_search, p.person_id
         LIMIT 1000
        """)

    static func insert(_ id: Account.ID, _ new: NewAccount, person: UUID?) -> SQL {
        """
        INSERT INTO praxis.account (account_id, person_id, email, display_name)
        VALUES (\(id), \(person), \(new.email.lowercased()), \(new.displayName))
        """
    }

    static func update(_ id: Account.ID, _ new: NewAccount, version: Int) -> Query<FieldChange> {
        Query(
            """
            UPDATE praxis.account a
               SET email = \(new.email.lowercased()), display_name = \(new.displayName), version = a.version + 1
              FROM praxis.account o
             WHERE o.account_id = \(id)
               AND a.practice_id = o.practice_id AND a.account_id = o.account_id AND a.version = o.version
               AND a.version = \(version) AND a.kind = 'human'
            RETURNING praxis.changes(to_jsonb(o) - 'version', to_jsonb(a)),
                      praxis.changes(to_jsonb(a) - 'version', to_jsonb(o))
            """)
    }

    static func set(_ status: Account.Status, for id: Account.ID) -> SQL {
        """
        UPDATE praxis.account
           SET status = \(status.rawValue), version = version + 1
         WHERE account_id = \(id) AND kind = 'human' AND status <> \(status.rawValue)
        """
    }

    static func resetFactor(of id: Account.ID) -> Query<Single<Bool>> {
        Query("SELECT praxis_private.factor_reset(\(id))")
    }
}
