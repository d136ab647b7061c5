import TestSupport
import Testing

@Suite(.demonstration) struct `As-of answers` {
    /// Whether everybody's answer for today by each clinic's calendar is the one of praxis.clearance, and how many there are.
    private let compared = """
        SELECT count(*) FILTER (WHERE (a.verdict, a.reasons) IS DISTINCT FROM (n.verdict, n.reasons)),
               count(*) > 40, count(DISTINCT n.verdict) > 1
          FROM praxis.appointment p
          JOIN praxis.clinic c USING (practice_id, clinic_id)
         CROSS JOIN LATERAL (
               SELECT d::timestamp AT TIME ZONE c.zone AS starts, (d + 1)::timestamp AT TIME ZONE c.zone AS ends
                 FROM CAST(now() AT TIME ZONE c.zone AS date) d) t
         CROSS JOIN LATERAL praxis.clearance(p.person_id, p.clinic_id, p.clinical_role, t.starts, t.ends) n
         CROSS JOIN LATERAL praxis.clearance_asof(
                    p.person_id, p.clinic_id, p.clinical_role, t.starts, t.ends, now()) a
        """

    @Test func `are today's answers for today as known now, for everybody`() throws {
        _ = try Demo.signIn()
        let app = try ScriptSession(as: .app)
        for account in [DemoAccount.administrator, .auditor] {
            let rows = try app.trying(as: account, "SET TRANSACTION READ ONLY; \(self.compared)")
            #expect(rows.last == ["0", "t", "t"], "\(account)")
        }
    }

    @Test func `tell nothing of other clinics and practices, and have no history that can be forged`() throws {
        _ = try Demo.signIn()
        let app = try ScriptSession(as: .app)
        let asked = """
            SET TRANSACTION READ ONLY;
            SELECT praxis.know_as_of(now() - interval '5 days');
            SELECT (SELECT count(*) FROM praxis.clearance_on(CURRENT_DATE - 5) k WHERE k.clinic_id <> '\(Demo.denver)'),
                   (SELECT count(*) FROM praxis.appointment_past h WHERE h.clinic_id <> '\(Demo.denver)'),
                   (SELECT count(*) FROM praxis.credentialing_fact f
                     WHERE NOT EXISTS (SELECT FROM praxis.person p WHERE p.person_id = f.person_id)),
                   (SELECT count(*) FROM praxis.credentialing_fact) > 0
            """
        #expect(try app.trying(as: .denverManager, asked).last == ["0", "0", "0", "t"])
        #expect(try app.trying(as: .otherAdministrator, asked).last?[2] == "0")
        for table in ["person_past", "appointment_past", "screening_policy_past"] {
            #expect(app.refusal(as: .administrator, "DELETE FROM praxis.\(table)") == "42501")
            #expect(app.refusal(as: .administrator, "UPDATE praxis.\(table) SET known_until = now()") == "42501")
        }
        #expect(app.refusal(as: .administrator, "UPDATE praxis.requirement SET ended_at = NULL") == "42501")
    }
}
