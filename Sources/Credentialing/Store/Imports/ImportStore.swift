import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements about batches: what came in, what it made, and taking it back.
enum ImportStore {
    /// Lets one import of the practice come into effect at a time.
    static let turn: SQL = "SELECT praxis_private.import_turn()"

    /// Writes a batch down, before what it makes.
    static func add(
        _ id: UUID, _ kind: ImportBatch.Kind, file name: String, digest: [UInt8], rows: Int, at clinic: UUID?
    ) -> SQL {
        """
        INSERT INTO praxis.import_batch (batch_id, clinic_id, kind, file_name, sha256, row_count)
        VALUES (\(id), \(clinic), \(kind.rawValue), \(name), \(digest), \(rows))
        """
    }

    /// The values of people before the batch changes them.
    static func keepValues(of people: [UUID], in id: UUID, at clinic: UUID?) -> SQL {
        """
        INSERT INTO praxis.import_effect (batch_id, clinic_id, kind, object_id, subject_id, before)
        SELECT \(id), \(clinic), 'change', p.person_id, p.person_id,
               jsonb_build_object(
                   'given_name', p.given_name, 'middle_name', p.middle_name, 'family_name', p.family_name,
                   'suffix', p.suffix, 'birth_date', p.birth_date, 'npi', p.npi, 'email', p.email, 'phone', p.phone,
                   'version', p.version)
          FROM praxis.person p
         WHERE p.person_id = ANY (\(people))
        """
    }

    /// Every row that this transaction made of these people.
    static func keepEffects(on people: [UUID], in id: UUID, at clinic: UUID?) -> SQL {
        """
        INSERT INTO praxis.import_effect (batch_id, clinic_id, kind, object_id, subject_id)
        SELECT \(id), coalesce(m.clinic_id, \(clinic)), m.kind, m.object_id, m.person_id
          FROM (SELECT p.created_by, p.created_at, NULL::uuid AS clinic_id, 'person' AS kind, p.person_id AS object_id,
                       p.person_id
                  FROM praxis.person p WHERE p.person_id = ANY (\(people))
                 UNION ALL
                SELECT n.created_by, n.created_at, NULL, 'person_name', n.name_id, n.person_id
                  FROM praxis.person_name n WHERE n.person_id = ANY (\(people))
                 UNION ALL
                SELECT i.created_by, i.created_at, NULL, 'person_identifier', i.identifier_id, i.person_id
                  FROM praxis.person_identifier i WHERE i.person_id = ANY (\(people))
                 UNION ALL
                SELECT e.created_by, e.created_at, e.clinic_id, 'employment', e.employment_id, e.person_id
                  FROM praxis.employment e WHERE e.person_id = ANY (\(people))
                 UNION ALL
                SELECT a.created_by, a.created_at, a.clinic_id, 'appointment', a.appointment_id, a.person_id
                  FROM praxis.appointment a WHERE a.person_id = ANY (\(people))
                 UNION ALL
                SELECT k.created_by, k.created_at, NULL, 'credential', k.credential_id, k.person_id
                  FROM praxis.credential k WHERE k.person_id = ANY (\(people))
                 UNION ALL
                SELECT t.created_by, t.created_at, NULL, 'person_taxonomy', t.taxonomy_id, t.person_id
                  FROM praxis.person_taxonomy t WHERE t.person_id = ANY (\(people))
                 UNION ALL
                SELECT s.created_by, s.created_at, NULL, 'npi_standing', s.standing_id, s.person_id
                  FROM praxis.npi_standing s WHERE s.person_id = ANY (\(people))
                 UNION ALL
                SELECT l.created_by, l.created_at, NULL, 'medicare_listing', l.listing_id, l.person_id
                  FROM praxis.medicare_listing l WHERE l.person_id = ANY (\(people)) AND l.import_id = \(id)
                 UNION ALL
                SELECT d.created_by, d.created_at, d.clinic_id, 'medicare_due', d.due_id, d.person_id
                  FROM praxis.medicare_due d WHERE d.person_id = ANY (\(people)) AND d.import_id = \(id)) m
         WHERE m.created_at = now()
           AND m.created_by = praxis_private.account_id()
        """
    }

