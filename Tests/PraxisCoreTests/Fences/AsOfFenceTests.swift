import TestSupport
import Testing

@Suite(.demonstration) struct `As-of answers` {
    /// Everybody's answer for a day, in one order.
    private let answers = """
        SELECT k.clinic_id, k.person_id, k.clinical_role, k.verdict, k.reasons
          FROM praxis.clearance_on(CURRENT_DATE) k
         ORDER BY 1, 2, 3
        """

    @Test func `are today's answers for today as known now, for everybody`() throws {
        _ = try Demo.signIn()
        let app = try ScriptSession(as: .app)
        for account in [DemoAccount.administrator, .auditor, .denverManager] {
            let reading = "SET TRANSACTION READ ONLY"
            let now = try app.trying(as: account, "\(reading); \(self.answers)")
            let known = "SELECT praxis.know_as_of(now())"
            let asOf = try app.trying(as: account, "\(reading); \(known); \(self.answers)")
            #expect(now == asOf, "\(account)")
            #expect(now.count > 10 && Set(now.map { $0[3] }).count > 1, "\(account)")
        }
    }

    @Test func `for one person are those of the whole list, and leave the rest of the transaction alone`() throws {
        _ = try Demo.signIn()
        let rows = try ScriptSession(as: .app).trying(
            as: .denverManager,
            """
            SET TRANSACTION READ ONLY;
            SELECT a.verdict = k.verdict AND a.reasons = k.reasons, current_setting('praxis.known', true)
              FROM praxis.clearance_on(CURRENT_DATE, '\(Demo.id("1a0021"))') k
              JOIN praxis.clinic c USING (clinic_id)
             CROSS JOIN LATERAL praxis.clearance_asof(
                        k.person_id, k.clinic_id, k.clinical_role, CURRENT_DATE::timestamp AT TIME ZONE c.zone,
                        (CURRENT_DATE + 1)::timestamp AT TIME ZONE c.zone, now()) a
            """)
        #expect(rows == [["t", ""]])
    }

    @Test func `tell nothing of other clinics and practices, and have no history that can be forged`() throws {
        _ = try Demo.signIn()
        let app = try ScriptSession(as: .app)
        let asked = """
            SET TRANSACTION READ ONLY;
            SELECT praxis.know_as_of(now() - interval '5 days');
            SELECT (SELECT count(*) FROM praxis.clearance_on(CURRENT_DATE - 5) k WHERE k.clinic_id <> '\(Demo.denver)'),
                   (SELECT count(*) FROM praxis.appointment_past h WHERE h.clinic_id <> '\(Demo.denver)')
                   + (SELECT count(*) FROM praxis.person_withdrawn w WHERE w.clinic_id <> '\(Demo.denver)')
                   + (SELECT count(*) FROM praxis.appointment_withdrawn w WHERE w.clinic_id <> '\(Demo.denver)')
                   + (SELECT count(*) FROM praxis.credential_withdrawn w WHERE w.clinic_id <> '\(Demo.denver)'),
                   (SELECT count(*) FROM praxis.credentialing_fact f
                     WHERE NOT EXISTS (SELECT FROM praxis.person p WHERE p.person_id = f.person_id)),
                   (SELECT count(*) FROM praxis.credentialing_fact) > 0
            """
        #expect(try app.trying(as: .denverManager, asked).last == ["0", "0", "0", "t"])
        #expect(try app.trying(as: .otherAdministrator, asked).last?[2] == "0")
        for table in [
            "person_past", "appointment_past", "screening_policy_past", "person_withdrawn", "appointment_withdrawn",
            "credential_withdrawn",
        ] {
            #expect(app.refusal(as: .administrator, "DELETE FROM praxis.\(table)") == "42501")
            #expect(app.refusal(as: .administrator, "UPDATE praxis.\(table) SET known_until = now()") == "42501")
        }
        #expect(app.refusal(as: .administrator, "UPDATE praxis.requirement SET ended_at = NULL") == "42501")
    }
}
