import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Rules, requirements, overrides and clinic credentials` {
    /// A physician of Denver whose license is suspended.
    private let suspended = "01900000-0000-7000-8000-0000001a0021"
    private let waiting = "01900000-0000-7000-8000-0000000de001"

    @Test func `are pages for those who may read credentials, and forms for those who may write`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.credentialing, "/all/clearance/rules", .ok), (.auditor, "/all/clearance/rules?on=2025-06-30", .ok),
            (.credentialing, "/all/clearance/rules?on=soon", .unprocessableContent),
            (.credentialing, "/all/clearance/rules/ncqa.verification_age", .ok),
            (.credentialing, "/all/clearance/rules/no.such", .notFound),
            (.buyer, "/denver/clearance/rules", .forbidden),
            (.administrator, "/all/clearance/requirements/new", .ok),
            (.managerOfDenver, "/denver/clearance/requirements/new", .forbidden),
            (.managerOfDenver, "/denver/clearance/overrides", .ok),
            (.medicalDirector, "/all/clearance/overrides/\(self.waiting)", .ok),
            (.managerOfDenver, "/denver/clearance/overrides/\(self.waiting)", .notFound),
            (.managerOfDenver, "/denver/clearance/findings", .ok), (.finance, "/all/clearance/findings", .forbidden),
            (.managerOfDenver, "/denver/clinic/credentials", .ok),
            (.managerOfDenver, "/phoenix/clinic/credentials", .notFound),
            (.administrator, "/all/clearance/requirements.csv", .ok),
            (.administrator, "/all/clearance/rules.xlsx", .ok),
            (.administrator, "/all/clearance/overrides.csv", .ok),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
    }

    @Test func `say which rule applied on a day, and take the practice's own`() async throws {
        let administrator = try TestSite().browser(as: .administrator)
        let before = try await administrator.get("/api/v1/all/rules?on=2025-06-30").text
        #expect(before.contains(#""version":"ncqa.verification_age@2000-01-01""#))
        let rule = "/all/clearance/rules/ncqa.verification_age/versions"
        let past = try await administrator.post(
            rule, form: [("starts", "2020-01-01"), ("citation", "Board"), ("days", "90")])
        #expect(past.status == .unprocessableContent && past.text.contains("Enter the first day, today or later"))
        let own = [("starts", "2999-01-01"), ("citation", "Board"), ("days", "90")]
        #expect(try await administrator.post(rule, form: own).status == .seeOther)
        #expect(try await administrator.post(rule, form: own).status == .unprocessableContent)
        #expect(try await administrator.get("/api/v1/all/rules?on=2999-01-01").text.contains("@2999-01-01 own"))
        let director = try TestSite().browser(as: .medicalDirector)
        #expect(try await director.post(rule, form: own).status == .forbidden)
    }

    @Test func `C13: refuse an override of a suspended license in the API and on the page alike`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let day = LocalDate(daysSinceEpoch: Int(Date().timeIntervalSince1970 / 86400) + 2).description
        let refused = try await manager.json(
            .post, "/api/v1/denver/overrides",
            """
            {"person": "\(self.suspended)", "requirement": "medical_license", "role": "physician", "from": "\(day)",
             "through": "\(day)", "reason": "There is nobody else"}
            """)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("not_overridable"))
        let page = try await manager.post(
            "/denver/clearance/overrides",
            form: [
                ("person", self.suspended), ("requirement", "medical_license"), ("role", "physician"), ("from", day),
                ("through", day), ("reason", "There is nobody else"),
            ])
        #expect(page.status == .unprocessableContent)
        #expect(page.text.contains("Nobody may override"))
        let decision = "/all/clearance/overrides/\(self.waiting)/decision"
        let own = try site.browser(as: .credentialing)
        let form = [("decision", "approved"), ("version", "0")]
        #expect(try await own.post(decision, form: form).status == .forbidden)
        let director = try site.browser(as: .medicalDirector)
        let wordless = try await director.post(decision, form: [("decision", "refused"), ("version", "0")])
        #expect(wordless.status == .unprocessableContent && wordless.text.contains("Say why"))
        #expect(try await director.post(decision, form: form).status == .seeOther)
        #expect(try await director.post(decision, form: form).status == .conflict)
    }

    @Test func `C14: show what a clinic may do, and take its certificate`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        let page = try await manager.get("/denver/clinic/credentials").text
        for text in ["Point-of-care testing", "CLIA certificate", "Notice sent", "Due by"] {
            #expect(page.contains(text))
        }
        let wrong = try await manager.post(
            "/denver/clinic/credentials", form: [("type", "clia"), ("issued", "2026-02-30")])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("Enter the first day"))
        let form = [("type", "pharmacy"), ("number", "P-1"), ("issued", "2026-01-01"), ("expires", "2099-12-31")]
        #expect(try await manager.post("/denver/clinic/credentials", form: form).status == .seeOther)
        #expect(try await manager.post("/denver/clinic/credentials", form: form).status == .conflict)
        #expect(try await manager.get("/api/v1/denver/clinic/services").text.contains(#""needs":"clia""#))
    }

    @Test func `a template says what is done in its shifts`() async throws {
        let manager = try TestSite().browser(as: .managerOfDenver)
        let form = [
            ("name", "Lab"), ("role", "medical_assistant"), ("starts", "08:00"), ("ends", "12:00"),
            ("services[]", "point_of_care_testing"), ("services[]", ""),
        ]
        #expect(try await manager.post("/denver/shift-templates", form: form).status == .seeOther)
        #expect(try await manager.get("/denver/shift-templates").text.contains("Point-of-care testing"))
        let unknown = form.map { $0.1 == "point_of_care_testing" ? ($0.0, "magic") : $0.1 == "Lab" ? ($0.0, "B") : $0 }
        #expect(try await manager.post("/denver/shift-templates", form: unknown).status == .unprocessableContent)
    }
}
