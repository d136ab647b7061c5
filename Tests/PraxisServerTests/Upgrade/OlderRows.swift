/// What two practices had in releases of long ago, each the same, as statements for the superuser.
enum OlderRows {
    /// Rows of a practice's own: `pg_temp.id` numbers them. Triggers and foreign keys of the time stay away.
    private static func script(_ statements: String) -> String {
        """
        BEGIN;
        SET LOCAL session_replication_role = replica;
        CREATE OR REPLACE FUNCTION pg_temp.id(practice integer, number integer) RETURNS uuid LANGUAGE sql AS
            $$ SELECT format('00000000-0000-7000-800%s-%s', practice, lpad(number::text, 12, '0'))::uuid $$;
        \(statements)
        \(Self.fence)
        COMMIT;
        """
    }

    /// What policies do to each table: its owner is bound unless a mark says otherwise.
    private static let fence = """
        DO $$
        DECLARE
            fenced regclass;
        BEGIN
            FOR fenced IN
                SELECT c.oid
                  FROM pg_class c
                  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
                 WHERE c.relnamespace = 'praxis'::regnamespace AND c.relkind = 'r'
                   AND coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^gate:([a-z-]+,)*(unforced|sealed|shared)'
            LOOP
                EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', fenced);
            END LOOP;
        END
        $$;
        """

    /// Before there were limits: somebody with a checked license and a shift, and a ledger.
    static let beforeLimits = Self.script(
        """
        INSERT INTO praxis.practice (practice_id, slug, name)
        SELECT pg_temp.id(p, 0), 'practice' || p, 'Practice ' || p FROM generate_series(1, 2) p;
        INSERT INTO praxis.legal_entity (practice_id, entity_id, name, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 1), 'Entity', pg_temp.id(p, 3) FROM generate_series(1, 2) p;
        INSERT INTO praxis.clinic (practice_id, clinic_id, entity_id, slug, name, state, zone, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 2), pg_temp.id(p, 1), 'clinic', 'Clinic', 'CO', 'America/Denver', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.account (practice_id, account_id, email, display_name, kind, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 3), 'system@practice' || p || '.example', 'System', 'system', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.person (practice_id, person_id, given_name, family_name, created_at, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 4), 'Ada', 'Sample', '2025-01-02', pg_temp.id(p, 3) FROM generate_series(1, 2) p;
        INSERT INTO praxis.credential (practice_id, credential_id, person_id, type_code, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 5), pg_temp.id(p, 4), 'medical_license', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.credential_term (practice_id, term_id, person_id, credential_id, issued_on, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 6), pg_temp.id(p, 4), pg_temp.id(p, 5), '2025-01-01', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        -- A check, and its correction a month later.
        INSERT INTO praxis.verification (practice_id, verification_id, person_id, credential_id, term_id, method, source, result,
                                         verified_at, verified_by, created_at, supersedes_id)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, n), pg_temp.id(p, 4), pg_temp.id(p, 5), pg_temp.id(p, 6), 'web', 'Board', 'confirmed',
               '2025-01-10 12:00Z'::timestamptz + (n - 7) * interval '31 days', pg_temp.id(p, 3),
               '2025-01-10 12:00Z'::timestamptz + (n - 7) * interval '31 days', CASE n WHEN 8 THEN pg_temp.id(p, 7) END
          FROM generate_series(1, 2) p, generate_series(7, 8) n;
        INSERT INTO praxis.roster (practice_id, clinic_id, roster_id, starts_on, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 2), pg_temp.id(p, 9), '2025-03-03', pg_temp.id(p, 3) FROM generate_series(1, 2) p;
        INSERT INTO praxis.shift (practice_id, clinic_id, shift_id, roster_id, name, clinical_role, local_date, span, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 2), pg_temp.id(p, 10), pg_temp.id(p, 9), 'Day', 'physician', '2025-03-03',
               '[2025-03-03 15:00Z, 2025-03-03 23:00Z)', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.assignment (practice_id, clinic_id, assignment_id, shift_id, person_id, clinical_role, local_date, span,
                                       created_by)
        SELECT s.practice_id, s.clinic_id, pg_temp.id(p, 11), s.shift_id, pg_temp.id(p, 4), 'physician', s.local_date, s.span,
               s.created_by
          FROM generate_series(1, 2) p JOIN praxis.shift s ON s.practice_id = pg_temp.id(p, 0);
        INSERT INTO praxis.person_busy (practice_id, assignment_id, clinic_id, person_id, span)
        SELECT a.practice_id, a.assignment_id, a.clinic_id, a.person_id, a.span FROM praxis.assignment a;
        INSERT INTO praxis.ledger_account (practice_id, ledger_account_id, code, name, type, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 12), '2000', 'Payables', 'liability', pg_temp.id(p, 3) FROM generate_series(1, 2) p;
        """)

