import Foundation

/// How many random problems a test looks at: few in the suite, many by hand with ROSTER_ROUNDS as a factor.
enum Rounds {
    static func of(_ count: Int) -> Int {
        count * (ProcessInfo.processInfo.environment["ROSTER_ROUNDS"].flatMap { Int($0) } ?? 1)
    }
}
