package import Postgres

/// A point in time, to the microsecond, as PostgreSQL keeps it.
package struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }
    package init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

    package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

    package func adding(minutes: Int) -> Instant {
        Instant(microseconds: self.microseconds + Int64(minutes) * 60_000_000)
    }

    /// Whole minutes from the other instant to this one.
    package func minutes(since other: Instant) -> Int {
        Int((self.microseconds - other.microseconds) / 60_000_000)
    }
}
