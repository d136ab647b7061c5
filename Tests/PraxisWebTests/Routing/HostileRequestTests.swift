import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `A hostile request` {
    @Test(arguments: ["", ";", " ; ", ";charset=utf-8", ",", "="])
    func `with an empty content type is refused`(type: String) async throws {
        let site = try TestSite()
        for path in ["/sign-in", "/api/v1/denver/requisitions", "/all/budgets/import"] {
            let answer = try await site.browser(as: .finance).send(
                .post, path, [.contentType: type, HTTPField.Name("Sec-Fetch-Site")!: "same-origin"], Array("a=b".utf8))
            #expect((400..<500).contains(answer.status.code), "\(path) \(type)")
        }
    }

    @Test func `with more lines than a requisition has is told so`() async throws {
        let lines = (0..<300).map { ("lines.\($0).packs", "1") }
        let answer = try await TestSite().browser(as: .buyer).post("/denver/requisitions", form: lines)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("at most 200 lines"))
    }

    @Test(arguments: [
        "/denver/roster/9999-W51", "/denver/roster/9999-W52", "/denver/roster/0001-W01", "/all/roster/9999-W51",
        "/denver/clearance?day=9999-12-31", "/denver/clearance?on=9999-12-31", "/all/audit?after=9223372036854775807",
        "/all/audit?after=-9223372036854775808", "/denver/orders?after=x", "/all/budgets/9999",
        "/all/people?page=9223372036854775807", "/api/v1/denver/people?limit=9223372036854775807",
    ])
    func `at the edges of dates and numbers is no fault of the server`(path: String) async throws {
        let answer = try await TestSite().browser(as: .administrator).get(path)
        #expect(answer.status.code < 500, "\(path)")
    }

    @Test func `with a budget of more money than there is names its rows`() async throws {
        let columns = (1...12).map { "p\($0)" }.joined(separator: ",")
        let huge = Array(repeating: "92233720368547758.07", count: 12).joined(separator: ",")
        let file = "clinic,account,\(columns)\r\ndenver,6010,\(huge)\r\ndenver,6020,\(huge)\r\n"
        let answer = try await TestSite().browser(as: .finance).upload(
            "/all/budgets/import", fields: [("year", "2031")], file: ("file", "b.csv", file))
        #expect(answer.status == .ok)
        #expect(answer.text.contains("Row 3, column p12"))
    }
}
