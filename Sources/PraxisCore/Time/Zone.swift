import Foundation
import Postgres

/// A time zone by its IANA name, such as `America/Denver`: the only bridge between instants and clocks on walls.
package struct Zone: Sendable {
    package let name: String
    private let rules: TimeZone

    /// The zone of no place.
    package static let utc = Self(name: "UTC", rules: .gmt)

    private init(name: String, rules: TimeZone) {
        self.name = name
        self.rules = rules
    }

    /// What a wall time means in a zone.
    package enum Reading: Hashable, Sendable {
        case one(Instant)
        /// The clocks jump over it: `before` is as much too early as `after` is too late.
        case gap(before: Instant, after: Instant)
        /// The clocks show it twice.
        case twice(first: Instant, second: Instant)
    }

    /// The instants at which the clocks of the zone show a wall time.
    package func instants(of local: LocalDateTime) -> Reading {
        let naive = Int64(local.date.daysSinceEpoch) * 86_400 + Int64(local.time.minutes) * 60
        let (early, late) = (self.offset(at: naive - 86_400), self.offset(at: naive + 86_400))
        let (byEarly, byLate) = (naive - early, naive - late)
        guard early != late else { return .one(Instant(seconds: byEarly)) }
        switch (self.offset(at: byEarly) == early, self.offset(at: byLate) == late) {
        case (true, true): return .twice(first: Instant(seconds: byEarly), second: Instant(seconds: byLate))
        case (true, false): return .one(Instant(seconds: byEarly))
        case (false, true): return .one(Instant(seconds: byLate))
        case (false, false): return .gap(before: Instant(seconds: byLate), after: Instant(seconds: byEarly))
        }
    }

    /// What the clock on the wall shows, to the minute.
    package func local(of instant: Instant) -> LocalDateTime {
        let seconds = Self.seconds(of: instant)
        let shown = seconds + self.offset(at: seconds)
        let day = (shown >= 0 ? shown : shown - 86_399) / 86_400
        let ofDay = Int(shown - day * 86_400)
        return LocalDateTime(
            LocalDate(daysSinceEpoch: Int(day)), TimeOfDay(minutes: ofDay / 60) ?? .midnight)
    }

    /// The day that the zone's calendar shows at an instant.
    package func today(at now: Instant) -> LocalDate { self.local(of: now).date }

    /// The first instant of a day; where the clocks skip midnight, the moment they resume.
    package func start(of day: LocalDate) -> Instant {
        switch self.instants(of: LocalDateTime(day, .midnight)) {
        case .one(let instant), .gap(_, let instant), .twice(let instant, _): instant
        }
    }

    private static func seconds(of instant: Instant) -> Int64 {
        let whole = instant.microseconds / 1_000_000
        return instant.microseconds < whole * 1_000_000 ? whole - 1 : whole
    }

    private func offset(at secondsSinceEpoch: Int64) -> Int64 {
        Int64(self.rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(secondsSinceEpoch))))
    }
}

extension Zone: Hashable {
    package static func == (a: Self, b: Self) -> Bool { a.name == b.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(self.name) }
}

extension Zone: LosslessStringConvertible {
    /// Reads the name of a place (`America/Phoenix`) or `UTC`; abbreviations and fixed offsets are not zones.
    package init?(_ name: String) {
        guard name == "UTC" || name.contains("/"), let rules = TimeZone(identifier: name) else { return nil }
        self.init(name: name, rules: rules)
    }

    package var description: String { self.name }
}

extension Zone: PostgresText {}
