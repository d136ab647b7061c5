import FoundationEssentials
import HTTPTypes
import PraxisCore
import PraxisWeb
import TestSupport
import Testing

/// Every route that names an object, asked in the own clinic for one of that clinic, of another one, and of another
/// practice.
@Suite(.demonstration) struct `Objects of others` {
    private enum Place: String, CaseIterable { case own, other, foreign, missing }

    /// Objects by the name of their capture; those of a person belong to the person of the same place.
    private static func samples() throws -> [Place: [String: String]] {
        let superuser = try ScriptSession()
        var samples: [Place: [String: String]] = [.missing: [:]]
        let homes: [(Place, clinic: String, practice: String, person: String, account: DemoAccount)] = [
            (.own, "a001", "a000", "1a0016", .buyer), (.other, "a002", "a000", "1a0012", .staff),
            (.foreign, "b001", "b000", "1b0001", .lakesideStaff),
        ]
        func id(_ tail: String) -> String {
            "01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
        }
        for home in homes {
            let queries = [
                "employment": "SELECT employment_id FROM praxis.employment WHERE person_id = '\(id(home.person))'",
                "credential": "SELECT credential_id FROM praxis.credential WHERE person_id = '\(id(home.person))'",
                "term": "SELECT term_id FROM praxis.credential_term WHERE person_id = '\(id(home.person))'",
                "verification":
                    "SELECT verification_id FROM praxis.verification WHERE person_id = '\(id(home.person))'",
                // Whoever has a certificate of malpractice insurance and works at this clinic alone.
                "insured person": Self.insured("c.person_id", at: id(home.clinic)),
                "insured term": Self.insured("t.term_id", at: id(home.clinic)),
                "course": "SELECT course_id FROM praxis.training_course WHERE practice_id = '\(id(home.practice))'",
                "policy": "SELECT policy_id FROM praxis.policy WHERE practice_id = '\(id(home.practice))'",
                "shift": "SELECT shift_id FROM praxis.shift WHERE clinic_id = '\(id(home.clinic))'",
                "assignment": "SELECT assignment_id FROM praxis.assignment WHERE clinic_id = '\(id(home.clinic))'",
                "template": "SELECT template_id FROM praxis.shift_template WHERE clinic_id = '\(id(home.clinic))'",
                "requisition": "SELECT requisition_id FROM praxis.requisition WHERE clinic_id = '\(id(home.clinic))'",
                "order": "SELECT order_id FROM praxis.purchase_order WHERE clinic_id = '\(id(home.clinic))'",
                "grant": "SELECT grant_id FROM praxis.role_grant WHERE account_id = '\(home.account.id)'",
                "role": "SELECT role_id FROM praxis.role WHERE practice_id = '\(id(home.practice))' AND code = 'buyer'",
                "view": "SELECT view_id FROM praxis.saved_view WHERE practice_id = '\(id(home.practice))'",
                "vendor": "SELECT vendor_id FROM praxis.vendor WHERE practice_id = '\(id(home.practice))'",
                "item": "SELECT catalog_item_id FROM praxis.catalog_item WHERE practice_id = '\(id(home.practice))'",
                "clinic's credential":
                    "SELECT credential_id FROM praxis.clinic_credential WHERE clinic_id = '\(id(home.clinic))'",
                "clinic's term":
                    "SELECT term_id FROM praxis.clinic_credential_term WHERE clinic_id = '\(id(home.clinic))'",
                "director": "SELECT director_id FROM praxis.laboratory_director WHERE clinic_id = '\(id(home.clinic))'",
                "override": "SELECT override_id FROM praxis.clearance_override WHERE clinic_id = '\(id(home.clinic))'",
                "requirement":
                    "SELECT requirement_id FROM praxis.requirement WHERE practice_id = '\(id(home.practice))'",
                "file": """
                SELECT f.file_id FROM praxis.credentialing_file f JOIN praxis.appointment a USING (practice_id, person_id)
                 WHERE a.clinic_id = '\(id(home.clinic))'
                """,
                "meeting": "SELECT meeting_id FROM praxis.committee_meeting WHERE practice_id = '\(id(home.practice))'",
                "member": "SELECT member_id FROM praxis.committee_member WHERE practice_id = '\(id(home.practice))'",
                "source": "SELECT source_id FROM praxis.psv_source WHERE practice_id = '\(id(home.practice))'",
                "enrollment": "SELECT enrollment_id FROM praxis.enrollment WHERE clinic_id = '\(id(home.clinic))'",
                "plan": "SELECT plan_id FROM praxis.payer_plan WHERE practice_id = '\(id(home.practice))'",
                "submission": """
                SELECT submission_id FROM praxis.roster_submission WHERE practice_id = '\(id(home.practice))'
                """,
                "completion":
                    "SELECT completion_id FROM praxis.training_completion WHERE evidence_id IS NOT NULL AND person_id = '\(id(home.person))'",
                "claim": "SELECT claim_id FROM praxis.training_claim WHERE practice_id = '\(id(home.practice))'",
                "gate": "SELECT gate_id FROM praxis.training_gate WHERE practice_id = '\(id(home.practice))'",
                "exposure":
                    "SELECT determination_id FROM praxis.exposed_job WHERE practice_id = '\(id(home.practice))'",
                "match": "SELECT match_id FROM praxis.screening_match WHERE practice_id = '\(id(home.practice))'",
                "run": "SELECT run_id FROM praxis.screening_run WHERE practice_id = '\(id(home.practice))'",
                "list": "SELECT import_id FROM praxis.screening_import WHERE practice_id = '\(id(home.practice))'",
                "party": "SELECT party_id FROM praxis.screening_party WHERE practice_id = '\(id(home.practice))'",
                "import": "SELECT import_id FROM praxis.provider_import WHERE clinic_id = '\(id(home.clinic))'",
            ]
            var found = ["person": id(home.person), "account": home.account.id]
            for (name, query) in queries { found[name] = try superuser.value(query + " ORDER BY 1 LIMIT 1") }
            samples[home.0] = found
        }
        return samples
    }

