import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// The pages of a file beside its checklist: what follows a decision, who sits on the committee, whom the practice asks.
@Suite(.demonstration) struct `Pages beside the checklist of a file` {
    private static func file(_ number: Int) -> String { "/all/files/01900000-0000-7000-8000-0000000f00\(number)" }

    private func version(_ browser: Browser, _ path: String) async throws -> String {
        let text = try await browser.get(path).text
        return String(try #require(text.firstMatch(of: /name="version" value="(\d+)"/)?.1))
    }

    @Test func `are for those who may`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.medicalDirector, "/all/files/decisions", .ok), (.credentialing, "/all/files/decisions", .forbidden),
            (.administrator, "/all/files/decisions", .forbidden), (.medicalDirector, Self.file(22) + "/ending", .ok),
            (.credentialing, Self.file(22) + "/ending", .forbidden), (.auditor, "/all/committee/members", .ok),
            (.staff, "/all/committee/members", .forbidden), (.auditor, "/all/sources", .ok),
            (.managerOfDenver, "/denver/sources", .forbidden),
            (.managerOfEvanston, Self.file(22) + "/ending", .forbidden),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
    }

    @Test func `lead a denied file through appeal to a hearing, whose panel alone may decide otherwise`() async throws {
        let site = try TestSite()
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let (file, steps) = (Self.file(24), Self.file(24) + "/steps")
        #expect(try await specialist.get(file).text.contains("The person appeals against the decision"))
        let silent = try await specialist.post(
            steps, form: [("version", try await self.version(specialist, file)), ("to", "appeal")])
        #expect(silent.status == .unprocessableContent && silent.text.contains("Say why"))
        for (state, reason) in [
            ("appeal", "The claim was disclosed in 2024"), ("fair_hearing", "The panel meets in May"),
        ] {
            let taken = try await specialist.post(
                steps,
                form: [("version", try await self.version(specialist, file)), ("to", state), ("reason", reason)])
            #expect(taken.status == .seeOther, "\(state) \(taken.text.prefix(300))")
        }
        #expect(try await specialist.get("/all/files").text.contains("Fair hearing"))
        #expect(try await director.get("/all/files/decisions").text.contains("Appeals and hearings"))
        let decided = try await director.upload(
            file + "/decision",
            fields: [
                ("version", try await self.version(director, file + "/decision")),
                ("outcome", "approved_with_conditions"), ("conditions", "Reviewed every quarter"),
                ("reason", "The panel heard both sides"),
            ])
        #expect(decided.status != .seeOther, "who denied it approves nothing alone")
        #expect(try await director.get(file + "/decision").text.contains("A panel of members"))
        #expect(try await specialist.get(file).text.contains("Fair hearing"))
    }

    @Test func `say that somebody who is invited has no account, and where one is made`() async throws {
        let site = try TestSite()
        let (specialist, administrator) = (try site.browser(as: .credentialing), try site.browser(as: .administrator))
        let person = "01900000-0000-7000-8000-0000001a0040"
        let opened = try await specialist.json(
            .post, "/api/v1/all/files",
            #"{"person": "\#(person)", "cycle": "initial", "role": "physician", "no_npi": true}"#)
        #expect(opened.status == .created)
        let id = try #require(opened.text.firstMatch(of: /[0-9a-f]{8}-[0-9a-f-]{27}/)?.0)
        let invited = try await specialist.json(
            .post, "/api/v1/all/files/\(id)/steps", #"{"to": "invited"}"#, [.ifMatch: "\"1\""])
        #expect(invited.status == .ok && invited.text.contains(#""applicant_account":"none""#))
        let shown = try await specialist.get("/all/files/\(id)").text
        #expect(shown.contains("The person cannot apply by themselves yet"))
        #expect(shown.contains("Whoever manages accounts") && !shown.contains("/all/accounts/new?person="))
        let link = "/all/accounts/new?person=\(person)"
        #expect(try await administrator.get("/all/files/\(id)").text.contains(link))
        #expect(try await administrator.get("/api/v1/all/files/\(id)").text.contains(#""applicant_account":"none""#))
    }

    @Test func `R7 take the signed document of an earlier decision from somebody else than who decides`() async throws {
        let site = try TestSite()
        let (specialist, director) = (try site.browser(as: .credentialing), try site.browser(as: .medicalDirector))
        let (file, decision) = (Self.file(18), Self.file(18) + "/decision")
        // Yesterday in Phoenix, and so over at every clinic.
        let day = String(Date.now.addingTimeInterval(-86400 - 7 * 3600).ISO8601Format().prefix(10))
        let pdf = ("document", "minutes.pdf", "%PDF-1.7 signed")
        let future = try await specialist.upload(file + "/records", fields: [("signed", "2999-01-01")], file: pdf)
        #expect(future.status == .unprocessableContent && future.text.contains("today at the latest"))
        #expect(
            try await site.browser(as: .auditor).upload(file + "/records", fields: [("signed", day)], file: pdf).status
                == .forbidden)
        let version = try await self.version(director, decision)
        let form = [("version", version), ("outcome", "approved"), ("decided", day)]
        let own = try await director.upload(decision, fields: form, file: pdf)
        #expect(own.status == .unprocessableContent && own.text.contains("Choose the signed document of that day"))
        #expect(
            try await specialist.upload(file + "/records", fields: [("signed", day)], file: pdf).status == .seeOther)
        #expect(try await specialist.get(file).text.contains("minutes.pdf"))
        let page = try await director.get(decision).text
        let record = try #require(page.firstMatch(of: /<select[^>]*name="record".*?<option value="([0-9a-f-]{36})"/)?.1)
        let refused = try await director.upload(decision, fields: form + [("record", String(record))])
        #expect(refused.status == .seeOther || refused.text.contains("put on record, later"))
    }

    @Test func `show a check that was entered later than made`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let path = "/api/v1" + Self.file(15)
        let check =
            #"{"element": "npdb", "source_name": "NPDB", "method": "web", "query": "x", "result": "confirmed", "reference": "1", "checked": "2026-01-05", "requested": "2026-01-05"}"#
        #expect(try await browser.json(.post, path + "/checks", check).status == .created)
        let future = check.replacing("2026-01-05", with: "2999-01-05")
        let refused = try await browser.json(.post, path + "/checks", future)
        #expect(refused.status == .unprocessableContent && refused.text.contains("check_in_future"))
        #expect(try await browser.get(Self.file(15) + "/elements/npdb").text.contains("Recorded late"))
    }

    @Test func `begin no meeting before its day`() async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let (file, meeting) = (Self.file(20), "/all/committee/01900000-0000-7000-8000-0000000b0001")
        let members = ["0005", "0008", "0010"].map { ("members[]", "01900000-0000-7000-8000-0000000c" + $0) }
        #expect(try await specialist.post(meeting + "/session", form: members).status != .seeOther)
        #expect(try await specialist.get(file).text.contains("Take it off the agenda"))
    }

    @Test func `end somebody's credentialing once, from the decision on`() async throws {
        let site = try TestSite()
        let director = try site.browser(as: .medicalDirector)
        let (file, ending) = (Self.file(22), Self.file(22) + "/ending")
        #expect(try await director.get(file).text.contains("End credentialing"))
        let early = [("kind", "resigned"), ("effective", "2001-01-01"), ("reason", "Moved away")]
        let refused = try await director.post(ending, form: early)
        #expect(refused.status == .unprocessableContent && refused.text.contains("not before the approval"))
        let day = Zone.utc.today(at: .now()).adding(days: 30).description
        let form = [("kind", "resigned"), ("effective", day), ("reason", "Moved away")]
        #expect(try await site.browser(as: .credentialing).post(ending, form: form).status == .forbidden)
        #expect(try await director.post(ending, form: form).status == .seeOther)
        let page = try await director.get(file).text
        #expect(page.contains("Resigned, with") && page.contains("Moved away"))
        let again = try await director.post(ending, form: form + [("note", "x")])
        #expect(again.status == .unprocessableContent && again.text.contains("ended by that day already"))
        let today = Zone.utc.today(at: .now()).adding(days: 1).description
        let earlier = [("kind", "terminated"), ("effective", today), ("reason", "Conduct")]
        #expect(try await director.post(ending, form: earlier).status == .seeOther)
        #expect(try await !director.get(file).text.contains("href=\"\(ending)\""))
    }

    @Test func `give and end seats of the committee`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let path = "/all/committee/members"
        let page = try await browser.get(path).text
        #expect(page.contains("Chair") && page.contains("Give somebody a seat"))
        let person = "01900000-0000-7000-8000-0000001a0012"
        let today = Zone.utc.today(at: .now()).description
        #expect(try await browser.post(path, form: [("starts", today)]).text.contains("Choose the person"))
        let form = [("person", person), ("starts", "2026-01-05")]
        #expect(try await browser.post(path, form: form).status == .seeOther)
        let twice = try await browser.post(path, form: [("person", person), ("starts", "2026-02-05")])
        #expect(twice.status == .unprocessableContent && twice.text.contains("has a seat at that time"))
        let end = try #require(
            try await browser.get(path).text.matches(of: /\/all\/committee\/members\/[0-9a-f-]+\/end/).last?.0)
        let past = try await browser.post(String(end), form: [("ends", "2026-01-01")])
        #expect(past.status == .unprocessableContent && past.text.contains("today or a later day"))
        let later = Zone.utc.today(at: .now()).adding(days: 40).description
        #expect(try await browser.post(String(end), form: [("ends", later)]).status == .seeOther)
        #expect(try await TestSite().browser(as: .auditor).get(path).text.contains("Give somebody a seat") == false)
    }

    @Test func `add a source with a safe address, and stop asking it`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .administrator)
        let form = [
            ("name", "Colorado Medical Board"), ("element", "license"), ("authority", "State of Colorado"),
            ("kind", "primary"), ("jurisdiction", "co"),
        ]
        let unsafe = try await browser.post("/all/sources", form: form + [("address", "javascript:alert(1)")])
        #expect(unsafe.status == .unprocessableContent && unsafe.text.contains("begins with https://"))
        let address = [("address", "https://apps.colorado.gov/dora/")]
        #expect(
            try await site.browser(as: .credentialing).post("/all/sources", form: form + address).status == .forbidden)
        #expect(try await browser.post("/all/sources", form: form + address).status == .seeOther)
        let twice = try await browser.post("/all/sources", form: form + address + [("phone", "1")])
        #expect(twice.status == .unprocessableContent && twice.text.contains("of this name already"))
        let specialist = try site.browser(as: .credentialing)
        let sheet = Self.file(15) + "/elements/license"
        #expect(try await specialist.get(sheet).text.contains("Colorado Medical Board"))
        let list = try await browser.get("/all/sources").text
        let row = try #require(list.firstRange(of: "Colorado Medical Board")?.lowerBound)
        let retire = try #require(
            list[row...].firstMatch(of: /\/all\/sources\/[0-9a-f-]+\/retirement/)?.0)
        #expect(try await browser.post(String(retire), form: []).status == .seeOther)
        #expect(try await !specialist.get(sheet).text.contains("Colorado Medical Board"))
        #expect(try await specialist.json(.get, "/api/v1/all/sources").text.contains("\"retired_on\""))
    }

    @Test func `offer a decision where one may be made`() async throws {
        let director = try TestSite().browser(as: .medicalDirector)
        let queue = try await director.get("/all/files/decisions").text
        #expect(queue.contains("href=\"\(Self.file(18))/decision\"") && !queue.contains("\(Self.file(19))/decision"))
        let flagged = try await director.get(Self.file(19) + "/decision").text
        #expect(flagged.contains("the committee decides it") && !flagged.contains("name=\"outcome\""))
        let list = try await director.json(.get, "/api/v1/all/files/decisions")
        #expect(list.status == .ok && list.text.contains("ready_for_review"))
    }
}
