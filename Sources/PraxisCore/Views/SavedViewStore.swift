import Postgres

/// Queries about saved views.
enum SavedViewStore {
    /// The views that the caller is shown in a scope, of one list or of all. Those of a clinic are shown there alone.
    static func views(of screen: String?, in scope: Scope) -> Query<SavedView> {
        let isClinic = scope != .all
        return Query(
            """
            SELECT v.view_id, v.screen, v.name, v.query, v.audience, v.created_by = praxis_private.account_id(),
                   f.view_id IS NOT NULL
              FROM praxis.saved_view v
              LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
              LEFT JOIN praxis.first_view f
                ON f.practice_id = v.practice_id AND f.view_id = v.view_id AND f.screen = v.screen
               AND f.account_id = praxis_private.account_id()
             WHERE (\(screen)::text IS NULL OR v.screen = \(screen))
               AND (v.clinic_id IS NULL OR \(isClinic) AND \(scope.condition))
             ORDER BY v.screen, v.audience DESC, v.name, v.view_id
             LIMIT 200
            """)
    }

    static func view(_ id: SavedView.ID) -> Query<SavedView> {
        Query(
            """
            SELECT v.view_id, v.screen, v.name, v.query, v.audience, v.created_by = praxis_private.account_id(),
                   false
              FROM praxis.saved_view v
             WHERE v.view_id = \(id)
            """)
    }

    static func sharing(in scope: Scope) -> Query<ViewSharing> {
        let isClinic = scope != .all
        return Query(
            """
            SELECT \(isClinic)
                   AND EXISTS (SELECT FROM praxis.clinic c
                                WHERE \(scope.condition)
                                  AND c.clinic_id = ANY ((SELECT praxis_private.clinics('practice.view.share'))::uuid[])),
                   praxis_private.practice_if('practice.view.share') IS NOT NULL
            """)
    }

    static func add(_ id: SavedView.ID, _ view: NewView, in scope: Scope) -> SQL {
        let isLocal = view.audience == .clinic
        return """
            INSERT INTO praxis.saved_view (view_id, screen, name, query, audience, clinic_id)
            VALUES (\(id), \(view.screen), \(view.name), \(view.query), \(view.audience),
                    (SELECT c.clinic_id FROM praxis.clinic c WHERE \(isLocal) AND \(scope.condition) LIMIT 1))
            """
    }

    static func remove(_ id: SavedView.ID) -> SQL { "DELETE FROM praxis.saved_view v WHERE v.view_id = \(id)" }

    static func begin(with id: SavedView.ID, on screen: String) -> SQL {
        """
        INSERT INTO praxis.first_view AS f (screen, view_id)
        VALUES (\(screen), \(id))
            ON CONFLICT (practice_id, account_id, screen) DO UPDATE SET view_id = excluded.view_id
        """
    }

    static func leave(_ id: SavedView.ID) -> SQL { "DELETE FROM praxis.first_view f WHERE f.view_id = \(id)" }
}
