import HTML
import Testing

@Suite struct `A path` {
    @Test func `encodes every segment`() {
        #expect(URLPath("denver", "a/b c", "100%").description == "/denver/a%2Fb%20c/100%25")
    }

    @Test(arguments: [
        ["", "//evil.example"], ["..", "evil.example"], ["", "", "evil.example"], [".", "evil.example"],
    ])
    func `never names a host`(segments: [String]) {
        let text = URLPath(segments).description
        #expect(text.hasPrefix("/") && !text.hasPrefix("//") && !text.contains(".."))
    }

    @Test func `is the root without segments`() {
        #expect(URLPath().description == "/")
        #expect(URLPath("").query("q", "x").description == "/?q=x")
    }

    @Test func `carries and replaces its query`() {
        let path = URLPath("all", "people").query("status", "open").query("after", nil)
        #expect(path.description == "/all/people?status=open")
        #expect(path.replacing("status", "a&b=c").description == "/all/people?status=a%26b%3Dc")
        #expect(path.replacing("status", nil).description == "/all/people")
    }

    @Test func `takes the suffix of an export`() {
        #expect(URLPath("all", "people").query("q", "x").suffixed(".csv").description == "/all/people.csv?q=x")
    }

    @Test func `cannot be broken out of in a link`() {
        let link = a(.href(URLPath("\"><script>"))) { "x" }
        #expect(link.description == "<a href=\"/%22%3E%3Cscript%3E\">x</a>")
    }
}
