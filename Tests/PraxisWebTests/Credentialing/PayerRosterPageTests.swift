import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Pages of rosters for payers` {
    /// The demonstration's delegated plan, a file of it that was answered, and one that waits.
    private let rosters = "/all/payers/01900000-0000-7000-8000-0000000bb003/rosters"
    private let answered = "/all/payer-rosters/01900000-0000-7000-8000-0000000bd001"
    private let waiting = "/all/payer-rosters/01900000-0000-7000-8000-0000000bd002"

    @Test func `are for those who prepare rosters`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, HTTPResponse.Status)] = [
            (.administrator, .ok), (.credentialing, .ok), (.medicalDirector, .ok), (.auditor, .ok),
            (.finance, .forbidden), (.managerOfDenver, .forbidden), (.staff, .forbidden),
            (.lakesideAdministrator, .notFound),
        ]
        for (account, status) in expected {
            let browser = try site.browser(as: account)
            for path in [self.rosters, self.answered, self.answered + "/file.csv", "/api/v1" + self.answered] {
                #expect(try await browser.get(path).status == status, "\(account) \(path)")
            }
        }
        #expect(try await site.browser(as: .auditor).get(self.rosters + "/layout").status == .forbidden)
    }

    @Test func `show the digest, take an answer once, and make the next delta against it`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let page = try await browser.get(self.waiting)
        #expect(page.text.contains("SHA-256"))
        #expect(page.text.contains("Waits for the payer"))
        let wrong = try await browser.post(
            self.waiting + "/answer",
            form: [("outcome", "accepted"), ("received", "2026-02-30"), ("rejections", "999: no")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Enter the day of the answer"))
        // The payer takes no row of it: those that it holds already stay as they are, the others are told again.
        let told = try await browser.get(self.waiting + "/file.csv").text.split(separator: "\r\n").count - 1
        let rejections = (1...told).map { "\($0): unknown location" }.joined(separator: "\n")
        let form = [("outcome", "accepted"), ("received", "2026-06-01"), ("rejections", rejections)]
        #expect(try await browser.post(self.waiting + "/answer", form: form).status == .seeOther)
        #expect(try await browser.post(self.waiting + "/answer", form: form).status == .conflict)
        #expect(try await browser.get(self.waiting).text.contains("unknown location"))
        let made = try await browser.post(self.rosters, form: [("kind", "delta")])
        #expect(made.status == .seeOther)
        let place = try #require(made.headers[.location])
        let file = try await browser.get(place + "/file.csv")
        let lines = file.text.split(separator: "\r\n")
        #expect(lines.first?.hasPrefix("Action,NPI,Last Name") == true)
        #expect((2...told).contains(lines.count) && lines.contains { $0.hasPrefix("A,") })
    }

    @Test func `say what stands in the way of a file, and keep what was typed of a layout`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let wrong = try await browser.post(
            self.rosters + "/layout", form: [("columns", "Degree | nothing"), ("days", "iso"), ("version", "1")])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Degree | nothing"))
        let saved = try await browser.post(
            self.rosters + "/layout",
            form: [("columns", "NPI | npi\nHospital | hospital | required"), ("days", "iso"), ("version", "1")])
        #expect(saved.status == .seeOther)
        let stale = try await browser.post(
            self.rosters + "/layout", form: [("columns", "NPI | npi"), ("days", "iso"), ("version", "1")])
        #expect(stale.status == .conflict)
        let refused = try await browser.post(self.rosters, form: [("kind", "full")])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Hospital: missing"))
    }

    @Test func `take the payer's delimiter and words for actions, and name the file after it`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let columns = "Act | action | 1\nNPI | npi"
        func form(_ more: (String, String)...) -> [(String, String)] {
            [("columns", columns), ("days", "iso"), ("version", "1")] + more
        }
        let wrong = try await browser.post(
            self.rosters + "/layout", form: form(("delimiter", "pipe"), ("add", "ADD"), ("change", "U")))
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("Longer than the column of actions, which takes 1"))
        #expect(wrong.text.contains("value=\"ADD\""))
        let saved = try await browser.post(
            self.rosters + "/layout",
            form: form(("delimiter", "pipe"), ("add", "A"), ("change", "U"), ("terminate", "D")))
        #expect(saved.status == .seeOther)
        #expect(try await browser.get(self.rosters).text.contains("with pipes | between the values"))
        let made = try await browser.post(self.rosters, form: [("kind", "full")])
        #expect(made.status == .seeOther)
        let place = try #require(made.headers[.location])
        let file = try await browser.get(place + "/file.csv")
        #expect(file.text.hasPrefix("Act|NPI\r\n|"))
        #expect(file.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(file.headers[.contentDisposition] == "attachment; filename=\"roster.txt\"")
        #expect(try await browser.get(place).text.contains("Pipes |"))
        #expect(
            try await browser.get(self.waiting + "/file.csv").headers[.contentDisposition]
                == "attachment; filename=\"roster.csv\"")
    }

    @Test func `give programs the layout with its version, and take another`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let path = "/api/v1" + self.rosters
        let read = try await browser.get(path)
        #expect(read.headers[.eTag] == "\"1\"")
        #expect(read.text.contains("\"delimiter\":\"comma\""))
        let body = #"{"columns": "Act | action\nNPI | npi", "days": "iso", "delimiter": "tab", "change": "U"}"#
        func put(_ body: String, _ version: Int, as account: DemoAccount? = nil) async throws -> Browser.Answer {
            let sender = try account.map { try TestSite().browser(as: $0) } ?? browser
            return try await sender.json(.put, path + "/layout", body, [.ifMatch: "\"\(version)\""])
        }
        let saved = try await put(body, 1)
        #expect(saved.status == .ok)
        #expect(saved.headers[.eTag] == "\"2\"")
        for part in [#""change":"U""#, #""terminate":"T""#, #""delimiter":"tab""#] {
            #expect(saved.text.contains(part), "\(part)")
        }
        #expect(try await browser.get(path).text.contains(#""delimiter":"tab""#))
        #expect(try await put(body, 1).status == .conflict)
        for wrong in [#""add": "=A""#, #""delimiter": "semicolon""#, #""change": "T""#] {
            let body = #"{"columns": "NPI | npi", "days": "iso", "# + wrong + "}"
            #expect(try await put(body, 2).status == .unprocessableContent, "\(wrong)")
        }
        #expect(try await put(body, 2, as: .auditor).status == .forbidden)
        #expect(try await put(body, 2, as: .lakesideAdministrator).status == .notFound)
    }

    @Test func `say what was typed, and that something else is on file`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        // Somebody who was approved ten days ago, and of whom an earlier day was typed.
        let person = "01900000-0000-7000-8000-0000001a0022"
        let page = try await browser.get(self.rosters).text
        #expect(page.contains("typed otherwise than on file"))
        #expect(page.contains("typed, not on file"))
        let read = try await browser.get("/api/v1" + self.rosters).text
        #expect(read.contains(#""sent":true"#) && read.contains(#""sent":false"#))
        var forms: [String] = []
        for site in ["denver", "phoenix", "chicago", "gary", "aurora"] {
            let answer = try await browser.get("/all/people/\(person)/rosters/\(site)")
            if answer.status == .ok { forms.append(answer.text) }
        }
        #expect(!forms.isEmpty)
        for form in forms {
            #expect(form.contains("Credentialing decision typed as"))
            #expect(form.contains("On file and sent:"))
            #expect(form.contains("Typed, and sent while nothing is on file"), "of the taxonomy")
        }
    }
}
