import Foundation
import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `The pages of people` {
    @Test func `show a manager the own clinic's people only`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let list = try await browser.get("/denver/people")
        #expect(list.status == .ok && list.text.contains("Fairweather, Priya"))
        #expect(try await browser.get("/phoenix/people").status == .notFound)
        #expect(try await browser.get("/evanston/people").status == .notFound)
        #expect(try await browser.get("/all/people/01900000-0000-7000-8000-0000001b0001").status == .notFound)
    }

    @Test func `find nobody of another practice`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        for path in ["/all/search?q=kofi", "/all/people?q=kofi", "/all/people.csv?q=kofi"] {
            #expect(!(try await browser.get(path).text.contains("01900000-0000-7000-8000-0000001b")), "\(path)")
        }
    }

    @Test func `tell all mistakes of a form at once and keep what was typed`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let answer = try await browser.post(
            "/denver/people",
            form: [("given_name", "<b>Ada</b>"), ("npi", "1234567890"), ("birth_date", "2026-02-30"), ("email", "x")])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("<title>Error: Add a person"))
        #expect(answer.text.contains("&lt;b&gt;Ada&lt;/b&gt;") && !answer.text.contains("<b>Ada"))
        for field in ["family_name", "birth_date", "npi", "email", "clinic", "position", "starts_on"] {
            let id = "f-" + field.replacingOccurrences(of: "_", with: "-")
            #expect(answer.text.contains("href=\"#\(id)\"") && answer.text.contains("id=\"\(id)\""), "\(field)")
        }
    }

    @Test func `keep what was typed when somebody else was faster`() async throws {
        let browser = try TestSite().browser(as: .managerOfDenver)
        let path = "/denver/people/01900000-0000-7000-8000-0000001a0001"
        let form = [("given_name", "Hana"), ("family_name", "Lind"), ("version", "1")]
        #expect(try await browser.post(path, form: form).status == .seeOther)
        let late = try await browser.post(
            path, form: [("given_name", "Late"), ("family_name", "Lind"), ("version", "1")])
        #expect(late.status == .conflict && late.text.contains("value=\"Late\"") && late.text.contains("Hana"))
        let history = try await browser.get(path + "/history")
        #expect(history.text.contains("Personal details changed") && history.text.contains("Hana"))
    }

    @Test func `export the current filter`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let csv = try await browser.get("/all/people.csv?position=physician")
        #expect(csv.status == .ok && csv.headers[.contentType] == "text/csv; charset=utf-8")
        let lines = csv.text.components(separatedBy: "\r\n").dropLast()
        #expect(lines.first == "\u{FEFF}Family name,Given name,NPI,Positions,Clinics")
        #expect(lines.count > 20 && lines.dropFirst().allSatisfy { $0.contains("Physician") })
        #expect(try await browser.get("/all/people.xlsx").bytes.starts(with: [0x50, 0x4B, 3, 4]))
    }

    @Test(arguments: ["%", "_", "\\", "'", "\"", "%27%20OR%201=1--", "%F0%9F%92%89", "a%25b"])
    func `find text as it stands`(words: String) async throws {
        let browser = try TestSite().browser(as: .administrator)
        let answer = try await browser.get("/all/people?q=\(words == "%" ? "%25" : words)")
        #expect(answer.status == .ok && answer.text.contains("Nobody fits"))
    }

    @Test(arguments: [
        "after=x", "after=01900000-0000-7000-8000-00000000ffff", "position=%00",
        "q=" + String(repeating: "a", count: 5000),
    ])
    func `survive any query`(query: String) async throws {
        let answer = try await TestSite().browser(as: .administrator).get("/all/people?\(query)")
        #expect(answer.status.code < 500)
    }
}
