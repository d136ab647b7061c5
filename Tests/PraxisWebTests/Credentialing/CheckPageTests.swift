import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Checks of terms` {
    private let rao = "01900000-0000-7000-8000-0000001a0011"

    private struct File: Decodable {
        struct Credential: Decodable {
            let id, type: String
            let terms: [Term]
            let checks: [Check]
        }
        struct Term: Decodable {
            let id: String
            let verified: Bool
        }
        struct Check: Decodable {
            let id: String
            let waitsForReview: Bool
        }
        let credentials: [Credential]
    }

    /// A card that no file asks for, as the manager put it on file.
    private func card(_ site: TestSite) async throws -> File.Credential {
        let form = [("type", "acls"), ("number", "A-1"), ("issued", "2020-01-01"), ("expires", "2099-12-31")]
        let made = try await site.browser(as: .managerOfDenver).post(
            "/denver/people/\(self.rao)/credentials", form: form)
        #expect(made.status == .seeOther)
        return try await self.read(site)
    }

    private func read(_ site: TestSite) async throws -> File.Credential {
        let file: File = try await site.browser(as: .credentialing)
            .json(.get, "/api/v1/denver/people/\(self.rao)/credentials").decoded()
        return try #require(file.credentials.last { $0.type == "acls" })
    }

    /// Records a check with a token of the administrator.
    private func program(_ site: TestSite, _ term: String) async throws -> (id: String, headers: HTTPFields) {
        let form = [
            ("name", "Board"), ("days", "30"), ("permission[]", "credentialing.verification.write"),
            ("permission[]", "credentialing.credential.read"), ("clinic[]", "all"),
        ]
        let made = try await site.browser(as: .administrator).post("/account/tokens", form: form)
        let token = try #require(made.text.firstMatch(of: /praxis_[A-Za-z0-9_-]{43}/)?.0)
        let headers: HTTPFields = [.authorization: "Bearer \(token)"]
        let body = #"{"method": "api", "source": "Board", "result": "confirmed", "reference": "V-77"}"#
        let path = "/api/v1/denver/people/\(self.rao)/terms/\(term)/verifications"
        let answer = try await site.browser().json(.post, path, body, headers)
        #expect(answer.status == .created, "\(answer.text)")
        return (String(try #require(answer.text.firstMatch(of: /"id":"([^"]+)"/)?.1)), headers)
    }

    @Test func `say on page and interface what shows too little, and what to do`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let term = try #require(try await self.card(site).terms.first).id
        let place = "/denver/people/\(self.rao)/terms/\(term)/verifications"
        let blank = try await specialist.get(place + "/new")
        for text in ["Spoken to", "Answered on", "number for this check"] {
            #expect(blank.text.contains(text), "\(text)")
        }
        let check = [("source", "<b>Heart</b>"), ("method", "phone"), ("result", "confirmed")]
        let phone = try await specialist.post(place, form: check)
        #expect(phone.status == .unprocessableContent)
        #expect(phone.text.contains("Enter the name and title of the person you spoke to"))
        #expect(phone.text.contains("&lt;b&gt;Heart"), "what was typed stays")
        let web = try await specialist.post(place, form: [check[0], ("method", "web"), check[2]])
        #expect(web.status == .unprocessableContent)
        #expect(web.text.contains("number for this check or whom you spoke to"))
        let tomorrow = try await specialist.post(
            place, form: check + [("spoken_to", "Ms. C."), ("checked", "2999-01-01")])
        #expect(tomorrow.status == .unprocessableContent && tomorrow.text.contains("A check is not made in the future"))
        let other = try await specialist.post(
            place, form: [check[0], ("method", "web"), check[2], ("document", UUID().uuidString.lowercased())])
        #expect(other.status == .unprocessableContent && other.text.contains("Choose a document of the person"))
        let refused = try await specialist.json(
            .post, "/api/v1" + place, #"{"method": "phone", "source": "Heart", "result": "confirmed"}"#)
        #expect(refused.status == .unprocessableContent && refused.text.contains("spoken_to"), "\(refused.text)")
        let late = try await specialist.json(
            .post, "/api/v1" + place,
            #"{"method": "web", "source": "Heart", "result": "confirmed", "reference": "V", "checked": "2999-01-01"}"#)
        #expect(late.status == .unprocessableContent && late.text.contains("checked"), "\(late.text)")
        let made = try await specialist.post(
            place, form: check + [("spoken_to", "Ms. Clerk"), ("checked", "2026-01-05")])
        #expect(made.status == .seeOther)
        let page = try await specialist.get("/denver/people/\(self.rao)/credentials").text
        #expect(page.contains("spoken to Ms. Clerk") && page.contains("Recorded late"))
    }

    @Test func `of clinics ask for the same`() async throws {
        let site = try TestSite()
        let form = [("type", "clia"), ("number", "05D7777777"), ("issued", "2020-01-01"), ("expires", "2099-12-31")]
        let specialist = try site.browser(as: .credentialing)
        #expect(try await specialist.post("/denver/clinic/credentials", form: form).status == .seeOther)
        let administrator = try site.browser(as: .administrator)
        let page = try await administrator.get("/denver/clinic/credentials").text
        let rest = page[try #require(page.firstRange(of: "05D7777777")).lowerBound...]
        let place = String(try #require(rest.firstMatch(of: /href="([^"]+\/verifications)\/new"/)?.1))
        let check = [("source", "CMS"), ("method", "web"), ("result", "confirmed")]
        let bare = try await administrator.post(place, form: check)
        #expect(bare.status == .unprocessableContent)
        #expect(bare.text.contains("number for this check or whom you spoke to"))
        #expect(try await administrator.post(place, form: check + [("reference", "V-1")]).status == .seeOther)
    }

    @Test func `by programs wait for another person, who accepts them on the person's page`() async throws {
        let site = try TestSite()
        let term = try #require(try await self.card(site).terms.first).id
        let (check, headers) = try await self.program(site, term)
        let (specialist, administrator) = (try site.browser(as: .credentialing), try site.browser(as: .administrator))
        let file = "/denver/people/\(self.rao)/credentials"
        let review = "/denver/people/\(self.rao)/verifications/\(check)/review"
        #expect(try await specialist.get(file).text.contains("Waits for review"))
        #expect(try await specialist.get(file).text.contains(review))
        #expect(!(try await administrator.get(file).text.contains(review)), "who ran it does not review it")
        #expect(try await specialist.get("/denver").text.contains("check was made by a program and waits for a review"))
        let queue = try await specialist.get("/all/credentials/renewals").text
        #expect(queue.contains("Checks that wait for a review") && queue.contains("/verifications/\(check)/review"))
        #expect(try await administrator.get(review).text.contains("A colleague reviews it"))
        #expect(try await administrator.post(review, form: [("accepted", "yes")]).status == .conflict)
        #expect(try await site.browser(as: .managerOfDenver).get(review).status == .forbidden)
        #expect(try await site.browser(as: .managerOfEvanston).get(review).status == .notFound)
        let twin = "/api/v1" + review
        let token = try await site.browser().json(.post, twin, #"{"accepted": true}"#, headers)
        #expect(token.status == .forbidden && token.text.contains("person_required"), "\(token.text)")
        let page = try await specialist.get(review)
        for text in ["What the program recorded", "V-77", "Accept", "Reject"] {
            #expect(page.text.contains(text), "\(text)")
        }
        for form in [[("accepted", "no")], [("note", "<i>")]] {
            #expect(try await specialist.post(review, form: form).status == .unprocessableContent, "\(form)")
        }
        #expect(try await self.read(site).terms.first?.verified == false)
        #expect(try await specialist.post(review, form: [("accepted", "yes")]).status == .seeOther)
        #expect(try await specialist.post(review, form: [("accepted", "yes")]).status == .conflict)
        #expect(try await self.read(site).terms.first?.verified == true)
        #expect(!(try await specialist.get(file).text.contains("Waits for review")))
        let trail = try await administrator.get("/all/audit").text
        #expect(trail.contains("Check by a program reviewed"))
    }

    @Test func `by programs are reviewed by the interface of a person's session as well`() async throws {
        let site = try TestSite()
        let term = try #require(try await self.card(site).terms.first).id
        let (check, _) = try await self.program(site, term)
        let specialist = try site.browser(as: .credentialing)
        let review = "/api/v1/denver/people/\(self.rao)/verifications/\(check)/review"
        #expect(try await self.read(site).checks.contains { $0.id == check && $0.waitsForReview })
        let bare = try await specialist.json(.post, review, #"{"accepted": false}"#)
        #expect(bare.status == .unprocessableContent && bare.text.contains("note"), "\(bare.text)")
        #expect(try await specialist.json(.post, review, "{}").status == .unprocessableContent)
        let reject = #"{"accepted": false, "note": "Of somebody else"}"#
        #expect(try await site.browser(as: .administrator).json(.post, review, reject).status == .conflict)
        #expect(try await specialist.json(.post, review, reject).status == .noContent)
        #expect(try await specialist.json(.post, review, reject).status == .conflict)
        let unknown = review.replacing(check, with: UUID().uuidString.lowercased())
        #expect(try await specialist.json(.post, unknown, reject).status == .notFound)
        let page = try await specialist.get("/denver/people/\(self.rao)/credentials").text
        #expect(page.contains("Rejected") && !page.contains("Waits for review"))
        #expect(try await self.read(site).checks.allSatisfy { !$0.waitsForReview })
    }
}
