import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Calls about training` {
    private static let bloodborne = "01900000-0000-7000-8000-000000ca0003"
    private static let course = "/api/v1/all/training/courses/" + bloodborne
    private static let taught =
        #""completed": "2026-11-02", "minutes": 60, "trainer": "R. Example", "qualification": "RN""#

    private static func person(_ number: Int) -> String { "\"01900000-0000-7000-8000-0000001a00\(number)\"" }

    @Test func `change a course as it was read`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let body = #"{"name": "Bloodborne pathogens, yearly", "ends": "2030-01-01"}"#
        #expect(try await specialist.json(.put, Self.course, body).status == .preconditionRequired)
        #expect(try await specialist.json(.put, Self.course, body, [.ifMatch: "\"7\""]).status == .conflict)
        #expect(try await specialist.json(.put, Self.course, body, [.ifMatch: "\"1\""]).status == .noContent)
        #expect(try await specialist.get("/api/v1/all/training/courses").text.contains("Bloodborne pathogens, yearly"))
        let manager = try site.browser(as: .managerOfDenver)
        #expect(try await manager.json(.put, Self.course, body, [.ifMatch: "\"1\""]).status.code / 100 == 4)
        let elsewhere = try site.browser(as: .lakesideAdministrator)
        #expect(try await elsewhere.json(.put, Self.course, body, [.ifMatch: "\"1\""]).status == .notFound)
    }

    @Test func `put a class on record for all who were there, or for nobody`() async throws {
        let manager = try TestSite().browser(as: .managerOfDenver)
        let path = Self.course.replacing("/all/", with: "/denver/") + "/class"
        let empty = try await manager.json(.post, path, #"{"people": [], \#(Self.taught)}"#)
        #expect(empty.status == .unprocessableContent && empty.text.contains("\"field\":\"people\""))
        let foreign = #"{"people": [\#(Self.person(11)), \#(Self.person(12))], \#(Self.taught)}"#
        #expect(try await manager.json(.post, path, foreign).status.code / 100 == 4)
        let people = [Self.person(11), Self.person(16), Self.person(11)].joined(separator: ", ")
        let made = try await manager.json(.post, path, #"{"people": [\#(people)], \#(Self.taught)}"#)
        #expect(made.status == .created && made.text == #"{"completions":2}"#)
    }

    @Test func `accept a certificate, once and not one's own`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let path = "/api/v1/all/training/certificates/01900000-0000-7000-8000-000000ea0007/acceptance"
        let body =
            #"{"completed": "2026-11-03", "minutes": 40, "score": 88, "trainer": "County", "qualification": "Health department"}"#
        #expect(try await site.browser(as: .auditor).json(.post, path, body).status == .forbidden)
        let wrong = try await specialist.json(.post, path, body.replacing("2026-11-03", with: "2999-11-03"))
        #expect(wrong.status == .unprocessableContent)
        #expect(try await specialist.json(.post, path, body).status == .created)
        #expect(try await specialist.json(.post, path, body).status.code / 100 == 4)
    }

    @Test func `determine exposed jobs, and end what was asked`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let exposures = "/api/v1/all/training/exposures"
        let body = #"{"exposure": "noise", "position": "front_desk", "starts": "2026-01-01"}"#
        #expect(
            try await specialist.json(.post, exposures, body.replacing("noise", with: "loud noise")).status
                == .unprocessableContent)
        let exposure: Made = try await specialist.json(.post, exposures, body).decoded()
        #expect(try await specialist.get(exposures).text.contains("\"exposure\":\"noise\""))
        #expect(try await specialist.json(.post, "\(exposures)/\(exposure.id)/end").status == .noContent)
        let rule: Made = try await specialist.json(
            .post, Self.course + "/rules",
            #"{"whom": "position:front_desk", "due": 10, "starts": "2026-01-01", "citation": "Practice policy"}"#
        ).decoded()
        let end = "/api/v1/all/training/rules/\(rule.id)/end"
        #expect(try await site.browser(as: .managerOfDenver).json(.post, end).status.code / 100 == 4)
        #expect(try await specialist.json(.post, end).status == .noContent)
        let administrator = try site.browser(as: .administrator)
        let gate: Made = try await administrator.json(
            .post, Self.course + "/gates",
            #"{"role": "front_desk", "severity": "warn", "starts": "2026-01-01", "citation": "Practice policy"}"#
        ).decoded()
        #expect(try await specialist.json(.post, "/api/v1/all/training/gates/\(gate.id)/end").status == .forbidden)
        #expect(try await administrator.json(.post, "/api/v1/all/training/gates/\(gate.id)/end").status == .noContent)
        #expect(try await administrator.get("/api/v1/all/training/courses").text.contains(gate.id))
    }

    @Test func `rewrite a draft of a policy, ask it, and withdraw it`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let policy = "/api/v1/all/policies/01900000-0000-7000-8000-000000ba0003"
        let draft = policy + "/versions/2"
        let body = #"{"title": "Exposure control", "body": "Sharps go at once", "due": 30, "change": "material"}"#
        #expect(try await specialist.json(.put, draft, body, [.ifMatch: "\"7\""]).status == .conflict)
        #expect(try await specialist.json(.put, draft, body, [.ifMatch: "\"1\""]).status == .noContent)
        #expect(try await specialist.get("/api/v1/all/policies").text.contains("Sharps go at once"))
        let approved = try await specialist.json(.put, policy + "/versions/1", body, [.ifMatch: "\"1\""])
        #expect(approved.status == .conflict)
        #expect(
            try await specialist.json(.put, policy + "/versions/9", body, [.ifMatch: "\"1\""]).status == .notFound)
        let rule = #"{"whom": "role:physician", "due": 10, "starts": "2026-01-01", "citation": "Practice policy"}"#
        #expect(try await specialist.json(.post, policy + "/rules", rule).status == .created)
        let past = try await specialist.json(
            .post, policy + "/withdrawal", #"{"ends": "2020-01-01"}"#, [.ifMatch: "\"1\""])
        #expect(past.status == .unprocessableContent && past.text.contains("\"field\":\"ends\""))
        let day = Zone.utc.today(at: .now()).adding(days: 30).description
        let ends = #"{"ends": "\#(day)"}"#
        #expect(try await specialist.json(.post, policy + "/withdrawal", ends, [.ifMatch: "\"7\""]).status == .conflict)
        let gone = try await specialist.json(.post, policy + "/withdrawal", ends, [.ifMatch: "\"1\""])
        #expect(gone.status == .noContent, "\(gone.text)")
        #expect(try await site.browser(as: .auditor).json(.put, draft, body).status == .forbidden)
    }
}
