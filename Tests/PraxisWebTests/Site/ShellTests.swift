import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `What surrounds a page` {
    @Test func `names the only clinic that somebody works at, on pages of no clinic too`() async throws {
        let page = try await TestSite().browser(as: .staff).get("/account").text
        #expect(page.contains("Cascade Phoenix") && !page.contains("All clinics"))
        #expect(page.contains("href=\"/phoenix\""))
    }

    @Test func `tells which clock shows the times of several clinics`() async throws {
        let page = try await TestSite().browser(as: .administrator).get("/account").text
        #expect(page.contains(" Chicago time") && !page.contains(" UTC"))
        let one = try await TestSite().browser(as: .staff).get("/account").text
        #expect(!one.contains(" time</time>"))
    }

    @Test(arguments: [
        ("/all/vendors", HTTPResponse.Status.forbidden), ("/denver/people", .notFound),
        ("/phoenix/people/01900000-0000-7000-8000-00000000dead", .notFound),
    ]) func `stays around an error`(path: String, status: HTTPResponse.Status) async throws {
        let answer = try await TestSite().browser(as: .staff).get(path)
        #expect(answer.status == status)
        #expect(answer.text.contains("class=\"places\"") && answer.text.contains("Cascade Phoenix"))
        #expect(!answer.text.contains("Denver"))
    }

    @Test func `is not shown to nobody`() async throws {
        let answer = try await TestSite().browser().get("/no/such/page")
        #expect(answer.status == .notFound && !answer.text.contains("class=\"places\""))
    }
}
