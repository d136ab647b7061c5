import TestSupport
import Testing

@Suite(.demonstration) struct `The navigation` {
    @Test(arguments: [
        ("/denver/clearance", "credentials"), ("/denver/providers/imports", "credentials"),
        ("/all/screening/matches", "credentials"), ("/denver/shift-templates", "roster"), ("/denver/chart", "budgets"),
        ("/denver/people", "people"), ("/denver/clinic", "clinics"), ("/all/roles", "accounts"),
    ])
    func `marks the place that a page belongs to`(path: String, place: String) async throws {
        let page = try await TestSite().browser(as: .administrator).get(path).text
        let scope = path.split(separator: "/")[0]
        let marked = page.matches(
            of: /href="([^"]+)" aria-current="page" data-go|href="([^"]+)" aria-current="page"><svg/)
        #expect(Set(marked.map { $0.1 ?? $0.2 }) == ["/\(scope)/\(place)"])
    }

    @Test func `marks the own shifts alone, not the roster`() async throws {
        let page = try await TestSite().browser(as: .staff).get("/account/shifts").text
        #expect(page.contains(#"href="/account/shifts" aria-current="page""#))
        #expect(!page.contains(#"/roster" aria-current"#))
    }

    @Test func `leads by keys that are told, and marks what adds and changes`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let help = try await browser.get("/help").text
        for name in ["Requisitions", "My shifts", "Catalog"] { #expect(help.contains("<dd>\(name)</dd>"), "\(name)") }
        #expect(try await browser.get("/all/people").text.contains(#"href="/all/people/new" data-key="n""#))
        #expect(try await browser.get("/denver/clinic").text.contains(#"href="/denver/clinic/edit" data-key="e""#))
        #expect(try await browser.get("/account").text.contains("data-keys-choice=\"off\""))
    }

    @Test func `marks the start page alone on itself`() async throws {
        let page = try await TestSite().browser(as: .administrator).get("/denver").text
        #expect(page.contains(#"href="/denver" aria-current="page""#))
    }
}
