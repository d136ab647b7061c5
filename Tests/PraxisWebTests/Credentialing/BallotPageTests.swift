import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Votes of the committee on pages` {
    private static let file = "01900000-0000-7000-8000-0000000f0019"

    private static func member(_ number: String) -> String { "01900000-0000-7000-8000-0000000c" + number }

    /// A meeting that began yesterday, with the director and one more member where none are named.
    private func meeting(_ specialist: Browser, with named: String...) async throws -> String {
        let present = named.isEmpty ? ["0005", "0008"].map(Self.member) : named
        let day = String(Date.now.addingTimeInterval(-86400).ISO8601Format().prefix(10))
        let planned = try await specialist.post("/all/committee", form: [("day", day), ("quorum", "2")])
        let place = try #require(planned.location)
        #expect(try await specialist.post(place + "/agenda", form: [("file", Self.file)]).status == .seeOther)
        let members = present.map { ("members[]", $0) }
        #expect(try await specialist.post(place + "/session", form: members).status == .seeOther)
        return place
    }

    @Test func `are given by each member, and by the secretary from a signed sheet alone`() async throws {
        let site = try TestSite()
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let place = try await self.meeting(specialist)
        #expect(try await director.get("/all").text.contains("waits for your vote"))
        let page = try await director.get("/account/ballots")
        #expect(page.status == .ok && page.text.contains("1 file waits for your vote"))
        let own = try #require(page.text.firstMatch(of: /action="(\/account\/ballots\/[0-9a-f-]+\/[0-9a-f-]+)"/)?.1)
        // Nobody else: not who has no seat, and not the secretary for the director.
        #expect(try await specialist.post(String(own), form: [("vote", "approved")]).status == .notFound)
        #expect(
            try await specialist.json(.post, "/api/v1" + String(own), #"{"vote": "approved"}"#).status == .notFound)
        #expect(try await site.browser(as: .auditor).get("/account/ballots").status == .forbidden)
        let copied = [("file", Self.file), ("member", Self.member("0008")), ("vote", "approved")]
        let silent = try await specialist.post(place + "/votes", form: copied)
        #expect(silent.status == .unprocessableContent && silent.text.contains("needs the signed sheet"))
        let conflict = try await director.post(String(own), form: [("vote", "recused")])
        #expect(conflict.status == .unprocessableContent && conflict.text.contains("conflict of interest is"))
        #expect(try await director.post(String(own), form: [("vote", "approved")]).status == .seeOther)
        #expect(try await director.post(String(own), form: [("vote", "denied")]).status == .conflict)
        #expect(try await director.get("/account/ballots").text.contains("voted in person"))
        let sheet = ("document", "votes.pdf", "%PDF-1.7 votes")
        #expect(try await director.upload(place + "/papers", fields: [], file: sheet).status == .forbidden)
        #expect(try await specialist.upload(place + "/papers", fields: [], file: sheet).status == .seeOther)
        let shown = try await specialist.get(place).text
        let paper = try #require(shown.firstMatch(of: /<select[^>]*name="paper".*?value="([0-9a-f-]{36})"/)?.1)
        #expect(
            try await specialist.post(place + "/votes", form: copied + [("paper", String(paper))]).status == .seeOther)
        let after = try await director.get(place).text
        for text in ["voted in person", "on paper", "votes.pdf"] { #expect(after.contains(text), "\(text)") }
        let sheetPlace = "\(place)/papers/\(paper)"
        #expect(try await director.post(sheetPlace, form: [("purpose", "why")]).status == .unprocessableContent)
        let opened = try await director.post(sheetPlace, form: [("purpose", "Before I sign the minutes")])
        #expect(opened.status == .ok && opened.text == "%PDF-1.7 votes")
    }

    @Test func `are listed and given by the interface under the own sign-in`() async throws {
        let site = try TestSite()
        let director = try site.browser(as: .medicalDirector)
        #expect(try await director.json(.get, "/api/v1/account/ballots").text.contains("\"items\":[]"))
        _ = try await self.meeting(try site.browser(as: .credentialing))
        let list = try await director.json(.get, "/api/v1/account/ballots").text
        #expect(list.contains(Self.file) && list.contains("\"must_recuse\":false"))
        let meeting = try #require(list.firstMatch(of: /"meeting":"([0-9a-f-]{36})"/)?.1)
        let path = "/api/v1/account/ballots/\(meeting)/\(Self.file)"
        #expect(try await director.json(.post, path, #"{"vote": "maybe"}"#).status == .unprocessableContent)
        #expect(try await director.json(.post, path, #"{"vote": "approved"}"#).status == .noContent)
        #expect(try await site.browser(as: .staff).json(.post, path, #"{"vote": "approved"}"#).status == .notFound)
    }

    /// A meeting that began yesterday with the director and somebody who has no role but the own.
    private func seatedStaff(_ specialist: Browser) async throws -> String {
        let seat: Made = try await specialist.json(
            .post, "/api/v1/all/committee/members",
            #"{"person": "01900000-0000-7000-8000-0000001a0007", "starts": "2026-01-05"}"#
        ).decoded()
        return try await self.meeting(specialist, with: Self.member("0005"), seat.id)
    }

    @Test func `lead to the packet of the file, for who is present and as long as the minutes are open`() async throws {
        let site = try TestSite()
        let (specialist, staff) = (try site.browser(as: .credentialing), try site.browser(as: .staff))
        let place = try await self.seatedStaff(specialist)
        let own = place.replacing("/all/committee", with: "/account/ballots") + "/" + Self.file
        #expect(try await staff.get("/account/ballots").text.contains("href=\"\(own)\""))
        let page = try await staff.get(own)
        #expect(page.status == .ok)
        for text in ["Physician", "Initial", "Stands", "State license", "Verified", "SHA-256", "board-answer.pdf"] {
            #expect(page.text.contains(text), "\(text)")
        }
        let answer = try await staff.get("/api/v1" + own)
        #expect(answer.status == .ok && answer.text.contains("\"element\":\"npdb\""))
        #expect(!answer.text.contains("statement"))
        // Who reads files reads them elsewhere; a file that waits for nobody is no packet.
        for path in [own, "/api/v1" + own] {
            #expect(try await specialist.get(path).status == .notFound)
            #expect(try await site.browser(as: .auditor).get(path).status == .forbidden)
            #expect(try await staff.get(path.replacing("f0019", with: "f0018")).status == .notFound)
        }
        let trail = try ScriptSession().value(
            "SELECT count(*)::text FROM praxis.audit_event WHERE action = 'credentialing.committee.packet'")
        #expect(trail == "2")
        let recused = try await staff.post(own, form: [("vote", "recused"), ("reason", "We were partners")])
        #expect(recused.status == .seeOther)
        #expect(try await staff.get(own).status == .notFound)
        #expect(!(try await staff.get("/account/ballots").text.contains("href=\"\(own)\"")))
    }
}
