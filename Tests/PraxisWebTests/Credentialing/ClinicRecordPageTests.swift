import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// Checks, documents, what authorities did and kinds of certificates, by role.
@Suite(.demonstration) struct `What is on record of clinics' certificates, on pages and calls` {
    private struct Sample {
        let credential: String
        let term: String

        /// The certificate of a kind of a clinic.
        init(_ kind: String, at clinic: String) throws {
            let superuser = try ScriptSession()
            let home = "k.type_code = '\(kind)' AND c.slug = '\(clinic)'"
            self.credential = try #require(
                try superuser.value(
                    """
                    SELECT k.credential_id FROM praxis.clinic_credential k JOIN praxis.clinic c USING (practice_id, clinic_id)
                     WHERE \(home) LIMIT 1
                    """))
            self.term = try #require(
                try superuser.value(
                    """
                    SELECT t.term_id FROM praxis.clinic_credential_term t
                      JOIN praxis.clinic_credential k USING (practice_id, clinic_id, credential_id)
                      JOIN praxis.clinic c USING (practice_id, clinic_id)
                     WHERE \(home) LIMIT 1
                    """))
        }
    }

    private static let fields = [("status", "limited"), ("starts", "2026-01-15"), ("source", "Notice of January 10")]

    @Test func `an authority's action is recorded by who verifies, and shown at once`() async throws {
        let site = try TestSite()
        let sample = try Sample("clia", at: "denver")
        let path = "/denver/clinic/credentials/\(sample.credential)/statuses"
        let specialist = try site.browser(as: .credentialing)
        #expect(try await specialist.get(path + "/new").text.contains("Condition-level deficiencies"))
        for (account, status) in [
            (.managerOfDenver, .forbidden), (.medicalDirector, .forbidden), (.auditor, .forbidden),
            (.buyer, .forbidden),
            (.managerOfPhoenix, .notFound), (.lakesideAdministrator, .notFound),
        ] as [(DemoAccount, HTTPResponse.Status)] {
            let answer = try await site.browser(as: account).post(path, form: Self.fields)
            #expect(answer.status == status, "\(account)")
        }
        let wrong = try await specialist.post(path, form: [("status", "probation"), ("starts", "soon")])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("Choose what was done"))
        #expect(
            try await specialist.post(
                path.replacing("denver", with: "phoenix"), form: Self.fields
            ).status == .notFound)
        #expect(try await specialist.post(path, form: Self.fields).status == .seeOther)
        let page = try await site.browser(as: .managerOfDenver).get("/denver/clinic/credentials").text
        #expect(page.contains("Limited from Jan 15, 2026") && page.contains("Source: Notice of January 10"))
        #expect(page.contains("Covered, with limits"))
        #expect(!page.contains("statuses/new"), "the manager does not verify")
        #expect(
            try await site.browser(as: .auditor).get("/all/audit").text.contains("Action of an authority on a clinic"))
        let call = "/api/v1" + path
        let body = #"{"status": "suspended", "starts": "2026-02-01", "ends": "2026-02-03", "source": "Letter"}"#
        #expect(try await site.browser(as: .managerOfDenver).json(.post, call, body).status == .forbidden)
        #expect(try await specialist.json(.post, call, body).status == .created)
        let file = try await specialist.get("/api/v1/denver/clinic/credentials").text
        #expect(file.contains("\"status\":\"suspended\"") && file.contains("\"limited\":true"))
    }

    @Test func `a document is put on file, proves a check and is opened, by those of the clinic alone`() async throws {
        let site = try TestSite()
        let sample = try Sample("clia", at: "gary")
        let home = "/gary/clinic/terms/\(sample.term)"
        let specialist = try site.browser(as: .credentialing)
        #expect(try await specialist.get(home + "/documents/new").text.contains("CLIA certificate"))
        for (account, status) in [
            (.managerOfDenver, .notFound), (.medicalDirector, .forbidden), (.auditor, .forbidden),
            (.lakesideAdministrator, .notFound),
        ] as [(DemoAccount, HTTPResponse.Status)] {
            let answer = try await site.browser(as: account).upload(
                home + "/documents", fields: [], file: ("file", "clia.pdf", "%PDF-1.7 x"))
            #expect(answer.status == status, "\(account)")
        }
        let text = try await specialist.upload(
            home + "/documents", fields: [], file: ("file", "clia.txt", "no certificate"))
        #expect(text.status == .unprocessableContent && text.text.contains("Choose a PDF, a PNG or a JPEG"))
        let added = try await specialist.upload(
            home + "/documents", fields: [], file: ("file", "clia.pdf", "%PDF-1.7 x"))
        #expect(added.status == .seeOther)
        let page = try await specialist.get("/gary/clinic/credentials").text
        let opening = String(try #require(page.firstMatch(of: /"([^"]+\/openings)"/)?.1))
        #expect(page.contains("clia.pdf"))
        let form = try await specialist.get(home + "/verifications/new").text
        let document = String(try #require(form.firstMatch(of: /value="([0-9a-f-]{36})"[^>]*>clia.pdf/)?.1))
        var check = [
            ("method", "letter"), ("source", "CLIA program"), ("result", "confirmed"), ("document", document),
            ("printed_number", "WRONG"), ("query", "The laboratory at Gary"),
        ]
        let differing = try await specialist.post(home + "/verifications", form: check)
        #expect(differing.status == .unprocessableContent)
        check.removeAll { $0.0 == "printed_number" }
        #expect(try await specialist.post(home + "/verifications", form: check).status == .seeOther)
        let checked = try await specialist.get("/gary/clinic/credentials").text
        #expect(checked.contains("Asked: The laboratory at Gary") && checked.contains("Verified"))
        for account in [DemoAccount.managerOfDenver, .lakesideAdministrator] {
            let browser = try site.browser(as: account)
            #expect(try await browser.post(opening).status == .notFound, "\(account)")
            let own = account == .managerOfDenver ? "denver" : "evanston"
            #expect(try await browser.post(opening.replacing("/gary/", with: "/\(own)/")).status == .notFound)
        }
        let opened = try await specialist.post(opening)
        #expect(opened.status == .ok && opened.text == "%PDF-1.7 x")
        #expect(opened.headers[.contentDisposition] == "attachment; filename=\"clia.pdf\"")
        #expect(
            try await specialist.json(.post, "/api/v1" + opening).text.contains("\"media_type\":\"application/pdf\""))
        #expect(
            try await site.browser(as: .auditor).get("/all/audit").text.contains(
                "Document of a clinic credential opened"))
    }

    @Test func `a kind of the practice's own is added by who sets requirements`() async throws {
        let site = try TestSite()
        let path = "/all/credentials/types/clinics"
        let form = [("name", "Surgery center license")]
        let manager = try site.browser(as: .managerOfDenver)
        #expect(try await manager.post("/denver/credentials/types/clinics", form: form).status == .forbidden)
        #expect(try await site.browser(as: .credentialing).post(path, form: form).status == .forbidden)
        let administrator = try site.browser(as: .administrator)
        #expect(try await administrator.post(path, form: [("name", "x")]).status == .unprocessableContent)
        #expect(try await administrator.post(path, form: form).status == .seeOther)
        let again = try await administrator.post(path, form: form)
        #expect(again.status == .unprocessableContent && again.text.contains("has a kind of this name"))
        #expect(try await manager.get("/denver/credentials/types/clinics").text.contains("Surgery center license"))
        #expect(try await manager.get("/denver/clinic/credentials/new").text.contains("Surgery center license"))
        let other = try site.browser(as: .lakesideAdministrator)
        #expect(!(try await other.get(path).text.contains("Surgery center license")))
        #expect(!(try await other.get("/api/v1/all/clinic-credential-types").text.contains("Surgery center license")))
        let call = try await administrator.json(
            .post, "/api/v1/all/clinic-credential-types", #"{"name": "Laser registration"}"#)
        #expect(call.status == .created && call.text.contains("\"code\":\"own_"))
        #expect(
            try await manager.json(.post, "/api/v1/denver/clinic-credential-types", #"{"name": "X-ray"}"#).status
                == .forbidden)
    }
}
