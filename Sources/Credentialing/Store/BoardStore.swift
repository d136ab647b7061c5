import Postgres
package import PraxisCore

/// Queries of the board of expirables.
enum BoardStore {
    static let pageSize = 100

    /// Lines in the order of their end, from after a place in it.
    static func lines(_ filter: BoardFilter, after: BoardCursor?, limit: Int, in scope: Scope) -> Query<BoardLine> {
        Query(
            """
            SELECT b.person_id, p.family_name || ', ' || p.given_name, c.name, c.slug, b.credential_id, t.name, b.state,
                   b.number, b.covered_until, b.bucket, b.renewal_claimed, b.covered_until - b.today
              FROM praxis.credentialing_board b
              JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id)
              JOIN praxis.credential_type t USING (type_code)
             WHERE \(scope.condition)
               AND (\(filter.bucket?.rawValue)::text IS NULL OR b.bucket = \(filter.bucket?.rawValue)::text)
               AND (\(filter.type)::text IS NULL OR b.type_code = \(filter.type))
               AND (\(filter.person) IS NULL OR b.person_id = \(filter.person))
               AND (NOT \(filter.isClaimed) OR b.renewal_claimed)
               AND (\(filter.month) IS NULL
                    OR b.covered_until >= b.today AND date_trunc('month', b.covered_until) = date_trunc('month', \(filter.month)))
               AND (\(filter.search?.lowercased())::text IS NULL
                    OR starts_with(p.name_search, \(filter.search?.lowercased()))
                    OR starts_with(lower(b.number), \(filter.search?.lowercased())))
               AND (\(after?.until) IS NULL
                    OR (coalesce(b.covered_until, '2999-12-31'), b.credential_id, c.slug)
                       > (\(after?.until), \(after?.credential), \(after?.clinic)))
             ORDER BY coalesce(b.covered_until, '2999-12-31'), b.credential_id, c.slug
             LIMIT \(limit)
            """)
    }

    /// What the caller's own person holds; once, whatever the number of clinics.
    static func own() -> Query<OwnCredential> {
        Query(
            """
            SELECT DISTINCT ON (b.credential_id) b.credential_id, b.person_id, t.name, b.state, b.number, t.number_rule,
                   b.bucket, b.covered_until, b.renewal_claimed, t.claimable
              FROM praxis.credentialing_board b
              JOIN praxis.credential_type t USING (type_code)
             WHERE b.person_id = (SELECT praxis_private.person_id())
             ORDER BY b.credential_id, b.covered_until NULLS FIRST
            """)
    }

    static func counts(in scope: Scope) -> Query<BoardCount> {
        Query(
            """
            SELECT b.bucket, count(*)
              FROM praxis.credentialing_board b
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE \(scope.condition)
             GROUP BY b.bucket
            """)
    }

    /// How many lines end in each of the months ahead, the present one included.
    static func months(_ count: Int, in scope: Scope) -> Query<ExpiryMonth> {
        Query(
            """
            SELECT m.month::date, count(b.credential_id)
              FROM generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'),
                                   date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => \(count - 1)::integer),
                                   interval '1 month') AS m (month)
              LEFT JOIN (SELECT b.credential_id, b.covered_until
                           FROM praxis.credentialing_board b
                           JOIN praxis.clinic c USING (practice_id, clinic_id)
                          WHERE \(scope.condition)
                            AND b.covered_until >= b.today) b
                ON b.covered_until >= m.month AND b.covered_until < m.month + interval '1 month'
             GROUP BY m.month
             ORDER BY m.month
            """)
    }
}

/// How many lines a bucket has.
struct BoardCount: PostgresRow {
    let bucket: BoardBucket
    let count: Int

    init(row: inout RowReader) throws(PostgresError) {
        let bucket: String = try row.read()
        self.bucket = BoardBucket(rawValue: bucket) ?? .unverified
        self.count = try row.read()
    }
}

/// A place in the order of the board.
package struct BoardCursor: Hashable, Sendable {
    package let until: LocalDate
    package let credential: Credential.ID
    package let clinic: Slug

    package init(after line: BoardLine) {
        // No end sorts last, as in the query.
        self.until = line.coveredUntil ?? LocalDate(year: 2999, month: 12, day: 31) ?? LocalDate(daysSinceEpoch: 0)
        self.credential = line.credential
        self.clinic = line.clinicSlug
    }
}

extension BoardCursor: LosslessStringConvertible {
    package init?(_ text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 3, let until = LocalDate(String(parts[0])),
            let credential = Credential.ID(String(parts[1])),
            let clinic = Slug(String(parts[2]))
        else { return nil }
        self.until = until
        self.credential = credential
        self.clinic = clinic
    }

    package var description: String { "\(self.until)~\(self.credential)~\(self.clinic)" }
}
