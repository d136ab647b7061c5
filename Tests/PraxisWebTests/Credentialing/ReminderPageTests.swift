import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Reminders on pages` {
    @Test func `are the reader's own, and the rules change by who may`() async throws {
        let site = try TestSite()
        let manager = try site.browser(as: .managerOfDenver)
        #expect(try await manager.get("/denver/reminders").status == .ok)
        #expect(try await manager.get("/denver/reminders/rules").text.contains("120, 90, 60, 30, 14, 7, 1, 0"))
        #expect(try await manager.get("/denver/reminders/rules/new").status == .forbidden)
        #expect(try await site.browser(as: .finance).get("/all/reminders").status == .forbidden)
        #expect(try await manager.get("/phoenix/reminders").status == .notFound)
        let administrator = try site.browser(as: .administrator)
        let page = try await administrator.get("/all/reminders/rules/new?kind=dea")
        #expect(page.text.contains("value=\"120, 90, 60, 30, 14, 7, 1, 0\""))
        let wrong = try await administrator.post(
            "/all/reminders/rules", form: [("kind", "dea"), ("thresholds", "soon")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Enter days such as 90, 60, 30, 14, 7, 1, 0"))
        let form = [
            ("kind", "dea"), ("thresholds", "100, 50"), ("repeat", "14"), ("manager", "50"), ("starts", "2999-01-01"),
            ("citation", "Policy 7"),
        ]
        #expect(try await administrator.post("/all/reminders/rules", form: form).status == .seeOther)
        #expect(try await manager.get("/denver/reminders/rules").text.contains("100, 50"))
        let unknown = try await manager.json(
            .post, "/api/v1/denver/reminders/\(UUID().uuidString.lowercased())/reading")
        #expect(unknown.status == .notFound)
    }
}
