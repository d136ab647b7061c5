import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `The own tasks` {
    @Test func `unite the application, credentials, courses and policies`() async throws {
        let staff = try TestSite().browser(as: .staff)
        let page = try await staff.get("/account/tasks")
        #expect(page.status == .ok)
        for text in ["Finish and sign your application", "Read and acknowledge", "Take the course"] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(page.text.contains(#"href="/account/tasks" aria-current="page""#))
        #expect(try await staff.get("/account/training").text.contains(#"href="/account/tasks" aria-current="page""#))
        let list = try await staff.json(.get, "/api/v1/account/tasks").text
        #expect(list.contains("\"kind\":\"application\"") && list.contains("\"kind\":\"policy\""))
    }

    @Test func `are everybody's own, and no auditor's`() async throws {
        let site = try TestSite()
        #expect(try await site.browser(as: .finance).get("/account/tasks").status == .ok)
        #expect(try await site.browser(as: .auditor).get("/account/tasks").status == .forbidden)
        let other = try await site.browser(as: .lakesideStaff).get("/account/tasks")
        #expect(other.status == .ok && !other.text.contains("Finish and sign your application"))
    }
}
