import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// A week of the roster.
private struct Week: Decodable {
    struct Assignment: Decodable {
        let person, shift: String
    }

    let state: String
    let assignments: [Assignment]
}

private struct Template: Decodable {
    let id, name: String
}

private struct Added: Decodable {
    let ids: [String]
}

private struct Draft: Decodable {
    let fingerprint: String
}

extension Walk {
    private var roster: String { "/api/v1/denver/roster/\(self.week)" }

    /// The site manager plans a week: some are put on shifts, others refused with the reason.
    func planWeek(with hired: Hired) async throws {
        let (day, early, late) = (
            try await self.addShift("Provider day"), try await self.addShift("Nurse early"),
            try await self.addShift("Nurse late")
        )
        let practitioners = try await self.addShift("NP clinic")
        #expect(try await self.assign(hired.physician, to: day).status == .created)
        #expect(try await self.assign(Known.nurse, to: early).status == .created)
        try await self.expectRefusals(hired, early: early, late: late, practitioners: practitioners)

        let week: Week = try await self.manager.json(.get, self.roster).decoded()
        #expect(week.state == "draft")
        #expect(Set(week.assignments.map(\.person)) == [hired.physician, Known.nurse])
        let grid = try await self.manager.get("/denver/roster/\(self.week)").text
        #expect(grid.contains("Provider day, 8:00 AM – 5:00 PM") && grid.contains("Brackenridge-Oyelaran"))
        #expect(try await self.specialist.json(.post, self.roster + "/shifts", "{}").status == .forbidden)
    }

    private func expectRefusals(_ hired: Hired, early: String, late: String, practitioners: String) async throws {
        let lapsed = try await self.assign(Known.lapsedNurse, to: early)
        #expect(lapsed.status == .unprocessableContent)
        let reasons: Refused<NotCleared> = try lapsed.decoded()
        #expect(reasons.code == "not_cleared" && reasons.reasons?.obstacles == ["rn_license expired"])
        #expect(
            reasons.detail?.contains("Registered nurse license (CO) lapsed on \(self.today.adding(days: -12).readable)")
                == true)
        let page = try await self.manager.post(
            "/denver/shifts/\(early)/assignments", form: [("person", Known.lapsedNurse)])
        #expect(page.status == .unprocessableContent && page.text.contains("Registered nurse license (CO) lapsed on"))

        let excluded = try await self.assign(hired.practitioner, to: practitioners)
        #expect(excluded.status == .unprocessableContent)
        #expect(
            try excluded.decoded(as: Refused<NotCleared>.self).reasons?.obstacles.contains("exclusion excluded") == true
        )
        #expect(excluded.text.contains("Excluded from federal health care programs"))
        #expect(excluded.text.contains("Nobody may set this aside"))

        let busy = try await self.assign(Known.nurse, to: late)
        #expect(busy.status == .unprocessableContent)
        #expect(try busy.decoded(as: Refused<[String: [[String: String]]]>.self).code == "overlap")
    }

    /// Publication is the site manager's; it happens once and only as seen.
    func publishWeek() async throws {
        let draft: Draft = try await self.manager.json(.get, self.roster + "/publication").decoded()
        let seen = "{\"fingerprint\": \"\(draft.fingerprint)\"}"
        let publication = self.roster + "/publication"
        #expect(try await self.specialist.json(.post, publication, seen).status == .forbidden)
        #expect(try await self.manager.json(.post, publication, seen).status == .created)
        #expect(try await self.manager.json(.post, publication, seen).status == .conflict)
        #expect(try await self.manager.json(.get, self.roster).decoded(as: Week.self).state == "published")
    }

    /// Adds the shift of a template on the Wednesday of the week.
    private func addShift(_ name: String) async throws -> String {
        let templates: Items<Template> = try await self.manager.json(.get, "/api/v1/denver/shift-templates").decoded()
        let template = try #require(templates.items.first { $0.name == name })
        let body = #"{"template": "\#(template.id)", "days": ["\#(self.week.days[2])"]}"#
        let added: Added = try await self.manager.json(.post, self.roster + "/shifts", body).decoded()
        return try #require(added.ids.first)
    }

    private func assign(_ person: String, to shift: String) async throws -> Browser.Answer {
        try await self.manager.json(
            .post, "/api/v1/denver/shifts/\(shift)/assignments", "{\"person\": \"\(person)\"}")
    }
}
