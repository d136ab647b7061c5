import TestSupport
import Testing

@Suite(.database) struct `Role grants` {
    /// An INSERT of a grant, as the daemon sends it.
    private func grant(
        _ role: String, to account: DemoAccount, scope: String = "practice", clinic: String? = nil,
        valid: String = "tstzrange(now(), NULL)", kind: String = "normal", source: String? = nil
    ) -> String {
        """
        INSERT INTO praxis.role_grant (grant_id, account_id, role_id, scope, clinic_id, valid, kind, source_id, reason)
        SELECT gen_random_uuid(), '\(account.id)', r.role_id, '\(scope)', \(clinic.map { "'\($0)'" } ?? "NULL"), \(valid),
               '\(kind)', \(source.map { "'\($0)'" } ?? "NULL"), 'a reason that is long enough'
          FROM praxis.role r
         WHERE r.code = '\(role)'
        """
    }

    @Test func `are not given to oneself`() throws {
        _ = try Demo.load()
        let refusal = try ScriptSession(as: .app).refusal(as: .administrator, self.grant("finance", to: .administrator))
        #expect(refusal == "PX403 self_grant")
    }

    @Test func `do not go beyond the giver's own rights or clinics`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let beyondRights = self.grant("finance", to: .staff, scope: "clinic", clinic: Demo.denver)
        #expect(app.refusal(as: .denverManager, beyondRights) == "PX403 permission_missing")
        let beyondClinic = self.grant("site_manager", to: .staff, scope: "clinic", clinic: Demo.phoenix)
        #expect(app.refusal(as: .denverManager, beyondClinic) == "PX403 permission_missing")
        #expect(app.refusal(as: .denverManager, self.grant("buyer", to: .staff)) == "PX403 permission_missing")
        let own = self.grant("site_manager", to: .staff, scope: "clinic", clinic: Demo.denver)
        #expect(app.refusal(as: .denverManager, own) == nil)
        let unlisted = own.replacing(
            "FROM praxis.role r", with: "FROM (VALUES ('\(Self.roleID("buyer"))'::uuid, 'buyer')) r (role_id, code)"
        )
        .replacing("'site_manager'", with: "'buyer'")
        #expect(app.refusal(as: .finance, unlisted) == "PX403 permission_missing")
    }

    @Test func `of roles that exclude each other do not meet in one person`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        #expect(app.refusal(as: .administrator, self.grant("buyer", to: .finance)) == "PX403 sod_violation")
        #expect(
            app.refusal(as: .administrator, self.grant("medical_director", to: .specialist)) == "PX403 sod_violation")
        #expect(app.refusal(as: .administrator, self.grant("site_manager", to: .auditor)) == "PX403 sod_violation")
        #expect(app.refusal(as: .administrator, self.grant("auditor", to: .buyer)) == "PX403 sod_violation")
        // Nor by the operator's hand.
        let direct = self.grant("buyer", to: .finance).replacing(
            "(grant_id", with: "(practice_id, granted_by, grant_id"
        )
        .replacing("SELECT gen", with: "SELECT r.practice_id, r.created_by, gen")
        .replacing("WHERE r.code", with: "WHERE r.practice_id = '\(Demo.practice)' AND r.code")
        #expect(try ScriptSession().refusal(of: direct) == "PX403")
    }

    @Test func `of an auditor count only when a second administrator agrees`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        try superuser.run(
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) WHERE account_id = '\(DemoAccount.auditor.id)'"
        )
        try app.doing(as: .administrator, self.grant("auditor", to: .auditor))
        #expect(try app.trying(as: .auditor, "SELECT count(*) FROM praxis.clinic") == [["0"]])
        let approval = "UPDATE praxis.role_grant SET pending = false WHERE pending"
        #expect(app.refusal(as: .administrator, approval) == "PX403 sod_violation")
        try app.doing(as: .administrator, self.grant("practice_administrator", to: .specialist))
        // Who got a stronger role has signed in again.
        try superuser.run("UPDATE praxis.session SET ended_at = NULL WHERE account_id = '\(DemoAccount.specialist.id)'")
        try app.doing(as: .specialist, approval)
        #expect(try app.trying(as: .auditor, "SELECT count(*) FROM praxis.clinic") == [["5"]])
    }

    @Test func `end early, and are never extended or revived`() throws {
        _ = try Demo.load()
        let app = try ScriptSession(as: .app)
        let buyer = "WHERE account_id = '\(DemoAccount.buyer.id)'"
        try app.doing(
            as: .administrator, "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) \(buyer)")
        #expect(try app.trying(as: .buyer, "SELECT count(*) FROM praxis.clinic") == [["0"]])
        #expect(
            app.refusal(
                as: .administrator, "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), NULL) \(buyer)")
                == "PX403 grant_not_extended")
        #expect(app.refusal(as: .administrator, "DELETE FROM praxis.role_grant \(buyer)") == "42501")
        #expect(
            app.refusal(as: .administrator, "UPDATE praxis.role_grant SET role_id = role_id \(buyer)") == "42501")
    }

    @Test func `are delegated for 30 days at most, once, and end with their source`() throws {
        let superuser = try Demo.load()
        let app = try ScriptSession(as: .app)
        let month = "tstzrange(now(), now() + interval '29 days')"
        // A buyer passes on what a buyer has, in the own clinic.
        let fit = self.delegation(source: "7a0006", "buyer", to: .staff, clinic: Demo.denver, valid: month)
        let elsewhere = self.delegation(source: "7a0006", "buyer", to: .staff, clinic: Demo.phoenix, valid: month)
        let long = self.delegation(
            source: "7a0006", "buyer", to: .staff, clinic: Demo.denver,
            valid: "tstzrange(now(), now() + interval '31 days')")
        let notMine = self.delegation(source: "7a0002", "site_manager", to: .staff, clinic: Demo.denver, valid: month)
        #expect(app.refusal(as: .buyer, elsewhere) == "PX403 delegation_refused")
        #expect(app.refusal(as: .buyer, long) == "23514")
        #expect(app.refusal(as: .buyer, notMine) == "PX403 delegation_refused")
        #expect(app.refusal(as: .buyer, fit) == nil)
        #expect(
            try app.trying(as: .staff, "SELECT cardinality(praxis_private.clinics('ordering.order.place'))") == [["1"]])
        // Not a second time.
        let made = try #require(try superuser.value("SELECT grant_id FROM praxis.role_grant WHERE kind = 'delegated'"))
        let again = self.delegation(source: made, "buyer", to: .director, clinic: Demo.denver, valid: month)
        #expect(app.refusal(as: .staff, again) == "PX403 delegation_refused")
        // Roles that exclude each other do not meet by delegation either.
        let clash = self.delegation(source: "7a0006", "buyer", to: .finance, clinic: Demo.denver, valid: month)
        #expect(app.refusal(as: .buyer, clash) == "PX403 sod_violation")
        try superuser.run(
            "UPDATE praxis.role_grant SET valid = tstzrange(lower(valid), now()) WHERE grant_id = '\(Demo.id("7a0006"))'"
        )
        #expect(
            try app.trying(as: .staff, "SELECT cardinality(praxis_private.clinics('ordering.order.place'))") == [["0"]])
    }

    private func delegation(
        source: String, _ role: String, to account: DemoAccount, clinic: String, valid: String
    ) -> String {
        // Roles are not for everybody to list; the source names the role.
        """
        INSERT INTO praxis.role_grant (grant_id, account_id, role_id, scope, clinic_id, valid, kind, source_id, reason)
        SELECT gen_random_uuid(), '\(account.id)', '\(Self.roleID(role))', 'clinic', '\(clinic)', \(valid), 'delegated',
               '\(source.count == 6 ? Demo.id(source) : source)', 'while away'
        """
    }

    private static func roleID(_ code: String) -> String {
        let query = "SELECT role_id FROM praxis.role WHERE code = '\(code)' AND practice_id = '\(Demo.practice)'"
        return (try? ScriptSession().value(query)) ?? "none"
    }
}