    /// Before the rules of files: a file with a finding, lists, an override, a reminder and an undone import.
    static let beforeFileRules = Self.script(
        """
        -- A list that was withdrawn after a run had used it.
        INSERT INTO praxis.screening_import (practice_id, import_id, kind, month, file_name, sha256, state, row_count, flagged,
                                             created_by, created_at, started_at, withdrawn_at, withdrawn_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 20), 'full', '2025-01-01', 'list.csv', sha256('list'), 'withdrawn', 1, 0, pg_temp.id(p, 3),
               '2025-01-05', '2025-01-05', '2025-02-01', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.screening_run (practice_id, run_id, started_at, subjects, entries, tiers, suppressed, lists, rule_version,
                                          created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 21), '2025-01-06', 1, 1, '{}', 0,
               jsonb_build_array(jsonb_build_object('sha256', encode(sha256('list'), 'hex'))), '1', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        -- A file with a finding of a check, what was made of it, and an exception.
        INSERT INTO praxis.credentialing_file (practice_id, person_id, file_id, cycle, clinical_role, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 4), pg_temp.id(p, 22), 'initial', 'physician', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.file_flag (practice_id, person_id, file_id, flag_id, color, element, summary, verification_id, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 4), pg_temp.id(p, 22), pg_temp.id(p, 23), 'red', 'license', 'A finding',
               pg_temp.id(p, 7), pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.flag_disposition (practice_id, person_id, flag_id, step, outcome, note, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 4), pg_temp.id(p, 23), 1, 'stands', 'It stands as found', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.checklist_item (practice_id, person_id, file_id, element)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 4), pg_temp.id(p, 22), 'license' FROM generate_series(1, 2) p;
        INSERT INTO praxis.checklist_exception (practice_id, person_id, file_id, element, exception_id, reason, created_by)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 4), pg_temp.id(p, 22), 'license', pg_temp.id(p, 24), 'Does not apply here',
               pg_temp.id(p, 3)
          FROM generate_series(1, 2) p;
        -- An override of one shift, and a reminder of what the person's health record says.
        INSERT INTO praxis.clearance_override (practice_id, clinic_id, override_id, person_id, clinical_role, requirement, shift_id, span,
                                               reason, requested_by)
        SELECT s.practice_id, s.clinic_id, pg_temp.id(p, 25), pg_temp.id(p, 4), 'physician', 'medical_license', s.shift_id, s.span,
               'Nobody else can come', pg_temp.id(p, 3)
          FROM generate_series(1, 2) p JOIN praxis.shift s ON s.practice_id = pg_temp.id(p, 0);
        UPDATE praxis.credential SET compartment = 'medical';
        INSERT INTO praxis.reminder (practice_id, reminder_id, person_id, credential_id, term_id, account_id, audience, threshold, ends_on,
                                     told_on)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 26), pg_temp.id(p, 4), pg_temp.id(p, 5), pg_temp.id(p, 6), pg_temp.id(p, 3), 'holder', 30,
               '2026-01-01', '2025-12-01'
          FROM generate_series(1, 2) p;
        -- An import that was undone.
        INSERT INTO praxis.import_batch (practice_id, batch_id, kind, file_name, sha256, row_count, undo_until, undo_rule, created_by,
                                         created_at)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 27), 'staff', 'staff.csv', sha256('staff'), 1, '2025-05-02', 'house.import_undo@2000-01-01',
               pg_temp.id(p, 3), '2025-05-01'
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.import_effect (practice_id, batch_id, clinic_id, kind, object_id, subject_id)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 27), pg_temp.id(p, 2), 'appointment', pg_temp.id(p, 28), pg_temp.id(p, 4)
          FROM generate_series(1, 2) p;
        INSERT INTO praxis.import_undo (practice_id, batch_id, reason, created_by, created_at)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 27), 'The wrong file', pg_temp.id(p, 3), '2025-05-01 09:00Z' FROM generate_series(1, 2) p;
        INSERT INTO praxis.import_withdrawn (practice_id, batch_id, clinic_id, kind, object_id, content)
        SELECT pg_temp.id(p, 0), pg_temp.id(p, 27), pg_temp.id(p, 2), 'appointment', pg_temp.id(p, 28), '{}' FROM generate_series(1, 2) p;
        """)
}
