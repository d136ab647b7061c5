package import Postgres

/// People as JSON that PostgreSQL puts together, so that a page of the API passes through without being decoded.
package enum PeopleFeed {
    /// One page: `{"items": [...], "next": "id" or null}`.
    ///
    /// - Parameters:
    ///   - after: the last person of the page before.
    ///   - limit: how many people a page has at most.
    package static func page(
        after: PersonRecord.ID?, limit: Int, in scope: Scope
    ) -> Query<Column<RawBytes>> {
        Query(
            """
            SELECT json_build_object('items', coalesce(json_agg(p.item), '[]'), 'next', (array_agg(p.id))[\(limit)])::text
              FROM (SELECT p.person_id AS id,
                           json_build_object('id', p.person_id, 'family_name', p.family_name,
                                             'given_name', p.given_name, 'npi', p.npi, 'version', p.version) AS item
                      FROM praxis.person p
                     WHERE EXISTS (SELECT FROM praxis.employment e
                                     JOIN praxis.clinic c USING (practice_id, clinic_id)
                                    WHERE (e.practice_id, e.person_id) = (p.practice_id, p.person_id)
                                      AND \(scope.condition)
                                      AND (e.ends_on IS NULL OR e.ends_on > CURRENT_DATE))
                       AND (\(after)::uuid IS NULL
                            OR (p.name_search, p.person_id) >
                               (SELECT l.name_search, l.person_id FROM praxis.person l WHERE l.person_id = \(after)))
                     ORDER BY p.name_search, p.person_id
                     LIMIT \(limit)) p
            """)
    }
}
