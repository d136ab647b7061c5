package import Postgres
package import PraxisCore

/// A half-open interval of instants: `start` belongs to it, `end` does not. Spans that touch do not overlap.
package struct Span: Hashable, Sendable {
    package let start: Instant
    package let end: Instant

    /// `nil` where it would be empty or end before it starts.
    package init?(_ start: Instant, until end: Instant) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    /// Elapsed minutes: on the nights the clocks change, an hour less or more than the clocks suggest.
    package var minutes: Int { self.end.minutes(since: self.start) }

    /// Whether both have an instant in common.
    package func overlaps(_ other: Span) -> Bool { self.start < other.end && other.start < self.end }

    /// The minutes of this span that lie in the other.
    package func minutes(in other: Span) -> Int {
        let start = max(self.start, other.start)
        let end = min(self.end, other.end)
        return start < end ? end.minutes(since: start) : 0
    }

    /// Minutes of rest between two spans, 0 where they touch, `nil` where they overlap.
    package func rest(to other: Span) -> Int? {
        if self.end <= other.start { return other.start.minutes(since: self.end) }
        if other.end <= self.start { return self.start.minutes(since: other.end) }
        return nil
    }
}

extension Span: Comparable {
    package static func < (a: Self, b: Self) -> Bool { (a.start, a.end) < (b.start, b.end) }
}

extension Span: PostgresEncodable, PostgresDecodable {
    /// `tstzrange`, in the one form whose bounds the tables accept: `[start,end)`.
    package static var postgresType: PostgresType { PostgresType(rawValue: 3910) }
    package var postgresText: String { "[\(self.start),\(self.end))" }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.first == "[", text.last == ")" else { return nil }
        let bounds = text.dropFirst().dropLast().replacing("\"", with: "").split(separator: ",")
        guard bounds.count == 2, let start = Instant(String(bounds[0])), let end = Instant(String(bounds[1])) else {
            return nil
        }
        self.init(start, until: end)
    }
}
