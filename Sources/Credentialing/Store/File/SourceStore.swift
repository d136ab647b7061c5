import Postgres
import PraxisCore

/// Queries and statements about whom the practice asks.
enum SourceStore {
    /// By what they verify, those still asked first.
    static func sources() -> Query<KeptSource> {
        Query(
            """
            SELECT s.source_id, s.element, s.name, s.authority, s.kind, s.address, s.phone, e.title, s.jurisdiction,
                   s.agreement, s.retired_on
              FROM praxis.psv_source s
              JOIN praxis.file_element e USING (element)
             ORDER BY s.retired_on IS NOT NULL, e.position, s.kind = 'reported', s.name
             LIMIT 1000
            """)
    }

    static func add(_ id: VerificationSource.ID, _ draft: SourceDraft) -> SQL {
        """
        INSERT INTO praxis.psv_source (source_id, element, name, authority, kind, jurisdiction, address, phone, agreement)
        VALUES (\(id), \(draft.element), \(draft.name), \(draft.authority), \(draft.kind.rawValue), \(draft.jurisdiction),
                \(draft.address), \(draft.phone), \(draft.agreement))
        """
    }

    static func retire(_ id: VerificationSource.ID) -> SQL {
        """
        UPDATE praxis.psv_source
           SET retired_on = praxis_private.practice_day(practice_id, now())
         WHERE source_id = \(id)
           AND retired_on IS NULL
        """
    }
}
