package import Postgres
package import PraxisCore

/// Queries and statements about the rules of authorities and the practice's own versions of them.
package enum RuleStore {
    private static let columns: SQL = """
        v.rule_key, v.pack, v.authority, v.title, v.rule_id, v.effective_from, v.effective_to, v.citation, v.params,
        v.confirmed, v.version, (SELECT c.choices FROM praxis.rule_key c WHERE c.rule_key = v.rule_key),
        (SELECT c.is_reference FROM praxis.rule_key c WHERE c.rule_key = v.rule_key)
        """

    /// Every version of every rule, or of one.
    static func versions(of key: RuleKey? = nil) -> Query<RuleVersion> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.rule_version v
             WHERE \(key)::text IS NULL OR v.rule_key = \(key)
             ORDER BY v.pack, v.rule_key, v.effective_from DESC, v.own DESC
            """)
    }

    /// The rule of a day; no row where there was none yet.
    package static func rule(_ key: RuleKey, on day: LocalDate) -> Query<RuleVersion> {
        Query(
            """
            SELECT \(Self.columns)
              FROM praxis.rule_version v
              JOIN praxis.rule_on(\(key), \(day)) r USING (version)
            """)
    }

    /// The day that it is in the practice.
    static func today() -> Query<Today> {
        Query("SELECT praxis_private.practice_today(praxis_private.practice_id())")
    }

    static func add(_ id: RuleVersion.ID, _ draft: RuleDraft, to key: RuleKey) throws -> SQL {
        """
        INSERT INTO praxis.practice_rule (rule_id, rule_key, effective_from, citation, params)
        VALUES (\(id), \(key), \(draft.startsOn), \(draft.citation), \(try JSONText(draft.figures)))
        """
    }

    /// Ends a version of the practice that has no end yet.
    static func end(_ id: RuleVersion.ID, on day: LocalDate) -> SQL {
        """
        UPDATE praxis.practice_rule p
           SET effective_to = greatest(\(day), p.effective_from)
         WHERE p.rule_id = \(id)
        """
    }
}

/// A day.
struct Today: PostgresRow {
    let day: LocalDate

    init(row: inout RowReader) throws(PostgresError) { self.day = try row.read() }
}
