import Testing

@testable import PraxisWeb

@Suite struct `A form` {
    @Test func `reads names and values`() throws {
        let form = try Form(encoded: "a=1+2&b=%C3%A9&c=&d".utf8)
        #expect(form["a"] == "1 2")
        #expect(form["b"] == "é")
        #expect(form["c"] == nil && form["d"] == nil && form.has("d"))
        #expect(try Form(encoded: "p=+x+".utf8).exact("p") == " x ")
    }

    @Test func `takes repeated names only for lists`() throws {
        #expect(try Form(encoded: "p%5B%5D=1&p%5B%5D=2".utf8).all("p[]") == ["1", "2"])
        #expect(throws: BadRequest.self) { try Form(encoded: "a=1&a=2".utf8) }
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%00", "a=%FF", "%C3=1"]) func `refuses broken text`(text: String) {
        #expect(throws: BadRequest.self) { try Form(encoded: text.utf8) }
    }

    @Test func `finds the lines of a table`() throws {
        let form = try Form(encoded: "lines.10.item=x&lines.2.item=y&lines.2.quantity=1&lines.a.b=1&other=1".utf8)
        #expect(form.lines("lines") == [2, 10])
    }
}

@Suite struct `An upload` {
    private func upload(_ body: String, _ type: String = "multipart/form-data; boundary=b") throws -> Upload {
        try Upload(Array(body.utf8), contentType: type)
    }

    @Test func `has fields and files`() throws {
        let upload = try self.upload(
            "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"../a/b.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + "x,y\r\n--b--\r\n")
        #expect(upload.form["note"] == "hi")
        #expect(upload.file?.name == "b.csv" && upload.file?.bytes == Array("x,y".utf8))
    }

    @Test func `is one file where it is no form`() throws {
        #expect(try self.upload("x,y", "text/csv").file?.bytes == Array("x,y".utf8))
    }

    @Test(arguments: [
        "", "--b", "--b\r\n", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", "--c\r\n\r\n--c--",
        "--b\r\n\r\nx\r\n--b--",
    ])
    func `is refused where it is cut off`(body: String) {
        #expect(throws: BadRequest.self) { try self.upload(body) }
    }

    @Test func `survives random bytes`() {
        var random = SystemRandomNumberGenerator()
        let pieces = ["--b", "\r\n", "--", "\r\n\r\n", "Content-Disposition: form-data; name=\"a\"", "x", "\u{0}"]
        for _ in 0..<3_000 {
            let body = (0..<Int.random(in: 0..<14, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            _ = try? self.upload(body.joined())
        }
    }
}
