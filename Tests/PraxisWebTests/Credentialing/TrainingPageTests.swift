import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Training pages` {
    /// A physician of Denver.
    private let rao = "01900000-0000-7000-8000-0000001a0011"
    /// A physician of Phoenix.
    private let elsewhere = "01900000-0000-7000-8000-0000001a0012"
    private let bloodborne = "01900000-0000-7000-8000-000000ca0003"
    private let fraud = "01900000-0000-7000-8000-000000ca0005"
    private let claim = "01900000-0000-7000-8000-000000ea0007"

    @Test(arguments: [
        "/denver/training", "/all/training?state=overdue", "/all/training?of=privacy", "/denver/training?q=zzz",
        "/denver/training.csv", "/all/training.xlsx?state=overdue", "/all/training/courses",
        "/all/training/courses/new",
        "/all/training/exposures", "/all/training/certificates", "/all/policies", "/all/policies/new",
        "/denver/people/01900000-0000-7000-8000-0000001a0011/training",
        "/denver/people/01900000-0000-7000-8000-0000001a0011/training/new",
        "/all/training/courses/01900000-0000-7000-8000-000000ca0003",
        "/denver/training/courses/01900000-0000-7000-8000-000000ca0003/class",
        "/all/policies/01900000-0000-7000-8000-000000ba0003",
        "/all/policies/01900000-0000-7000-8000-000000ba0003/versions/2/edit",
        "/all/policies/01900000-0000-7000-8000-000000ba0001/versions/2",
        "/all/training/certificates/01900000-0000-7000-8000-000000ea0007", "/account/training",
    ])
    func `answer the specialist`(path: String) async throws {
        #expect(try await TestSite().browser(as: .credentialing).get(path).status == .ok)
    }

    @Test func `are for the roles that hold the permission`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "/denver/training", .ok), (.managerOfDenver, "/phoenix/training", .notFound),
            (.managerOfDenver, "/all/training/courses/new", .forbidden), (.finance, "/all/training", .forbidden),
            (.staff, "/phoenix/training", .forbidden), (.auditor, "/all/training", .ok),
            (.auditor, "/account/training", .forbidden), (.finance, "/account/training", .ok),
            (.buyer, "/account/training", .ok), (.managerOfEvanston, "/denver/training", .notFound),
            (.managerOfDenver, "/denver/people/\(self.elsewhere)/training", .notFound),
            (.lakesideAdministrator, "/all/training/courses/\(self.bloodborne)", .notFound),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
    }

    @Test func `put training on record, correct it, and say what is wrong`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let path = "/denver/people/\(self.rao)/training"
        let wrong = try await manager.upload(path, fields: [("course", self.bloodborne), ("completed", "2026-02-30")])
        #expect(wrong.status == .unprocessableContent)
        for text in ["There is a problem", "Enter the day of the training", "Enter who taught", "Enter what qualifies"]
        {
            #expect(wrong.text.contains(text), "\(text)")
        }
        let form = [
            ("course", self.bloodborne), ("completed", "2026-01-05"), ("minutes", "60"),
            ("trainer", "<b>R. Example</b>"),
            ("qualification", "Infection control nurse"),
        ]
        let made = try await manager.upload(path, fields: form, file: ("file", "sheet.pdf", "%PDF-1.7 signed"))
        #expect(made.status == .seeOther)
        #expect(
            try await manager.upload(path, fields: form, file: ("file", "x.exe", "MZ")).status == .unprocessableContent)
        let page = try await manager.get(path)
        #expect(page.text.contains("&lt;b&gt;R. Example&lt;/b&gt;") && page.text.contains("Jan 5, 2027"))
        let proof = try #require(page.text.firstMatch(of: /href="([^"]+\/evidence)"/)?.1)
        let file = try await manager.get(String(proof))
        #expect(file.text == "%PDF-1.7 signed" && file.headers[.contentDisposition]?.contains("attachment") == true)
        #expect(try await site.browser(as: .managerOfPhoenix).get(String(proof)).status == .notFound)
        let own = try await manager.upload(
            "/denver/people/01900000-0000-7000-8000-0000001a0002/training", fields: form)
        #expect(own.status == .notFound || own.status == .conflict)
    }

    @Test func `record a class for everybody who was there`() async throws {
        let manager = try TestSite().browser(as: .managerOfDenver)
        let path = "/denver/training/courses/\(self.bloodborne)/class"
        let form = [
            ("completed", "2026-11-02"), ("minutes", "60"), ("trainer", "R. Example"), ("qualification", "RN"),
        ]
        #expect(try await manager.post(path, form: form).text.contains("Choose who was there"))
        let people = [11, 16, 41].map { ("person[]", "01900000-0000-7000-8000-0000001a00\($0)") }
        #expect(try await manager.post(path, form: form + people).status == .seeOther)
        let foreign = [("person[]", self.elsewhere)]
        #expect(try await manager.post(path, form: form + foreign).status != .seeOther)
    }

    @Test func `take a certificate from a phone, and its acceptance from somebody else`() async throws {
        let site = try TestSite()
        let staff = try site.browser(as: .staff)
        let path = "/account/training/courses/\(self.bloodborne)"
        let empty = try await staff.upload(path, fields: [])
        #expect(empty.status == .unprocessableContent && empty.text.contains("Choose a PDF or a picture"))
        let handed = try await staff.upload(
            path, fields: [("completed", "2026-11-01"), ("trainer", "County")], file: ("file", "c.pdf", "%PDF-1.4 c"))
        #expect(handed.status == .seeOther)
        #expect(try await staff.get("/account/training").text.contains("Waits for review"))
        let specialist = try site.browser(as: .credentialing)
        let review = "/all/training/certificates/\(self.claim)"
        #expect(try await specialist.post(review + "/refusal", form: []).status == .unprocessableContent)
        let accepted = try await specialist.post(
            review + "/acceptance",
            form: [
                ("completed", "2026-11-03"), ("minutes", "40"), ("score", "88"), ("trainer", "County"),
                ("qualification", "Health department"),
            ])
        #expect(accepted.status == .seeOther)
        #expect(try await specialist.get(review).status == .notFound)
        #expect(try await staff.get("/account/training").text.contains("Accepted"))
    }

    @Test func `take a course from its first version to the rule that asks it`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let form = [
            ("code", "fire-safety"), ("name", "Fire safety"), ("retention", "practice"), ("summary", "Exits"),
            ("minutes", "15"), ("citation", "Practice policy"), ("effective", "2026-01-01"), ("every", "12"),
            ("unit", "month"), ("anchor", "due"),
        ]
        let made = try await specialist.upload("/all/training/courses", fields: form)
        let course = try #require(made.location)
        #expect(
            try await specialist.upload("/all/training/courses", fields: form).text.contains(
                "Another one has this code"))
        let rule = [
            ("whom", "position:front_desk"), ("due", "10"), ("starts", "2026-01-01"), ("citation", "Practice policy"),
        ]
        #expect(try await specialist.post(course + "/rules", form: rule).status == .seeOther)
        #expect(try await specialist.post(course + "/gates", form: []).status == .forbidden)
        let administrator = try site.browser(as: .administrator)
        let gate = [
            ("role", "front_desk"), ("severity", "block"), ("starts", "2026-12-01"), ("citation", "Practice policy"),
        ]
        #expect(try await administrator.post(course + "/gates", form: gate).status == .seeOther)
        let page = try await administrator.get(course)
        #expect(page.text.contains("Position: Front desk") && page.text.contains("Blocked"))
        #expect(try await specialist.get("/all/training?of=fire-safety").text.contains("Overdue"))
    }
}

@Suite(.demonstration) struct `Policy pages` {
    private let exposure = "01900000-0000-7000-8000-000000ba0003"
    private let privacy = "01900000-0000-7000-8000-000000ba0001"

    @Test func `lead from a draft through a colleague's approval to everybody's acknowledgement`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let director = try site.browser(as: .medicalDirector)
        let draft = "/all/policies/\(self.exposure)/versions/2"
        #expect(try await specialist.post(draft + "/approval", form: [("version", "1")]).status == .forbidden)
        #expect(try await director.post(draft + "/approval", form: [("version", "7")]).status == .conflict)
        #expect(try await director.post(draft + "/approval", form: [("version", "1")]).status == .seeOther)
        let past = try await specialist.post(draft + "/schedule", form: [("effective", "2020-01-01")])
        #expect(past.status == .unprocessableContent && past.text.contains("never backwards"))
        let today = try await ScriptDay.today()
        #expect(try await specialist.post(draft + "/schedule", form: [("effective", today)]).status == .seeOther)
        // The physician of the staff account is asked, reads, and acknowledges what was read.
        let staff = try site.browser(as: .staff)
        let read = try await staff.get("/account/training/policies/\(self.exposure)")
        #expect(read.text.contains("safer needles"))
        let digest = try #require(read.text.firstMatch(of: /name="digest" value="([0-9a-f]{64})"/)?.1)
        let path = "/account/training/policies/\(self.exposure)"
        #expect(
            try await staff.post(path, form: [("version", "2"), ("digest", String(digest))]).status
                == .unprocessableContent)
        let form = [("version", "2"), ("digest", String(digest)), ("read", "on")]
        #expect(try await staff.post(path, form: form).status == .seeOther)
        #expect(try await staff.post(path, form: form).status == .conflict)
        #expect(try await staff.get(path).text.contains("You acknowledged this version"))
        // An auditor reads who did, and acknowledges nothing.
        let auditor = try site.browser(as: .auditor)
        #expect(try await auditor.post(path, form: form).status == .forbidden)
        #expect(
            try await auditor.get("/all/people/01900000-0000-7000-8000-0000001a0007/training").text.contains(
                "Exposure control plan"))
    }

    @Test func `ask for a reason where nobody is to acknowledge again`() async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let form = [("title", "Privacy"), ("body", "Text"), ("due", "30"), ("change", "editorial"), ("version", "2")]
        let answer = try await specialist.upload("/all/policies/\(self.privacy)/versions", fields: form)
        #expect(
            answer.status == .unprocessableContent
                && answer.text.contains("Enter why nobody needs to acknowledge again"))
        let next = try await specialist.upload(
            "/all/policies/\(self.privacy)/versions", fields: form + [("reason", "A comma was missing")])
        #expect(next.status == .seeOther)
    }

    @Test func `are calls too`() async throws {
        let site = try TestSite()
        let administrator = try site.browser(as: .administrator)
        let courses = try await administrator.json(.get, "/api/v1/all/training/courses")
        #expect(courses.text.contains("\"citation\":\"29 CFR 1910.1030(g)(2)\""))
        let person = "/api/v1/all/people/01900000-0000-7000-8000-0000001a0011/training"
        let body =
            #"{"course": "01900000-0000-7000-8000-000000ca0003", "completed": "2026-03-14", "minutes": 60, "trainer": "R", "qualification": "RN"}"#
        #expect(try await administrator.json(.post, person, body).status == .created)
        #expect(try await administrator.json(.get, person).text.contains("\"valid_through\":\"2027-03-14\""))
        let list = try await administrator.json(.get, "/api/v1/denver/training?state=overdue&of=privacy")
        #expect(list.status == .ok && list.text.contains("\"state\":\"overdue\""))
        let policies = try await administrator.json(.get, "/api/v1/all/policies")
        #expect(policies.text.contains("\"state\":\"scheduled\"") && policies.text.contains("\"state\":\"draft\""))
        let made = try await administrator.json(
            .post, "/api/v1/all/policies", #"{"code": "phones", "title": "Phones", "body": "Text", "due": 10}"#)
        #expect(made.status == .created)
    }
}

/// The demonstration's day.
private enum ScriptDay {
    /// Today at the westernmost clinic, where a day begins last: what is scheduled for it is in force everywhere.
    static func today() async throws -> String {
        try #require(try ScriptSession().value("SELECT ((now() AT TIME ZONE 'America/Phoenix')::date)::text"))
    }
}
