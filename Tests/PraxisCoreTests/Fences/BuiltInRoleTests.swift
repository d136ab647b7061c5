import PraxisCore
import TestSupport
import Testing

@Suite(.database) struct `The built-in roles` {
    private func column(_ query: String) throws -> Set<String> {
        Set(try ScriptSession().run(query).compactMap { $0[0] })
    }

    @Test func `carry exactly the permissions that the program knows`() throws {
        let carried = try self.column("SELECT DISTINCT permission FROM praxis.builtin_role_permission")
        #expect(carried == Set(Permission.allCases.map(\.rawValue)))
    }

    @Test func `are asked by policies for permissions that exist`() throws {
        let asked = try self.column(
            """
            SELECT DISTINCT m[1]
              FROM pg_policies p, regexp_matches(concat(p.qual, p.with_check), '\\(''([a-z_]+\\.[a-z_]+\\.[a-z_]+)''', 'g') m
             WHERE p.schemaname = 'praxis'
            """)
        #expect(asked.subtracting(Permission.allCases.map(\.rawValue)) == [])
        #expect(asked.count > 10)
    }

    @Test func `give the auditor nothing to change with`() throws {
        let writing = try self.column(
            "SELECT permission FROM praxis.builtin_role_permission WHERE code = 'auditor' AND permission !~ '\\.(read|verify)$'"
        )
        #expect(writing == [])
    }

    @Test func `let the auditor read all that anybody reads`() throws {
        let unread = try self.column(
            """
            SELECT permission FROM praxis.builtin_role_permission WHERE permission ~ '\\.read$'
            EXCEPT
            SELECT permission FROM praxis.builtin_role_permission WHERE code = 'auditor'
            """)
        #expect(unread == [])
    }

    @Test func `show finance money and no people, but who can be billed to which payer`() throws {
        let modules = try self.column(
            """
            SELECT DISTINCT split_part(permission, '.', 1)
              FROM praxis.builtin_role_permission
             WHERE code = 'finance' AND permission <> 'credentialing.enrollment.read'
            """)
        #expect(modules.isDisjoint(with: ["people", "credentialing", "rostering", "audit"]))
    }

    @Test func `come to every practice, and a change of them too`() throws {
        let superuser = try Demo.load()
        let missing = """
            SELECT count(*)
              FROM praxis.practice p CROSS JOIN praxis.builtin_role_permission b
             WHERE NOT EXISTS (
                SELECT FROM praxis.role r JOIN praxis.role_permission m USING (practice_id, role_id)
                 WHERE r.practice_id = p.practice_id AND r.code = b.code AND m.permission = b.permission)
            """
        #expect(try superuser.value(missing) == "0")
        try superuser.run("INSERT INTO praxis.builtin_role_permission VALUES ('staff', 'audit.event.read')")
        #expect(try superuser.value(missing) == "2")
        try superuser.run("SELECT praxis_private.practice_setup(practice_id) FROM praxis.practice")
        #expect(try superuser.value(missing) == "0")
    }
}

@Suite(.database) struct `An auditor` {
    @Test func `reads everything and changes nothing, whatever the service forgot`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        #expect(try app.trying(as: .auditor, "SELECT count(*) FROM praxis.person") == [["120"]])
        for attempt in [
            "UPDATE praxis.person SET version = version", "UPDATE praxis.clinic SET version = version",
            "UPDATE praxis.role_grant SET valid = valid", "UPDATE praxis.account SET version = version",
        ] {
            let rows = try app.trying(as: .auditor, "WITH done AS (\(attempt) RETURNING 1) SELECT count(*) FROM done")
            #expect(rows == [["0"]], "\(attempt)")
        }
        #expect(
            app.refusal(
                as: .auditor,
                "INSERT INTO praxis.person (person_id, given_name, family_name) VALUES (gen_random_uuid(), 'A', 'B')")
                == "42501")
    }
}
