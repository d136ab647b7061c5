import TestSupport
import Testing

/// The staff account of the demonstration belongs to a person of Phoenix.
@Suite(.database) struct `Belonging to a clinic` {
    private static let person = Demo.id("1a0007")
    private let staff = DemoAccount.staff.id

    private func employment(
        of person: String = Self.person, at clinic: String = Demo.denver, from starts: String = "CURRENT_DATE",
        until ends: String = "NULL"
    ) -> String {
        """
        INSERT INTO praxis.employment (clinic_id, employment_id, person_id, position, starts_on, ends_on)
        VALUES ('\(clinic)', gen_random_uuid(), '\(person)', 'physician', \(starts), \(ends))
        """
    }

    private func owned(_ script: String) -> String {
        script.replacing("(clinic_id,", with: "(practice_id, created_by, clinic_id,")
            .replacing("VALUES (", with: "VALUES ('\(Demo.practice)', '\(DemoAccount.administrator.id)', ")
    }

    private func count(_ app: ScriptSession, _ script: String) throws -> String? {
        try app.trying(as: .denverManager, "WITH changed AS (\(script) RETURNING 1) SELECT count(*) FROM changed")[0][0]
    }

    @Test func `in the past leaves the file to be read, and no way to the account`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        try superuser.run(self.owned(self.employment(from: "'2019-01-01'", until: "'2019-12-31'")))
        let link = "SELECT praxis_private.link_issue('\(self.staff)', sha256('link'))"
        #expect(app.refusal(as: .denverManager, link) == "PX403 permission_missing")
        #expect(
            try self.count(
                app, "UPDATE praxis.account SET email = 'mine@cascade.example' WHERE account_id = '\(self.staff)'")
                == "0")
        #expect(try self.count(app, "UPDATE praxis.person SET npi = NULL WHERE person_id = '\(Self.person)'") == "0")
        let seen = "SELECT count(*) FROM praxis.account WHERE account_id = '\(self.staff)'"
        #expect(try app.trying(as: .denverManager, seen) == [["0"]])
        let file = "SELECT count(*) FROM praxis.person WHERE person_id = '\(Self.person)'"
        #expect(try app.trying(as: .denverManager, file) == [["1"]])
    }

    @Test func `is not declared for people of other clinics`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        let past = self.employment(from: "'2009-01-01'", until: "'2009-01-02'")
        #expect(app.refusal(as: .denverManager, past) == "PX403 person_elsewhere")
        #expect(app.refusal(as: .denverManager, self.employment()) == "PX403 person_elsewhere")
        let appointment = self.employment().replacing("praxis.employment", with: "praxis.appointment")
            .replacing("employment_id", with: "appointment_id").replacing("position", with: "clinical_role")
        #expect(app.refusal(as: .denverManager, appointment) == "PX403 person_elsewhere")
        // Nor by going on with an employment that ended.
        try superuser.run(self.owned(self.employment(from: "'2019-01-01'", until: "'2019-12-31'")))
        let again = "UPDATE praxis.employment SET ends_on = NULL WHERE person_id = '\(Self.person)'"
        #expect(app.refusal(as: .denverManager, again) == "PX403 person_elsewhere")
        #expect(app.refusal(as: .denverManager, self.employment(of: Demo.id("1a9999"))) == "PX403 person_elsewhere")
    }

    @Test func `is declared by the practice's administration for everybody`() throws {
        _ = try Demo.load()
        #expect(try ScriptSession(as: .app).refusal(as: .administrator, self.employment()) == nil)
    }

    @Test func `is declared by a manager for new people, for the own ones, and for who comes back`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        let new = Demo.id("1a9001")
        try app.doing(
            as: .denverManager,
            """
            INSERT INTO praxis.person (person_id, given_name, family_name) VALUES ('\(new)', 'Noor', 'Hale');
            \(self.employment(of: new, until: "CURRENT_DATE + 1"))
            """)
        #expect(app.refusal(as: .denverManager, self.employment(of: new, from: "CURRENT_DATE + 2")) == nil)
        try superuser.run(
            "UPDATE praxis.employment SET starts_on = '2019-01-01', ends_on = '2019-02-01' WHERE person_id = '\(new)' AND ends_on IS NOT NULL; DELETE FROM praxis.employment WHERE person_id = '\(new)' AND ends_on IS NULL"
        )
        #expect(
            app.refusal(as: .phoenixManager, self.employment(of: new, at: Demo.phoenix)) == "PX403 person_elsewhere")
        #expect(app.refusal(as: .denverManager, self.employment(of: new)) == nil)
    }

    @Test func `of a person just added is seen by who added it, and by nobody else before it`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let new = Demo.id("1a9001")
        let added = "INSERT INTO praxis.person (person_id, given_name, family_name) VALUES ('\(new)', 'Noor', 'Hale')"
        let seen = "SELECT count(*) FROM praxis.person WHERE person_id = '\(new)'"
        #expect(try app.trying(as: .denverManager, "\(added); \(seen)") == [["1"]])
        try app.doing(as: .denverManager, added)
        #expect(try app.trying(as: .denverManager, seen) == [["0"]])
        let forged = added.replacing("family_name)", with: "family_name, created_by)")
            .replacing("'Hale')", with: "'Hale', '\(DemoAccount.administrator.id)')")
        #expect(app.refusal(as: .denverManager, forged) == "42501")
    }
}