    private static func insured(_ column: String, at clinic: String) -> String {
        """
        SELECT \(column)
          FROM praxis.credential c
          JOIN praxis.credential_term t USING (practice_id, person_id, credential_id)
         WHERE c.type_code = 'malpractice'
           AND c.person_id = (SELECT w.person_id
                                FROM (SELECT a.practice_id, a.person_id, a.clinic_id FROM praxis.appointment a
                                       UNION ALL
                                      SELECT e.practice_id, e.person_id, e.clinic_id FROM praxis.employment e) w
                                JOIN praxis.credential m USING (practice_id, person_id)
                               WHERE m.type_code = 'malpractice'
                               GROUP BY w.person_id
                              HAVING bool_and(w.clinic_id = '\(clinic)')
                               ORDER BY 1 DESC  -- the first few have accounts, and read what is theirs
                               LIMIT 1)
        """
    }

    private static func path(_ route: Route, _ objects: [String: String], in clinic: String = "denver") -> String? {
        var path = route.path.text.replacing("{scope}", with: clinic)
        var names = 0
        for name in route.path.captures where name != "scope" {
            var value = objects[name]
            // The certificates of clinics are credentials with terms too.
            if path.contains("/clinic/") { value = objects["clinic's " + name] ?? value }
            if route.path.text.contains("/covers") { value = objects["insured " + name] ?? value }
            if objects.isEmpty { value = "01900000-0000-7000-8000-00000000ffff" }
            if route.path.text.contains("/budgets/") { return nil }
            guard let value else { return nil }
            names += 1
            path = path.replacing("{\(name)}", with: value)
        }
        return names == 0 ? nil : path
    }

