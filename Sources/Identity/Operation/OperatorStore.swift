import FoundationEssentials
import Postgres
import PraxisCore

/// Statements of operators. They name the practice in full, because no context does.
enum OperatorStore {
    static func accounts(_ email: String?, practice: String?) -> Query<OperatorAccount> {
        Query(
            """
            SELECT a.account_id, a.practice_id, p.slug, a.email, a.display_name, a.status,
                   ARRAY(SELECT r.code || CASE WHEN c.slug IS NULL THEN '' ELSE '@' || c.slug END
                           FROM praxis.role_grant g
                           JOIN praxis.role r USING (practice_id, role_id)
                           LEFT JOIN praxis.clinic c ON c.practice_id = g.practice_id AND c.clinic_id = g.clinic_id
                          WHERE g.practice_id = a.practice_id AND g.account_id = a.account_id
                            AND g.valid @> now() AND NOT g.pending
                          ORDER BY 1),
                   EXISTS (SELECT FROM praxis.password w
                            WHERE w.practice_id = a.practice_id AND w.account_id = a.account_id),
                   EXISTS (SELECT FROM praxis.totp t
                            WHERE t.practice_id = a.practice_id AND t.account_id = a.account_id
                              AND t.confirmed_at IS NOT NULL)
              FROM praxis.account a
              JOIN praxis.practice p USING (practice_id)
             WHERE a.kind = 'human'
               AND (\(email?.lowercased())::text IS NULL OR a.email = \(email?.lowercased()))
               AND (\(practice)::text IS NULL OR p.slug = \(practice))
             ORDER BY p.slug, a.email
            """)
    }

    static func practice(_ slug: String) -> Query<Single<UUID>> {
        Query("SELECT practice_id FROM praxis.practice WHERE slug = \(slug)")
    }

    static func insertAccount(_ id: UUID, _ new: NewAccount, practice: UUID) -> SQL {
        """
        INSERT INTO praxis.account (practice_id, account_id, email, display_name, created_by)
        SELECT \(practice), \(id), \(new.email.lowercased()), \(new.displayName), s.account_id
          FROM praxis.account s
         WHERE s.practice_id = \(practice) AND s.kind = 'system'
        """
    }

    static func savePassword(_ hash: PasswordHash, of account: UUID, practice: UUID) -> SQL {
        """
        INSERT INTO praxis.password AS p (practice_id, account_id, phc)
        VALUES (\(practice), \(account), \(hash.description))
            ON CONFLICT (practice_id, account_id) DO UPDATE SET phc = excluded.phc, changed_at = now()
        """
    }

    static func activate(_ account: UUID, practice: UUID) -> SQL {
        """
        UPDATE praxis.account
           SET status = 'active', version = version + 1
         WHERE practice_id = \(practice) AND account_id = \(account) AND status <> 'active'
        """
    }

    static func disable(_ account: UUID, practice: UUID) -> SQL {
        """
        UPDATE praxis.account
           SET status = 'disabled', version = version + 1
         WHERE practice_id = \(practice) AND account_id = \(account)
        """
    }

    static func endSessions(of account: UUID, practice: UUID) -> SQL {
        """
        UPDATE praxis.session
           SET ended_at = now(), ended_reason = 'ended by the operator'
         WHERE practice_id = \(practice) AND account_id = \(account) AND ended_at IS NULL
        """
    }

    static func forgetFailures(of account: OperatorAccount) -> SQL {
        """
        SELECT praxis_private.throttle_forgive_account(\(account.practiceID), \(account.id)),
               praxis_private.throttle_forgive('factor', \(account.id.uuidString.lowercased()))
        """
    }

    static func link(_ token: OpaqueToken, for account: UUID, practice: UUID) -> Query<Single<String>> {
        Query("SELECT praxis_private.link_insert(\(practice), \(account), \(token.digest), NULL)")
    }

    static func saveFactor(_ sealed: [UInt8], of account: UUID, practice: UUID) -> SQL {
        """
        INSERT INTO praxis.totp AS t (practice_id, account_id, secret, confirmed_at)
        VALUES (\(practice), \(account), \(sealed), now())
            ON CONFLICT (practice_id, account_id) DO UPDATE
           SET secret = excluded.secret, last_step = 0, confirmed_at = now()
        """
    }

    static func dropFactor(of account: UUID, practice: UUID) -> SQL {
        "DELETE FROM praxis.totp WHERE practice_id = \(practice) AND account_id = \(account)"
    }

    static func dropRecoveryCodes(of account: UUID, practice: UUID) -> SQL {
        "DELETE FROM praxis.recovery_code WHERE practice_id = \(practice) AND account_id = \(account)"
    }
}
