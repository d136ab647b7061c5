package import PraxisCore

/// A day, and the instant up to which what was recorded counts: what was true then, as it was known then (R17).
package struct AsOf: Hashable, Sendable {
    /// Up to when what was recorded counts, as it was asked.
    package enum Extent: Hashable, Sendable {
        case now
        /// To the end of a day that is over, by the calendar of the zone.
        case day(LocalDate)
        case instant(Instant)
    }

    package let valid: LocalDate
    package let extent: Extent
    package let known: Instant
    package let zone: Zone
}

extension AsOf {
    /// Credentials are dated within these years.
    private static let years = 1900...2999

    /// The day that it is in a zone, as it is known now.
    package static func today(in zone: Zone, now: Instant) -> AsOf {
        AsOf(valid: zone.today(at: now), extent: .now, known: now, zone: zone)
    }

    /// Reads what was asked for; `nil` where nothing was. Today is known to now. Without a day it is the one of what is
    /// known, and without that everything is.
    package static func asked(
        valid: String?, known: String?, in zone: Zone, now: Instant
    ) throws(FieldErrors) -> AsOf? {
        if valid == nil, known == nil { return nil }
        var errors = FieldErrors()
        let extent = known.map { Self.extent($0, in: zone, now: now, &errors) } ?? .now
        var day: LocalDate?
        if let valid {
            day = errors.check(
                "valid", valid, { LocalDate($0).flatMap { Self.years.contains($0.year) ? $0 : nil } },
                else: "Enter a day such as 2026-02-28")
        }
        try errors.throwIfAny()
        let instant = extent.instant(in: zone, now: now)
        return AsOf(valid: day ?? zone.today(at: instant), extent: extent, known: instant, zone: zone)
    }

    private static func extent(_ text: String, in zone: Zone, now: Instant, _ errors: inout FieldErrors) -> Extent {
        let today = zone.today(at: now)
        let day = LocalDate(text)
        let instant = Instant(text)
        if day == nil, instant == nil {
            errors.add("known", "Enter a day such as 2026-03-14, or an instant such as 2026-03-14T17:00:00Z")
        } else if day.map({ $0 > today }) ?? false || instant.map({ $0 > now }) ?? false {
            errors.add("known", "What will be known is not known yet; choose today or an earlier day")
        }
        return day.map { $0 == today ? .now : .day($0) } ?? instant.map(Extent.instant) ?? .now
    }
}

extension AsOf.Extent {
    /// The last instant that counts.
    fileprivate func instant(in zone: Zone, now: Instant) -> Instant {
        switch self {
        case .now: now
        case .day(let day): Instant(microseconds: zone.start(of: day.adding(days: 1)).microseconds - 1)
        case .instant(let instant): instant
        }
    }
}