    private func routes(_ site: TestSite, reading: Bool) -> [Route] {
        site.table.routes.filter { $0.path.isScoped && ($0.method == .get) == reading }
    }

    @Test(arguments: [
        DemoAccount.administrator, .managerOfDenver, .finance, .credentialing, .medicalDirector, .buyer, .auditor,
    ])
    func `of another practice are as if they were not there`(account: DemoAccount) async throws {
        let site = try TestSite()
        let samples = try Self.samples()
        let browser = try site.browser(as: account)
        for route in self.routes(site, reading: true) {
            guard let path = Self.path(route, samples[.foreign]!), let none = Self.path(route, [:]) else { continue }
            let (foreign, missing) = (try await browser.get(path), try await browser.get(none))
            #expect([404, 403].contains(foreign.status.code), "\(path): \(foreign.status)")
            #expect(foreign.status == missing.status && foreign.bytes == missing.bytes, "\(path)")
        }
        for route in self.routes(site, reading: false) {
            guard let path = Self.path(route, samples[.foreign]!) else { continue }
            let answer = try await Self.send(route, path, browser)
            #expect(
                [403, 404, 409, 422, 428].contains(answer.status.code), "\(route.method) \(path): \(answer.status)")
        }
    }

    @Test func `of the first practice are not there for the second`() async throws {
        let site = try TestSite()
        let samples = try Self.samples()
        let browser = try site.browser(as: .lakesideAdministrator)
        var tried = 0
        for route in self.routes(site, reading: true) {
            guard let path = Self.path(route, samples[.own]!, in: "evanston"),
                let none = Self.path(route, [:], in: "evanston")
            else { continue }
            let (foreign, missing) = (try await browser.get(path), try await browser.get(none))
            #expect([404, 403].contains(foreign.status.code), "\(path): \(foreign.status)")
            #expect(foreign.status == missing.status && foreign.bytes == missing.bytes, "\(path)")
            tried += 1
        }
        #expect(tried > 60)
        for route in self.routes(site, reading: false) {
            guard let path = Self.path(route, samples[.own]!, in: "evanston") else { continue }
            let answer = try await Self.send(route, path, browser)
            #expect(
                [403, 404, 409, 422, 428].contains(answer.status.code), "\(route.method) \(path): \(answer.status)")
        }
    }

    @Test func `of another clinic are not there for a site manager, and those of the own one are`() async throws {
        let site = try TestSite()
        let samples = try Self.samples()
        let browser = try site.browser(as: .managerOfDenver)
        let local = [
            "person", "account", "shift", "requisition", "order", "employment", "credential", "term",
            "director", "override", "file", "enrollment", "completion", "import",
        ]
        var seen = 0
        for route in self.routes(site, reading: true) {
            guard let path = Self.path(route, samples[.other]!), let own = Self.path(route, samples[.own]!),
                route.path.captures.contains(where: local.contains)
            else { continue }
            let answer = try await browser.get(path)
            #expect([403, 404].contains(answer.status.code), "\(path): \(answer.status)")
            let mine = try await browser.get(own).status.code
            #expect(mine != 404, "\(own)")
            if mine == 200 { seen += 1 }
        }
        #expect(seen > 10)
        for route in self.routes(site, reading: false) where route.path.captures.contains(where: local.contains) {
            guard let path = Self.path(route, samples[.other]!) else { continue }
            let answer = try await Self.send(route, path, browser)
            #expect(
                [403, 404, 409, 422, 428].contains(answer.status.code), "\(route.method) \(path): \(answer.status)")
        }
    }

    private static func send(_ route: Route, _ path: String, _ browser: Browser) async throws -> Browser.Answer {
        switch route.body {
        case .none: try await browser.json(route.method, path)
        case .json: try await browser.json(route.method, path, "{}")
        case .form: try await browser.post(path)
        case .upload, .bulk: try await browser.upload(path, fields: [])
        }
    }
}
