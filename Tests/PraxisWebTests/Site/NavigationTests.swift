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

    @Test func `marks the start page alone on itself`() async throws {
        let page = try await TestSite().browser(as: .administrator).get("/denver").text
        #expect(page.contains(#"href="/denver" aria-current="page""#))
    }
}
