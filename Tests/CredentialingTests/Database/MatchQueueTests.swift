import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The queue of matches` {
    @Test func `goes on behind a place, also where that one was taken up since`() async throws {
        let world = try await World()
        _ = try await world.person("Pat", "Example", born: "1985-06-15")
        _ = try await world.person("Fay", "Future", born: "1990-09-09")
        _ = try await world.person("Ned", "Nodob", born: "1970-01-01")
        try await world.importList()
        let specialist = world.caller("specialist")
        _ = try await world.service.screen(as: specialist)
        let all = try await world.service.matches(.open, as: specialist).map(\.id)
        #expect(all.count == 4)
        var walked: [ScreeningMatch.ID] = []
        while let next = try await world.service.matches(.open, after: walked.last, limit: 1, as: specialist).first {
            walked.append(next.id)
        }
        #expect(walked == all)
        let taken = ["decision": "in_review", "reason": "needs_evidence"]
        _ = try await world.service.review(all[0], after: 0, DispositionDraft { taken[$0] }, as: specialist)
        let rest = try await world.service.matches(.open, after: all[0], as: specialist).map(\.id)
        #expect(rest == Array(all.dropFirst()))
        let page = try await world.service.matchPage(nil, after: nil, as: specialist)
        #expect(page.rows.map(\.id) == all && page.next == nil)
        let lines = try await world.service.reviewedMatches(nil, after: nil, as: specialist)
        #expect(lines.map(\.dispositions.count) == [1, 0, 0, 0])
        #expect(lines.first?.dispositions.first?.decision == .inReview)
        #expect(try await world.service.reviewedMatches(nil, after: nil, as: world.caller("manager")).isEmpty)
    }

    @Test func `T5: of what the rule cleared in a month some are looked at again`() async throws {
        let world = try await World()
        _ = try await world.person("Pat", "Example", born: "1992-02-02")
        try await world.importList()
        let director = world.caller("director")
        _ = try await world.service.screen(as: world.caller("specialist"))
        #expect(try await world.service.clearedSample(of: nil, as: director).items.isEmpty)
        // A month goes by.
        try await world.tell(
            "UPDATE praxis.screening_match SET created_at = created_at - interval '1 month'",
            "UPDATE praxis.screening_import SET created_at = created_at - interval '1 month'")
        let sample = try await world.service.clearedSample(of: nil, as: director)
        #expect(sample.population == 3 && sample.items.map(\.answer) == [.waiting, .waiting, .waiting])
        func answer(_ id: ScreeningMatch.ID, _ decision: String, _ reason: String) async throws {
            let fields = ["decision": decision, "reason": reason]
            _ = try await world.service.review(
                id, after: 0, DispositionDraft(compared: ["name", "birth_date"]) { fields[$0] }, as: director)
        }
        try await answer(sample.items[0].match.id, "cleared", "birth_date_differs")
        try await answer(sample.items[1].match.id, "escalated", "needs_evidence")
        let answered = try await world.service.clearedSample(of: sample.month, as: director)
        #expect(answered.items.map(\.match.id) == sample.items.map(\.match.id))
        #expect(answered.items.map(\.answer) == [.agreed, .openedAgain, .waiting])
        #expect(try await world.service.matches(nil, as: director).map(\.id) == [sample.items[1].match.id])
        #expect(try await world.service.clearedSample(of: nil, as: world.caller("manager")).items.isEmpty)
    }
}
