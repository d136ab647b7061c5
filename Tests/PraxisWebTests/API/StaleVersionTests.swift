import Foundation
import HTTPTypes
import Postgres
import TestSupport
import Testing

/// Who changes what somebody else changed meanwhile is told both versions; who names none is asked for one.
@Suite(.demonstration) struct `A stale version` {
    private struct Refused: Decodable {
        let code: String
        let reasons: [String: Int]
    }

    private static let disposition = #"{"decision":"escalated","reason":"needs_evidence"}"#
    private static let person = #"{"given_name":"Ada","family_name":"Hale"}"#

    /// A call of each kind that names a version.
    private func calls() async throws -> [(method: HTTPRequest.Method, path: String, body: String?)] {
        let database = TestDatabase.current
        let shift = try await database.ask(
            """
            SELECT s.shift_id::text
              FROM praxis.shift s
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE c.slug = 'denver' AND s.canceled_at IS NULL
             LIMIT 1
            """, as: String.self)
        let assignment = try await database.ask(
            """
            SELECT a.assignment_id::text
              FROM praxis.assignment a
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE c.slug = 'denver' AND a.state = 'active'
             LIMIT 1
            """, as: String.self)
        let requisition = try await database.ask(
            """
            SELECT r.requisition_id::text
              FROM praxis.requisition r
              JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE c.slug = 'denver' AND r.status = 'submitted'
             LIMIT 1
            """, as: String.self)
        let moved = #"{"person":"01900000-0000-7000-8000-0000001a0006","day":"2026-12-01"}"#
        return [
            (.put, "people/01900000-0000-7000-8000-0000001a0006", Self.person),
            (.delete, "shifts/\(try #require(shift))", nil),
            (.delete, "assignments/\(try #require(assignment))", nil),
            (.post, "assignments/\(try #require(assignment))/move", moved),
            (.post, "requisitions/\(try #require(requisition))/approval", nil),
            (.post, "screening/matches/01900000-0000-7000-8000-0000000ac004/dispositions", Self.disposition),
        ]
    }

    @Test func `is told together with the one that holds`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        for call in try await self.calls() {
            let path = "/api/v1/denver/" + call.path
            let answer = try await browser.json(call.method, path, call.body, [.ifMatch: "\"77\""])
            #expect(answer.status == .conflict, "\(path): \(answer.text)")
            let refused = try JSONDecoder().decode(Refused.self, from: Data(answer.bytes))
            #expect(refused.code == "stale_version" && refused.reasons["seen"] == 77, "\(path)")
            #expect(refused.reasons["now"] != nil, "\(path)")
            #expect(try await browser.json(call.method, path, call.body).status == .preconditionRequired, "\(path)")
        }
    }

    @Test func `of somebody who is not there is nothing`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        let path = "/api/v1/denver/people/01900000-0000-7000-8000-00000000ffff"
        #expect(try await browser.json(.put, path, Self.person, [.ifMatch: "\"1\""]).status == .notFound)
    }
}
