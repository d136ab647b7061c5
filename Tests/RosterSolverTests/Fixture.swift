import Foundation
import RosterSolver
import Testing

/// The three instances that are kept with the tests; see the citation beside them.
enum Fixture {
    static func text(_ number: Int) throws -> String {
        let url = try #require(
            Bundle.module.url(forResource: "Instance\(number)", withExtension: "txt", subdirectory: "Fixtures"))
        return try String(contentsOf: url, encoding: .utf8)
    }

    static func instance(_ number: Int) throws -> RosterProblem { try Nrp24.problem(from: self.text(number)) }
}
