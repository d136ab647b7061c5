import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// Calls that keep rules, lists, clinics and people as they are.
@Suite(.demonstration) struct `Calls that keep what clearance stands on` {
    private static func later(_ days: Int) -> String { Zone.utc.today(at: .now()).adding(days: days).description }

    @Test func `end the practice's own version of a rule, once and not in the past`() async throws {
        let site = try TestSite()
        let administrator = try site.browser(as: .administrator)
        let versions = "/api/v1/all/rules/ncqa.verification_age/versions"
        let body = #"{"starts": "\#(Self.later(2))", "citation": "Board", "figures": {"days": 90}}"#
        let own: Made = try await administrator.json(.post, versions, body).decoded()
        #expect(try await administrator.get("/api/v1/all/rules?on=\(Self.later(2))").text.contains(own.id))
        let path = "\(versions)/\(own.id)/end"
        let past = try await administrator.json(.post, path, #"{"ends": "2026-01-01"}"#)
        #expect(past.status == .unprocessableContent && past.text.contains("\"field\":\"ends\""))
        let ends = #"{"ends": "\#(Self.later(30))"}"#
        #expect(try await site.browser(as: .credentialing).json(.post, path, ends).status == .forbidden)
        let other = path.replacing("ncqa.verification_age", with: "nlc.residence")
        #expect(try await administrator.json(.post, other, ends).status == .notFound)
        #expect(try await administrator.json(.post, path, ends).status == .noContent)
        #expect(try await administrator.json(.post, path, ends).status.code / 100 == 4)
        #expect(!(try await administrator.get("/api/v1/all/rules?on=\(Self.later(31))").text.contains(own.id)))
    }

    @Test func `read a match with its review, and what one under review does`() async throws {
        let site = try TestSite()
        let director = try site.browser(as: .medicalDirector)
        let path = "/api/v1/all/screening/matches/01900000-0000-7000-8000-0000000ac004"
        let match = try await director.get(path)
        #expect(match.status == .ok && match.headers[.eTag] == "\"1\"")
        #expect(match.text.contains("\"dispositions\":[{\"step\":1"))
        #expect(try await site.browser(as: .managerOfDenver).get(path).status == .forbidden)
        #expect(try await site.browser(as: .lakesideAdministrator).get(path).status == .notFound)
        let policy = "/api/v1/all/screening/policy"
        let tag = try #require(try await director.get(policy).headers[.eTag])
        let administrator = try site.browser(as: .administrator)
        let body = #"{"pending": "block"}"#
        #expect(try await director.json(.put, policy, body, [.ifMatch: tag]).status == .forbidden)
        #expect(try await administrator.json(.put, policy, #"{"pending": "x"}"#).status == .unprocessableContent)
        #expect(try await administrator.json(.put, policy, body, [.ifMatch: tag]).status == .noContent)
        #expect(try await administrator.json(.put, policy, body, [.ifMatch: tag]).status == .conflict)
        #expect(try await director.get(policy).text.contains("\"pending\":\"block\""))
    }

    @Test func `withdraw a list of exclusions`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let list = try #require(
            try ScriptSession().value(
                """
                SELECT import_id FROM praxis.screening_import
                 WHERE practice_id = '01900000-0000-7000-8000-00000000a000' AND state = 'in_force'
                 ORDER BY created_at DESC LIMIT 1
                """))
        let path = "/api/v1/all/screening/lists/\(list)"
        #expect(try await specialist.get(path).text.contains("\"in_force\":true"))
        #expect(try await site.browser(as: .auditor).json(.post, path + "/withdrawal").status == .forbidden)
        #expect(try await specialist.json(.post, path + "/withdrawal").status == .noContent)
        #expect(try await specialist.get(path).text.contains("\"in_force\":false"))
        #expect(try await specialist.json(.post, path + "/withdrawal").status == .notFound)
    }

    @Test func `name a laboratory director and the day of the notice`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let path = "/api/v1/denver/clinic/laboratory-directors"
        let body = #"{"name": "Dr. L. Example", "starts": "2026-11-02"}"#
        #expect(try await site.browser(as: .finance).json(.post, path, body).status == .forbidden)
        #expect(
            try await specialist.json(.post, path.replacing("denver", with: "all"), body).status.code / 100 == 4)
        let director: Made = try await specialist.json(.post, path, body).decoded()
        let notice = "\(path)/\(director.id)/notice"
        #expect(try await specialist.json(.post, notice, #"{"notified": "soon"}"#).status == .unprocessableContent)
        #expect(try await specialist.json(.post, notice, #"{"notified": "2026-11-10"}"#).status == .noContent)
        let file = try await specialist.get("/api/v1/denver/clinic/credentials").text
        #expect(file.contains("Dr. L. Example") && file.contains("\"notified\":\"2026-11-10\""))
    }

    @Test func `end a deactivation on the day the payer received the application`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let list = try await specialist.get("/api/v1/denver/enrollments?status=enrolled").text
        let id = try #require(list.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        let enrollment = "/api/v1/denver/enrollments/\(id)"
        let day = Self.later(-3)
        let gap: Made = try await specialist.json(
            .post, enrollment + "/deactivations", #"{"deactivated": "\#(day)", "reason": "No answer"}"#
        ).decoded()
        let path = "\(enrollment)/deactivations/\(gap.id)"
        let early = try await specialist.json(.put, path, #"{"received": "2020-01-01"}"#, [.ifMatch: "\"1\""])
        #expect(early.status == .unprocessableContent && early.text.contains("\"field\":\"received\""))
        let received = #"{"received": "\#(day)"}"#
        #expect(try await specialist.json(.put, path, received).status == .preconditionRequired)
        #expect(try await specialist.json(.put, path, received, [.ifMatch: "\"9\""]).status == .conflict)
        #expect(try await specialist.json(.put, path, received, [.ifMatch: "\"1\""]).status == .noContent)
        #expect(try await specialist.get(enrollment).text.contains(#""received":"\#(day)","reason":"No answer""#))
        let bare = #"{"deactivated": "\#(day)", "reason": "No answer"}"#
        #expect(
            try await specialist.json(.post, path + "/corrections", bare, [.ifMatch: "\"2\""]).status
                == .unprocessableContent)
        let taken = #"{"withdrawn": true, "correction": "Another practice's"}"#
        #expect(try await specialist.json(.post, path + "/corrections", taken, [.ifMatch: "\"1\""]).status == .conflict)
        #expect(
            try await specialist.json(.post, path + "/corrections", taken, [.ifMatch: "\"2\""]).status == .noContent)
        #expect(
            try await specialist.get(enrollment).text.contains(#""withdrawn":true,"correction":"Another practice's""#))
        let trail = try await site.browser(as: .administrator).get("/all/audit").text
        #expect(trail.contains("Deactivation of an enrollment taken back"))
    }

    @Test func `begin an employment and end it`() async throws {
        let site = try TestSite()
        let administrator = try site.browser(as: .administrator)
        let path = "/api/v1/all/people/01900000-0000-7000-8000-0000001a0011/employments"
        let body = #"{"clinic": "phoenix", "position": "physician", "starts_on": "2026-10-01"}"#
        #expect(try await site.browser(as: .auditor).json(.post, path, body).status == .forbidden)
        let wrong = try await administrator.json(.post, path, body.replacing("physician", with: "wizard"))
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("\"field\":\"position\""))
        let made: Made = try await administrator.json(.post, path, body).decoded()
        #expect(try await administrator.get(path).text.contains(#""id":"\#(made.id)","clinic":"phoenix""#))
        let end = "\(path)/\(made.id)/end"
        let last = #"{"last_day": "2026-12-31"}"#
        #expect(try await administrator.json(.post, end, last).status == .preconditionRequired)
        let another = end.replacing("1a0011", with: "1a0012")
        #expect(try await administrator.json(.post, another, last, [.ifMatch: "\"1\""]).status == .notFound)
        #expect(try await administrator.json(.post, end, last, [.ifMatch: "\"1\""]).status == .noContent)
        #expect(try await administrator.json(.post, end, last, [.ifMatch: "\"1\""]).status == .conflict)
        #expect(try await administrator.get(path).text.contains("\"ends_on\":\"2027-01-01\""))
    }

    @Test func `end only an employment of the person named, and begin none of nobody`() async throws {
        let administrator = try TestSite().browser(as: .administrator)
        let (one, other) = ("01900000-0000-7000-8000-0000001a0011", "01900000-0000-7000-8000-0000001a0012")
        let body = #"{"clinic": "phoenix", "position": "physician", "starts_on": "2026-10-01"}"#
        let path = "/api/v1/all/people/\(one)/employments"
        let made: Made = try await administrator.json(.post, path, body).decoded()
        let form = [("last_day", "2026-12-31"), ("version", "1")]
        let end = "/all/people/\(one)/employments/\(made.id)/end"
        #expect(try await administrator.post(end.replacing(one, with: other), form: form).status == .notFound)
        #expect(!(try await administrator.get(path).text.contains("2027-01-01")))
        #expect(try await administrator.post(end, form: form).status == .seeOther)
        #expect(try await administrator.get(path).text.contains("2027-01-01"))
        let nobody = "01900000-0000-7000-8000-0000001affff"
        let unknown = try await administrator.json(.post, path.replacing(one, with: nobody), body)
        #expect(unknown.status == .notFound, "\(unknown.text)")
        let begin = [("clinic", "phoenix"), ("position", "physician"), ("starts_on", "2026-10-01")]
        #expect(try await administrator.post("/all/people/\(nobody)/employments", form: begin).status == .notFound)
    }

    @Test func `discard a preview`() async throws {
        let specialist = try TestSite().browser(as: .credentialing)
        let previews = [
            (
                "/api/v1/denver/providers/imports", "?name=p.csv&starts=2026-01-01",
                "NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,"
                    + "Healthcare Provider Taxonomy Code_1,Provider License Number_1,"
                    + "Provider License Number State Code_1\n1000000004,1,SAMPLE,ASHA,207Q00000X,DR.41,CO\n"
            ),
            (
                "/api/v1/denver/staff/imports", "?name=staff.csv",
                "First name,Last name,Job title,DOB,Hire date,Employee ID\n"
                    + "Wilhelmina,Testperson,RN,1985-02-03,2026-01-05,X901\n"
            ),
        ]
        for (path, query, text) in previews {
            let made = try await specialist.send(text, to: path + query, "text/csv")
            let id = try #require(made.text.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1, "\(made.text)")
            let discard = "\(path)/\(id)/discard"
            #expect(try await specialist.json(.post, discard).status == .preconditionRequired)
            #expect(try await specialist.json(.post, discard, nil, [.ifMatch: "\"1\""]).status == .noContent)
            #expect(try await specialist.json(.post, discard, nil, [.ifMatch: "\"1\""]).status == .conflict)
            #expect(try await specialist.get("\(path)/\(id)").text.contains("\"state\":\"discarded\""))
        }
    }

    @Test func `read the credentials of a clinic as FHIR`() async throws {
        let site = try TestSite()
        let path = "/api/v1/denver/credentials.fhir.json"
        let answer = try await site.browser(as: .credentialing).get(path)
        #expect(answer.status == .ok && answer.text.contains("\"resourceType\":\"Bundle\""))
        #expect(answer.headers[.contentType]?.hasPrefix("application/fhir+json") == true)
        #expect(try await site.browser(as: .buyer).get(path).status == .forbidden)
        #expect(try await site.browser(as: .managerOfPhoenix).get(path).status == .notFound)
    }
}
