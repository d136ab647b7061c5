import Foundation
import RosterSolver
import Testing

@Suite struct `The benchmark's first instance` {
    private let vector = """
        A .DDDD..DDDD...   B DDDDD..DDD....   C DDDDD....DDD..   D ...DD..DDDDD..
        E DDDDD..DD.....   F DDDDD..DDD....   G ..DDD..DDDDD..   H DDDDD...DDDD..
        """

    @Test func `judges the published check vector`() throws {
        let problem = try Fixture.instance(1)
        let words = self.vector.split(whereSeparator: \.isWhitespace)
        let rows = stride(from: 1, to: words.count, by: 2).map { words[$0].map { $0 == "D" ? 0 : nil } }
        let evaluation = Evaluation(of: Roster(rows: rows), against: problem)
        #expect(evaluation.hardViolations.isEmpty)
        #expect(evaluation.score.sum == 2225)
        #expect(evaluation.score[.target] == 2214)
        #expect(evaluation.score[.wishes] == 11)
        #expect(evaluation.uncovered == 22)
    }

    @Test func `judges the empty roster`() throws {
        let problem = try Fixture.instance(1)
        let evaluation = Evaluation(of: Roster(emptyFor: problem), against: problem)
        #expect(evaluation.hardViolations.count == 8)
        #expect(evaluation.score.sum == 7137)
    }
}
