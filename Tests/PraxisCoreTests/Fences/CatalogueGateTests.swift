import TestSupport
import Testing

@Suite(.database) struct `The catalogue gate` {
    private func failures(_ session: ScriptSession) throws -> [String] {
        try session.run(CatalogueGate().query).map { $0.map { $0 ?? "" }.joined(separator: " ") }
    }

    @Test func `finds nothing in a migrated database`() throws {
        #expect(try self.failures(ScriptSession()) == [])
    }

    @Test func `may be asked by the daemon's own role`() throws {
        #expect(try self.failures(ScriptSession(as: .app)) == [])
    }

    @Test func `finds every planted fault`() throws {
        let session = try ScriptSession()
        for fault in PlantedFault.all {
            try session.run("BEGIN; SET LOCAL search_path = pg_catalog")
            try session.run(fault.sql)
            let found = try self.failures(session).filter { $0.hasPrefix("\(fault.check) ") }
            #expect(!found.isEmpty, "check \(fault.check) overlooks: \(fault.sql)")
            try session.run("ROLLBACK")
        }
    }
}

/// A mistake that the gate must find, and the number of the check that does.
struct PlantedFault {
    let check: Int
    let sql: String

    init(_ check: Int, _ sql: String) {
        self.check = check
        self.sql = sql
    }

    private static let table = "CREATE TABLE praxis.planted"
    private static let owned = "ALTER TABLE praxis.planted OWNER TO praxis_owner;"

    static let all: [Self] = [
        Self(1, "ALTER TABLE praxis.person DISABLE ROW LEVEL SECURITY"),
        Self(2, "ALTER TABLE praxis.person NO FORCE ROW LEVEL SECURITY"),
        Self(3, "\(table) (id uuid); \(owned)"),
        Self(3, "GRANT SELECT ON praxis.session TO praxis_app"),
        Self(3, "GRANT INSERT ON praxis.builtin_role TO praxis_app"),
        Self(3, "COMMENT ON TABLE praxis.person IS 'gate:open because it is easier'"),
        Self(4, "ALTER TABLE praxis.job DROP CONSTRAINT job_pkey, ALTER COLUMN practice_id DROP NOT NULL"),
        Self(4, "COMMENT ON TABLE praxis.file IS NULL"),
        Self(5, "DROP POLICY fence ON praxis.person"),
        Self(5, "ALTER POLICY fence ON praxis.person TO praxis_app"),
        Self(5, "ALTER POLICY fence ON praxis.person WITH CHECK (practice_id IS NOT NULL)"),
        Self(6, "CREATE POLICY open ON praxis.person FOR SELECT TO praxis_app USING (true)"),
        Self(
            6,
            """
            CREATE POLICY blind ON praxis.employment FOR SELECT TO praxis_app
            USING (practice_id = (SELECT praxis_private.practice_id()))
            """),
        Self(
            7,
            """
            ALTER POLICY site_read ON praxis.employment
            USING (clinic_id = ANY (praxis_private.clinics('people.person.read')))
            """),
        Self(
            7,
            """
            ALTER POLICY site_read ON praxis.employment
            USING (clinic_id IN (SELECT c.clinic_id FROM praxis.clinic c))
            """),
        Self(8, "CREATE POLICY everybody ON praxis.person FOR SELECT USING (email IS NULL)"),
        Self(
            9,
            "ALTER TABLE praxis.person_name ADD FOREIGN KEY (name_id) REFERENCES praxis.planted (id)",
            after: "\(table) (practice_id uuid NOT NULL, id uuid UNIQUE)"),
        Self(10, "CREATE UNIQUE INDEX ON praxis.person (email)"),
        Self(11, "CREATE VIEW praxis.people AS SELECT person_id FROM praxis.person"),
        Self(
            12,
            """
            CREATE MATERIALIZED VIEW praxis.people AS SELECT person_id FROM praxis.person;
            GRANT SELECT ON praxis.people TO praxis_app
            """),
        Self(13, "GRANT TRUNCATE ON praxis.person TO praxis_app"),
        Self(13, "GRANT UPDATE (practice_id) ON praxis.person TO praxis_app"),
        Self(13, "GRANT DELETE ON praxis.audit_event TO praxis_jobs"),
        Self(14, "GRANT pg_read_all_data TO praxis_app"),
        Self(14, "ALTER TABLE praxis.person OWNER TO postgres"),
        Self(15, "ALTER FUNCTION praxis_private.clinics(text) RESET search_path"),
        Self(16, "GRANT EXECUTE ON FUNCTION praxis_private.clinics(text) TO PUBLIC"),
        Self(17, "GRANT CREATE ON SCHEMA praxis TO praxis_app"),
        Self(
            18,
            """
            CREATE FUNCTION praxis_private.planted() RETURNS integer LANGUAGE sql SECURITY DEFINER
            SET search_path = pg_catalog, pg_temp AS 'SELECT 1'
            """),
        Self(
            18,
            """
            CREATE FUNCTION praxis.planted() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN 1; END'
            """),
        Self(19, "GRANT EXECUTE ON FUNCTION praxis.next_number(text) TO PUBLIC"),
        Self(20, "GRANT EXECUTE ON FUNCTION praxis_private.context() TO praxis_app"),
        Self(20, "GRANT EXECUTE ON FUNCTION praxis_private.begin_job(uuid) TO praxis_app"),
        Self(21, "GRANT EXECUTE ON FUNCTION pg_catalog.lo_create(oid) TO praxis_app"),
        Self(22, "ALTER TABLE praxis.person DISABLE ROW LEVEL SECURITY"),
        Self(22, "DROP POLICY own_insert ON praxis.outbox"),
        Self(23, "DROP INDEX praxis.sod_pair_b"),
        Self(24, "CREATE INDEX again ON praxis.person_name (practice_id, person_id)"),
        Self(25, "ALTER TABLE praxis.person ADD CONSTRAINT late CHECK (version > 0) NOT VALID"),
        Self(26, "ALTER TABLE praxis.role_grant DISABLE TRIGGER role_grant_guard"),
        Self(27, "GRANT EXECUTE ON FUNCTION praxis_private.file_items(uuid, uuid, date) TO praxis_app"),
    ]

    private init(_ check: Int, _ sql: String, after preparation: String) {
        self.init(check, "\(preparation); \(sql)")
    }
}
