import HTML
import Testing

@Suite struct `Markup` {
    @Test func `escapes text in content and attributes`() {
        let html = p(.title("\"a\" & 'b'")) { "<script>alert(1)</script>" }
        #expect(
            html.description
                == "<p title=\"&quot;a&quot; &amp; &#39;b&#39;\">&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    }

    @Test func `keeps markup of the source code`() {
        #expect(HTML.raw("<hr>").description == "<hr>")
    }

    @Test func `keeps the bytes of other scripts`() {
        #expect(span { "Žluťoučký 馬 👩‍⚕️" }.description == "<span>Žluťoučký 馬 👩‍⚕️</span>")
    }

    @Test func `leaves out attributes without a value`() {
        #expect(
            input(.type("text"), .value(nil), .required(false), .class("", "")).description == "<input type=\"text\">")
        #expect(
            input(.type("text"), .value(""), .required()).description == "<input type=\"text\" value=\"\" required>")
    }

    @Test func `follows conditions and loops`() {
        let shown = false
        let list = ul {
            for number in 1...2 { li { "\(number)" } }
            if shown { li { "hidden" } } else { li { "last" } }
        }
        #expect(list.description == "<ul><li>1</li><li>2</li><li>last</li></ul>")
    }

    @Test func `joins what is not empty`() {
        let parts = [HTML("a"), HTML(), HTML("b")]
        #expect(HTML.joined(parts, by: HTML(", ")).description == "a, b")
    }

    @Test func `begins a page with its document type`() {
        #expect(document(.lang("en")) { body() }.description == "<!doctype html><html lang=\"en\"><body></body></html>")
    }
}
