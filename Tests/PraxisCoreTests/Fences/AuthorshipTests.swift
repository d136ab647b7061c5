import TestSupport
import Testing

@Suite(.demonstration) struct `Who did something and when` {
    /// Columns that a runtime role may write and that default to the caller or the clock.
    private let open = """
        SELECT c.relname || '.' || a.attname
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         CROSS JOIN unnest(ARRAY['praxis_app', 'praxis_jobs']) role
         WHERE c.relnamespace = 'praxis'::regnamespace
           AND pg_get_expr(d.adbin, d.adrelid) IN ('praxis_private.account_id()', 'now()')
           AND has_column_privilege(role, c.oid, a.attnum, 'INSERT')
           AND c.relname <> 'job_schedule'
         ORDER BY 1
        """

    @Test func `is said by the database, whatever the daemon sends`() throws {
        let open = try ScriptSession().run(self.open).compactMap { $0[0] }
        // When a check at the source was made is entered, and whether a job may run yet is its maker's to say.
        #expect(Set(open) == ["verification.verified_at", "job.run_at"])
    }

    @Test func `has no history beside what happened`() throws {
        _ = try Demo.signIn()
        let forged = """
            INSERT INTO praxis.assignment_change
            SELECT practice_id, clinic_id, assignment_id, 99, shift_id, person_id, clinical_role, local_date, span, state
              FROM praxis.assignment_change LIMIT 1
            """
        #expect(try ScriptSession(as: .app).refusal(as: .denverManager, forged) == "42501")
        let published =
            "INSERT INTO praxis.publication (clinic_id, publication_id, roster_id, number, published_by) SELECT clinic_id, gen_random_uuid(), roster_id, 99, '\(DemoAccount.administrator.id)' FROM praxis.roster LIMIT 1"
        #expect(try ScriptSession(as: .app).refusal(as: .denverManager, published) == "42501")
    }
}

@Suite(.demonstration) struct `A staff member, by any SQL` {
    @Test func `learns of nobody who is excluded`() throws {
        _ = try Demo.signIn()
        let app = try ScriptSession(as: .app)
        let excluded = "SELECT count(*) FROM praxis_private.screening_states()"
        #expect(try app.trying(as: .staff, excluded) == [["0"]])
        #expect(try app.trying(as: .staff, "SELECT count(*) FROM praxis.screening_state") == [["0"]])
        #expect(try app.trying(as: .director, excluded) != [["0"]])
    }

    @Test func `draws no numbers, starts no job and causes no reaction`() throws {
        _ = try Demo.signIn()
        let app = try ScriptSession(as: .app)
        let scripts = [
            "SELECT praxis.next_number('PO-2026')", "SELECT praxis_private.next_number('PO-2026')",
            "INSERT INTO praxis.job (kind) VALUES ('credentialing.clearance.changed')",
            "INSERT INTO praxis.outbox (topic, object_id) VALUES ('credentialing.clearance.changed', gen_random_uuid())",
            "INSERT INTO praxis.outbox (topic, object_id) VALUES ('identity.reset.requested', gen_random_uuid())",
        ]
        for script in scripts { #expect(app.refusal(as: .staff, script) == "42501", "\(script)") }
        #expect(app.refusal(as: .administrator, scripts[4]) == "42501")
        let number = "SELECT praxis_private.document_number('PO', '\(Demo.practice)', '\(Demo.denver)')"
        #expect(app.refusal(as: .staff, number) == "PX403 permission_missing")
    }
}
