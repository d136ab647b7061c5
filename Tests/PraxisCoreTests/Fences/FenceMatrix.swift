import Foundation
import TestSupport

/// The isolation matrix of `Tests/SQL` in the test's own database.
struct FenceMatrix {
    let session: ScriptSession

    /// Loads the demonstration, its twin and the matrix.
    init() throws {
        try TestDatabase.current.loadDemonstration()
        self.session = try ScriptSession()
        try self.session.run(try Self.script("fence_matrix.sql"))
        try self.session.run(try Self.script("fence_rules.sql"))
        try self.session.run(CatalogueGate().asFunction)
        try self.session.run("SELECT fence.prepare()")
        // A context that was good in an earlier transaction.
        try self.session.run(
            """
            BEGIN;
            SELECT praxis_private.begin_session(sha256('wide'), gen_random_uuid(), '');
            UPDATE fence.caller SET context = current_setting('praxis.ctx') WHERE name = 'expired';
            COMMIT
            """)
    }

    /// Breaches for one of the runtime roles, one sentence each.
    func breaches(as role: TestDatabase.Role) throws -> [String] {
        try self.session.run("SELECT * FROM fence.all_breaches('\(role.rawValue)')").map(Self.sentence)
    }

    /// Policies whose loss nothing would notice.
    func toothless() throws -> [String] {
        try self.session.run("SELECT * FROM fence.toothless('praxis_app')").map(Self.sentence)
    }

    /// Tables without a row of the first practice, which the matrix cannot try.
    func untried() throws -> [String] {
        try self.session.run(
            """
            SELECT s.tab
              FROM fence.sample s
             WHERE s.class <> 'foreign'
             GROUP BY s.tab
            HAVING sum(s.rows) = 0
             ORDER BY s.tab
            """
        ).map(Self.sentence)
    }

    static func script(_ name: String) throws -> String {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../SQL/\(name)")
        return try String(contentsOf: file, encoding: .utf8)
    }

    private static func sentence(_ row: [String?]) -> String { row.map { $0 ?? "NULL" }.joined(separator: " ") }
}

/// The gate's file, as it stands and as a function that tests can call in the middle of a transaction.
struct CatalogueGate {
    let text: String

    init() throws {
        let path = TestCluster.sqlDirectory + "/catalogue_gate.sql"
        self.text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    }

    /// The query alone.
    var query: String {
        let start = self.text.range(of: "\nWITH\n")!.lowerBound
        let end = self.text.range(
            of: ";", options: .backwards, range: start..<self.text.range(of: "COMMIT;")!.lowerBound)!
        return String(self.text[start..<end.lowerBound])
    }

    var asFunction: String {
        """
        CREATE FUNCTION fence.gate() RETURNS TABLE (check_no integer, problem text, object text)
        LANGUAGE sql SET search_path = pg_catalog AS $gate$ \(self.query) $gate$
        """
    }
}
