import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Pages of enrollment with payers` {
    /// A physician of Denver.
    private let rao = "01900000-0000-7000-8000-0000001a0011"
    /// A physician of Phoenix.
    private let elsewhere = "01900000-0000-7000-8000-0000001a0012"
    /// Medicare, and a plan of Arizona and Colorado.
    private let medicare = "01900000-0000-7000-8000-0000000bb001"

    @Test(arguments: [
        "/denver/enrollments", "/all/enrollments?status=submitted", "/all/enrollments?due=yes",
        "/denver/enrollments?q=zzz",
        "/all/enrollments/missing", "/denver/enrollments.csv", "/denver/enrollments.xlsx",
        "/all/enrollments/missing.csv",
        "/all/enrollments/missing.xlsx", "/all/payers", "/all/payers.csv", "/all/payers.xlsx",
        "/denver/people/01900000-0000-7000-8000-0000001a0011/enrollments",
        "/api/v1/all/enrollments", "/api/v1/denver/enrollments/missing", "/api/v1/all/payers",
    ])
    func `answer the specialist, the manager of the site, and finance, and no buyer`(path: String) async throws {
        let site = try TestSite()
        #expect(try await site.browser(as: .credentialing).get(path).status == .ok)
        #expect(try await site.browser(as: .finance).get(path).status == .ok)
        #expect(try await site.browser(as: .managerOfDenver).get(path).status == .ok)
        #expect(try await site.browser(as: .buyer).get(path).status == .forbidden)
    }

    @Test func `10.2.6: clearance says who may work and may not bill, on the page and to programs`() async throws {
        let manager = try TestSite().browser(as: .managerOfDenver)
        #expect(try await manager.get("/denver/clearance").text.contains("May work, may not bill"))
        let asked =
            "/api/v1/denver/clearance?role=physician&from=2026-12-01T15:00:00Z&until=2026-12-01T23:00:00Z&person="
        var answers: [String] = []
        for number in ["0001", "0006", "0011", "0016", "0021"] {
            answers.append(try await manager.get(asked + self.rao.dropLast(4) + number).text)
        }
        #expect(answers.contains { $0.contains(#""level":"payer""#) && $0.contains(#""may_not_bill":[""#) })
        let none = try await manager.get(asked + self.rao + "&payers=none").text
        #expect(none.contains(#""may_not_bill":[]"#))
        let one = try await manager.get(asked + self.rao + "&payers=" + self.medicare)
        #expect(one.status == .ok && !one.text.contains("Sample Mutual"))
        #expect(try await manager.get(asked + self.rao + "&payers=Medicare").status == .unprocessableContent)
        #expect(
            try await TestSite().browser(as: .administrator).get("/all/clearance/requirements/new").text.contains(
                "Medicare: Part B"))
    }

    @Test func `show a manager and another practice nothing of people elsewhere`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let foreign = try await manager.get("/denver/people/\(self.elsewhere)/enrollments")
        let random = try await manager.get("/denver/people/\(UUID().uuidString.lowercased())/enrollments")
        #expect(foreign.status == .notFound)
        #expect(foreign.bytes == random.bytes)
        #expect(try await manager.get("/phoenix/enrollments").status == .notFound)
        let other = try site.browser(as: .managerOfEvanston)
        #expect(try await !other.get("/all/payers").text.contains("Colorado Medicaid"))
        let list = try await site.browser(as: .finance).get("/api/v1/phoenix/enrollments").text
        let id = try #require(list.firstMatch(of: /"id":"([0-9a-f-]{36})"/)).1
        #expect(try await manager.get("/denver/enrollments/\(id)").status == .notFound)
        #expect(try await other.get("/all/enrollments/\(id)").status == .notFound)
        #expect(try await site.browser(as: .finance).get("/all/enrollments/\(id)").status == .ok)
    }

    @Test func `keep the file of a person from finance, and the forms from whoever may only read`() async throws {
        let site = try TestSite()
        let finance = try site.browser(as: .finance)
        let page = try await finance.get("/denver/people/\(self.rao)/enrollments")
        #expect(page.status == .ok)
        #expect(!page.text.contains("Add an enrollment"))
        #expect(try await finance.get("/denver/people/\(self.rao)/credentials").status == .forbidden)
        for account in [DemoAccount.finance, .managerOfDenver, .medicalDirector, .auditor] {
            let answer = try await site.browser(as: account).post(
                "/denver/people/\(self.rao)/enrollments", form: [("status", "not_submitted")])
            #expect(answer.status == .forbidden, "\(account)")
        }
        #expect(try await site.browser(as: .credentialing).get("/all/payers/new").status == .forbidden)
    }

    @Test func `R15: say that claims are held, and not why`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let place = "/all/screening/matches/01900000-0000-7000-8000-0000000ac005"
        let match = try await specialist.get("/api/v1" + place).text
        let person = try #require(match.firstMatch(of: /"person":"([0-9a-f-]{36})"/)).1
        let clinic = try #require(match.firstMatch(of: /"clinic":"([a-z-]+)"/)).1
        let made = try await specialist.post(
            "/all/people/\(person)/enrollments",
            form: [
                ("clinic", String(clinic)), ("plan", self.medicare), ("status", "enrolled"),
                ("submitted", "2026-06-01"), ("first_service", "2026-06-10"), ("participating", "yes"),
                ("effective", "2026-06-10"),
            ])
        let enrollment = try #require(made.headers[.location])
        let finance = try site.browser(as: .finance)
        for path in ["/all/people/\(person)/enrollments", "/all/enrollments?held=yes", enrollment] {
            let page = try await finance.get(path).text
            #expect(page.contains("Hold claims") && !page.lowercased().contains("exclu"), "\(path)")
        }
        #expect(try await finance.get("/all/enrollments.csv?held=yes").text.contains("Hold claims"))
        let answer = try await finance.get("/api/v1/all/enrollments?held=yes").text
        #expect(answer.contains(#""held":true,"holds":[{"from":"#))
        let held = "Hold claims to Medicare: Part B"
        #expect(try await site.browser(as: .medicalDirector).get(place).text.contains(held))
    }

    @Test func `take a plan, an application, a decision that comes too early, and a deactivation`() async throws {
        let site = try TestSite()
        let administrator = try site.browser(as: .administrator)
        let wrong = try await administrator.post(
            "/all/payers", form: [("payer", "Test Payer"), ("name", "One"), ("kind", "medicare"), ("line", "hmo")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Part B and DMEPOS"))
        let plan = [
            ("payer", "Test Payer"), ("name", "One"), ("kind", "medicare"), ("line", "part_b"),
            ("roles[]", "physician"),
            ("starts", "2020-01-01"),
        ]
        #expect(try await administrator.post("/all/payers", form: plan).status == .seeOther)
        #expect(try await administrator.post("/all/payers", form: plan).status == .unprocessableContent)
        let plans = try await administrator.get("/api/v1/all/payers").text
        let id = try #require(plans.firstMatch(of: /"id":"([0-9a-f-]{36})","payer":"Test Payer"/)).1

        let specialist = try site.browser(as: .credentialing)
        let file = "/denver/people/\(self.rao)/enrollments"
        let warned = try await specialist.get(file)
        #expect(warned.text.contains("Not billable for Test Payer: One"))
        let target = [("clinic", "denver"), ("plan", String(id))]
        let dates = [("submitted", "2026-06-01"), ("first_service", "2026-06-10"), ("participating", "yes")]
        let early = try await specialist.post(
            file, form: target + dates + [("status", "enrolled"), ("effective", "2026-05-10")])
        #expect(early.status == .unprocessableContent)
        #expect(early.text.contains("Nothing before May 11, 2026 is paid"))
        let made = try await specialist.post(
            file, form: target + dates + [("status", "enrolled"), ("effective", "2026-05-11")])
        #expect(made.status == .seeOther)
        let place = try #require(made.headers[.location])
        let page = try await specialist.get(place)
        #expect(page.text.contains("Jun 10, 2026, the later of filing and first service"))
        let gone = try await specialist.post(
            place + "/deactivations", form: [("deactivated", "2026-05-01"), ("reason", "No answer")])
        #expect(gone.status == .unprocessableContent)
        let gap = try await specialist.post(
            place + "/deactivations",
            form: [("deactivated", "2026-06-28"), ("received", "2026-07-02"), ("reason", "No answer")])
        #expect(gap.status == .seeOther)
        let after = try await specialist.get(place)
        #expect(after.text.contains("Jul 1, 2026"))
        let link = try #require(after.text.firstMatch(of: /deactivations\/[0-9a-f-]{36}\/corrections/)?.0)
        let form = try await specialist.get(place + "/" + link + "/new")
        #expect(form.status == .ok && form.text.contains("value=\"2026-07-02\""))
        let typed = [("deactivated", "2026-06-28"), ("reason", "No answer"), ("version", "1")]
        let silent = try await specialist.post(place + "/" + link, form: typed + [("received", "2026-07-01")])
        #expect(silent.status == .unprocessableContent && silent.text.contains("Say why it is corrected"))
        let mended = try await specialist.post(
            place + "/" + link,
            form: typed + [("received", "2026-07-02"), ("correction", "Looked at the letter again")])
        #expect(mended.status == .seeOther)
        #expect(try await specialist.get(place).text.contains("Looked at the letter again"))
        let stale = try await specialist.post(
            place, form: dates + [("status", "enrolled"), ("effective", "2026-05-11"), ("version", "0")])
        #expect(stale.status == .conflict)
        let api = try await specialist.get("/api/v1/denver" + place.dropFirst("/denver".count))
        #expect(api.text.contains("\"days\":4"))
        #expect(api.text.contains("\"reaches_back_to\":\"2026-05-11\""))
    }

    @Test func `put revalidations and what cannot be billed on the home page of who enrolls and who bills`()
        async throws
    {
        let site = try TestSite()
        for account in [DemoAccount.credentialing, .finance, .administrator] {
            let home = try await site.browser(as: account).get("/all").text
            #expect(home.contains("to be revalidated"), "\(account)")
            #expect(home.contains("cannot be billed to a plan"), "\(account)")
        }
        #expect(try await !site.browser(as: .staff).get("/all").text.contains("cannot be billed"))
    }
}
