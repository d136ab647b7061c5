import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Calls about a credentialing file` {
    private static func file(_ number: Int) -> String {
        "/api/v1/all/files/01900000-0000-7000-8000-0000000f00\(number)"
    }

    private func tag(_ browser: Browser, _ path: String) async throws -> String {
        try #require(try await browser.get(path).headers[.eTag])
    }

    @Test func `plan it, and nobody changes what another one changed`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .credentialing)
        let tag = try await self.tag(browser, Self.file(15))
        let body = #"{"planned": "2027-02-01", "note": "The board meets in February"}"#
        #expect(try await browser.json(.put, Self.file(15), body).status == .preconditionRequired)
        #expect(try await browser.json(.put, Self.file(15), body, [.ifMatch: tag]).status == .noContent)
        let stale = try await browser.json(.put, Self.file(15), body, [.ifMatch: tag])
        #expect(stale.status == .conflict && stale.text.contains("stale_version"))
        let read = try await browser.get(Self.file(15)).text
        #expect(read.contains("\"planned\":\"2027-02-01\"") && read.contains("The board meets in February"))
        let director = try site.browser(as: .medicalDirector)
        #expect(try await director.json(.put, Self.file(15), body, [.ifMatch: tag]).status == .forbidden)
    }

    @Test func `raise a flag, which a person calls unfounded and no program`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .credentialing)
        let body = #"{"color": "yellow", "summary": "A gap of two months"}"#
        #expect(
            try await browser.json(.post, Self.file(15) + "/flags", #"{"color": "blue", "summary": "x"}"#).status
                == .unprocessableContent)
        let flag: Made = try await browser.json(.post, Self.file(15) + "/flags", body).decoded()
        #expect(try await browser.get(Self.file(15)).text.contains(#""id":"\#(flag.id)","red":false"#))
        let path = Self.file(15) + "/flags/\(flag.id)/dispositions"
        let word = #"{"outcome": "unfounded", "note": "A sabbatical, and documented"}"#
        let program = try await Program(of: .administrator, on: site, .fileRead, .fileWrite, .peerReviewOpen)
        let refused = try await program.json(.post, path, word, [.ifMatch: "\"0\""])
        #expect(
            refused.status == .forbidden && refused.text.contains("A person has to do this from their own account"),
            "\(refused.status) \(refused.text)")
        #expect(try await browser.json(.post, path, word, [.ifMatch: "\"0\""]).status == .noContent)
        #expect(try await browser.json(.post, path, word, [.ifMatch: "\"0\""]).status == .conflict)
        #expect(try await browser.get(Self.file(15)).text.contains(#""outcome":"unfounded","version":1"#))
    }

    @Test func `except an element that can be left out, and take that back`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let path = Self.file(16) + "/elements/board/exceptions"
        let body = #"{"stands": true, "reason": "General practice, no board asked"}"#
        #expect(try await browser.json(.post, path, body).status == .noContent)
        #expect(try await browser.json(.post, path, body.replacing("true", with: "false")).status == .noContent)
        let license = try await browser.json(.post, path.replacing("board", with: "license"), body)
        #expect(license.status == .unprocessableContent && license.text.contains("not_exceptable"))
        let unknown = try await browser.json(.post, path.replacing("board", with: "hobby"), body)
        #expect(unknown.status == .notFound)
    }

    @Test func `review what a program fetched in person, and by somebody else than who ran it`() async throws {
        let site = try TestSite()
        let program = try await Program(
            of: .administrator, on: site, .credentialRead, .fileRead, .verificationWrite, .peerReviewOpen)
        let check =
            #"{"element": "npdb", "source_name": "NPDB", "method": "api", "query": "x", "result": "confirmed", "reference": "1"}"#
        let made: Made = try await program.json(.post, Self.file(15) + "/checks", check).decoded()
        let path = Self.file(15) + "/checks/\(made.id)/review"
        let refused = try await program.json(.post, path, #"{"accepted": true}"#)
        #expect(
            refused.status == .forbidden && refused.text.contains("person_required"),
            "\(refused.status) \(refused.text)")
        let own = try await site.browser(as: .administrator).json(.post, path, #"{"accepted": true}"#)
        #expect(own.status == .conflict && own.text.contains("sod_violation"))
        let other = try site.browser(as: .credentialing)
        #expect(try await other.json(.post, path, #"{"accepted": "yes"}"#).status == .unprocessableContent)
        let bare = try await other.json(.post, path, #"{"accepted": false}"#)
        #expect(bare.status == .unprocessableContent && bare.text.contains("note"), "\(bare.text)")
        let page = path.replacing("/api/v1", with: "")
        for (form, word) in [([], "Accept the check or reject it"), ([("accepted", "no")], "Say why")] {
            let answer = try await other.post(page, form: form)
            #expect(answer.status == .unprocessableContent && answer.text.contains(word), "\(form)")
        }
        #expect(try await other.json(.post, path, #"{"accepted": true, "note": "Seen"}"#).status == .noContent)
    }

    @Test func `put a signed document on file, and tell the person of a decision once`() async throws {
        let site = try TestSite()
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let records = Self.file(18) + "/records?name=minutes.pdf&signed="
        let future = try await specialist.send("%PDF-1.7 signed", to: records + "2999-01-01")
        #expect(future.status == .unprocessableContent && future.text.contains("today at the latest"))
        let page = try await specialist.send("<html>", to: records + "2026-01-05", "text/html")
        #expect(page.status.code / 100 == 4)
        #expect(try await specialist.send("%PDF-1.7 signed", to: records + "2026-01-05").status == .created)
        #expect(try await specialist.get(Self.file(18)).text.contains("minutes.pdf"))
        let tag = try await self.tag(director, Self.file(18))
        let today = try #require(
            try ScriptSession().value("SELECT ((now() AT TIME ZONE 'America/Phoenix')::date)::text"))
        let decision: Made = try await director.json(
            .post, Self.file(18) + "/decisions", #"{"outcome": "approved", "decided": "\#(today)"}"#, [.ifMatch: tag]
        ).decoded()
        let notices = Self.file(18) + "/decisions/\(decision.id)/notices"
        #expect(try await director.json(.post, notices, #"{"method": "letter"}"#).status == .forbidden)
        #expect(try await specialist.json(.post, notices, #"{"method": "pigeon"}"#).status == .unprocessableContent)
        #expect(try await specialist.json(.post, notices, #"{"method": "letter"}"#).status == .noContent)
        #expect(try await specialist.json(.post, notices, #"{"method": "letter"}"#).status == .conflict)
    }

    @Test func `keep whom the practice asks`() async throws {
        let site = try TestSite()
        let administrator = try site.browser(as: .administrator)
        let body =
            #"{"name": "Colorado Medical Board", "element": "license", "authority": "Colorado", "kind": "primary", "jurisdiction": "CO", "address": "https://apps.colorado.gov/dora/"}"#
        let path = "/api/v1/all/sources"
        #expect(try await site.browser(as: .credentialing).json(.post, path, body).status == .forbidden)
        let unsafe = try await administrator.json(.post, path, body.replacing("https://", with: "http://"))
        #expect(unsafe.status == .unprocessableContent && unsafe.text.contains("\"field\":\"address\""))
        let made = try await administrator.json(.post, path, body)
        #expect(made.status == .created)
        #expect(try await administrator.json(.post, path, body).status == .conflict)
        let source: Made = try made.decoded()
        #expect(try await administrator.json(.post, "\(path)/\(source.id)/retirement").status == .noContent)
        #expect(try await administrator.json(.post, "\(path)/\(source.id)/retirement").status == .notFound)
    }
}

@Suite(.demonstration) struct `Calls about the committee` {
    private static let path = "/api/v1/all/committee"
    private static let file = "01900000-0000-7000-8000-0000000f0019"

    private static func member(_ number: String) -> String { "01900000-0000-7000-8000-0000000c" + number }

    /// Yesterday in Phoenix, and so over at every clinic.
    private static let day = String(Date.now.addingTimeInterval(-86400 - 7 * 3600).ISO8601Format().prefix(10))

    @Test func `lead a file from the agenda to the minutes, which the chair signs in person`() async throws {
        let site = try TestSite()
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let few = try await specialist.json(.post, Self.path, #"{"day": "\#(Self.day)", "quorum": 1}"#)
        #expect(few.status == .unprocessableContent && few.text.contains("\"field\":\"quorum\""))
        let made = try await specialist.json(.post, Self.path, #"{"day": "\#(Self.day)", "quorum": 2}"#)
        let planned: Made = try made.decoded()
        let meeting = Self.path + "/" + planned.id
        #expect(try await director.get(Self.path).text.contains("\"day\":\"\(Self.day)\""))
        let file = "/api/v1/all/files/" + Self.file
        let tag = try #require(try await specialist.get(file).headers[.eTag])
        let agenda = #"{"file": "\#(Self.file)"}"#
        #expect(
            try await specialist.json(.post, meeting + "/agenda", agenda, [.ifMatch: "\"1\""]).status == .conflict)
        #expect(try await specialist.json(.post, meeting + "/agenda", agenda, [.ifMatch: tag]).status == .noContent)
        let one = #"{"members": ["\#(Self.member("0005"))"]}"#
        let alone = try await specialist.json(.post, meeting + "/session", one)
        #expect(alone.status == .unprocessableContent && alone.text.contains("make the quorum"))
        #expect(alone.text.contains("\"field\":\"members\""))
        let twice = #"{"members": ["\#(Self.member("0005"))", "\#(Self.member("0005"))"]}"#
        #expect(try await specialist.json(.post, meeting + "/session", twice).status == .unprocessableContent)
        let both = #"{"members": ["\#(Self.member("0005"))", "\#(Self.member("0008"))"]}"#
        #expect(try await specialist.json(.post, meeting + "/session", both).status == .noContent)
        #expect(try await specialist.get(meeting).text.contains("\"state\":\"in_committee\""))
        let own = meeting.replacing("/all/committee", with: "/account/ballots") + "/" + Self.file
        #expect(try await director.json(.post, own, #"{"vote": "approved"}"#).status == .noContent)
        let paper: Made = try await specialist.send("%PDF-1.7 votes", to: meeting + "/papers?name=votes.pdf").decoded()
        let vote =
            #"{"file": "\#(Self.file)", "member": "\#(Self.member("0008"))", "vote": "approved", "paper": "\#(paper.id)"}"#
        let program = try await Program(of: .administrator, on: site, .fileRead, .committeeWrite)
        let copied = try await program.json(.post, meeting + "/votes", vote)
        #expect(copied.status == .forbidden && copied.text.contains("person_required"))
        #expect(try await specialist.json(.post, meeting + "/votes", vote).status == .noContent)
        #expect(try await specialist.get(meeting).text.contains("\"given\":\"paper\""))
        try await self.sign(meeting, on: site)
        #expect(try await specialist.get(meeting).text.contains("\"closed\":true"))
        #expect(try await director.get(file).text.contains("\"outcome\":\"approved\""))
    }

    /// The meeting was entered after its day, so a document of that day is needed, which somebody else filed.
    private func sign(_ meeting: String, on site: TestSite) async throws {
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let minutes = meeting + "/minutes"
        let silent = try await director.json(.post, minutes, #"{"resolutions": []}"#)
        #expect(silent.status == .unprocessableContent && silent.text.contains("\"field\":\"resolutions\""))
        let named = try await director.json(.post, minutes, #"{"resolutions": [{"file": "\#(Self.file)"}]}"#)
        #expect(named.text.contains("\"field\":\"resolutions.0.record\""), "\(named.text)")
        let record: Made = try await specialist.send(
            "%PDF-1.7 signed", to: "/api/v1/all/files/\(Self.file)/records?signed=\(Self.day)"
        ).decoded()
        let item = #"{"file": "\#(Self.file)", "record": "\#(record.id)"}"#
        let other = #"{"resolutions": [\#(item), {"file": "01900000-0000-7000-8000-0000000f0015"}]}"#
        let absent = try await director.json(.post, minutes, other)
        #expect(absent.status == .unprocessableContent && absent.text.contains("\"field\":\"resolutions.1.file\""))
        let twice = try await director.json(.post, minutes, #"{"resolutions": [\#(item), \#(item)]}"#)
        #expect(twice.status == .unprocessableContent && twice.text.contains("\"field\":\"resolutions.1.file\""))
        let body = #"{"resolutions": [\#(item)]}"#
        #expect(try await specialist.json(.post, minutes, body).status == .forbidden)
        let signed = try await director.json(.post, minutes, body)
        #expect(signed.status == .noContent, "\(signed.text)")
        #expect(try await director.json(.post, minutes, body).status == .conflict)
    }

    @Test func `give and end seats`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let members = Self.path + "/members"
        let body = #"{"person": "01900000-0000-7000-8000-0000001a0012", "starts": "2026-01-05"}"#
        let seat: Made = try await browser.json(.post, members, body).decoded()
        let twice = try await browser.json(.post, members, body)
        #expect(twice.status == .unprocessableContent && twice.text.contains("has a seat at that time"))
        #expect(try await browser.get(members).text.contains(seat.id))
        let past = try await browser.json(.post, "\(members)/\(seat.id)/end", #"{"ends": "2026-01-06"}"#)
        #expect(past.status == .unprocessableContent && past.text.contains("today or a later day"))
        let later = Zone.utc.today(at: .now()).adding(days: 40).description
        #expect(
            try await browser.json(.post, "\(members)/\(seat.id)/end", #"{"ends": "\#(later)"}"#).status == .noContent)
        let auditor = try TestSite().browser(as: .auditor)
        #expect(try await auditor.get(members).status == .ok)
        #expect(try await auditor.json(.post, members, body).status == .forbidden)
    }
}