    static func batches(in scope: Scope) -> Query<ImportBatch> {
        Query(
            """
            \(Self.columns)
             WHERE \(Self.inScope(scope))
             ORDER BY b.created_at DESC, b.batch_id DESC
             LIMIT 100
            """)
    }

    static func batch(_ id: ImportBatch.ID, in scope: Scope) -> Query<ImportBatch> {
        Query("\(Self.columns) WHERE \(Self.inScope(scope)) AND b.batch_id = \(id)")
    }

    /// Those of several clinics are the practice's, and shown with all of it.
    private static func inScope(_ scope: Scope) -> SQL {
        scope == .all ? "true" : "\(scope.condition)"
    }

    private static let columns: SQL = """
        SELECT b.batch_id, b.kind, c.name, b.file_name, b.sha256, b.row_count, praxis_private.account_name(b.created_by),
               b.created_at, b.undo_until, b.undo_rule, praxis_private.account_name(u.created_by), u.created_at, u.reason,
               b.created_by = praxis_private.account_id()
               OR praxis_private.practice_if('credentialing.import.undo') IS NOT NULL,
               b.undo_until > now(),
               (SELECT coalesce(jsonb_object_agg(k.kind, k.many), '{}')
                  FROM (SELECT e.kind, count(*) AS many
                          FROM praxis.import_effect e
                         WHERE e.practice_id = b.practice_id AND e.batch_id = b.batch_id
                         GROUP BY e.kind) k)
          FROM praxis.import_batch b
          LEFT JOIN praxis.clinic c USING (practice_id, clinic_id)
          LEFT JOIN praxis.import_undo u USING (practice_id, batch_id)
        """

    /// The people of a batch, by name; of those who were withdrawn the name that they had.
    static func subjects(of id: ImportBatch.ID, limit: Int) -> Query<ImportSubject> {
        Query(
            """
            SELECT e.subject_id,
                   coalesce(p.family_name || ', ' || p.given_name,
                            (w.content ->> 'family_name') || ', ' || (w.content ->> 'given_name'), '–') AS name,
                   e.kinds, w.object_id IS NOT NULL
              FROM (SELECT e.practice_id, e.batch_id, e.subject_id, array_agg(DISTINCT e.kind ORDER BY e.kind) AS kinds
                      FROM praxis.import_effect e
                     WHERE e.batch_id = \(id)
                     GROUP BY e.practice_id, e.batch_id, e.subject_id) e
              LEFT JOIN praxis.person p ON p.practice_id = e.practice_id AND p.person_id = e.subject_id
              LEFT JOIN praxis.import_withdrawn w
                ON w.practice_id = e.practice_id AND w.batch_id = e.batch_id AND w.kind = 'person'
               AND w.object_id = e.subject_id
             ORDER BY name, e.subject_id
             LIMIT \(limit)
            """)
    }

    /// Lets the statements of this transaction take longer than those of others: thousands of people go at once. Both that
    /// may take long together stay below the deadline of the route.
    static let patience: SQL = "SET LOCAL statement_timeout = '50s'"

    /// Tells the audit trail of everybody whom an undone batch was about.
    static func tell(of id: ImportBatch.ID, because reason: String) -> SQL {
        """
        SELECT praxis_private.audit_append(
                   s.action, 'person', s.subject_id, NULL, jsonb_build_object('import', \(id.description)::text), NULL,
                   \(reason))
          FROM (SELECT e.subject_id,
                       CASE WHEN bool_or(e.kind = 'person') THEN 'people.person.withdraw'
                            ELSE 'people.person.restore' END AS action
                  FROM praxis.import_effect e
                 WHERE e.batch_id = \(id)
                 GROUP BY e.subject_id
                 ORDER BY e.subject_id) s
        """
    }

    static func undo(_ id: ImportBatch.ID, because reason: String) -> Query<Column<Int>> {
        Query("SELECT praxis_private.import_undo(\(id), \(reason))")
    }
}
