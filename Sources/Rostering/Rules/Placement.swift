package import PraxisCore

/// Why a wall time cannot be placed on a day; each case names the remedy's figures.
package enum PlacementError: Error, Hashable, Sendable {
    /// The clocks skip the time; `earlier` and `later` are the nearest that exist.
    case skipped(Edge, earlier: LocalDateTime, later: LocalDateTime)
    /// The clocks show the time twice and nobody said which is meant.
    case repeated(Edge, LocalDateTime)
    /// It would end before it starts.
    case empty

    /// One end of a shift.
    package enum Edge: String, Sendable {
        case starts, ends
    }
}

/// Which of two equal times on the clock is meant, on the night the clocks go back.
package enum Occurrence: String, CaseIterable, Sendable {
    case first, second
}

extension WallHours {
    /// The span of these hours on a day of the zone's calendar.
    ///
    /// - Parameter occurrence: which of two equal times is meant; `nil` refuses a time that exists twice.
    package func placed(
        on day: LocalDate, in zone: Zone, _ occurrence: Occurrence? = nil
    ) throws(PlacementError) -> Span {
        let start = try Self.instant(LocalDateTime(day, self.starts), in: zone, .starts, occurrence)
        let end =
            switch self.endPolicy {
            case .keepDuration:
                start.adding(minutes: self.nominalMinutes)
            case .keepEnd:
                try Self.instant(
                    LocalDateTime(day.adding(days: self.endsNextDay ? 1 : 0), self.ends), in: zone, .ends, occurrence)
            }
        guard let span = Span(start, until: end) else { throw .empty }
        return span
    }

    private static func instant(
        _ local: LocalDateTime, in zone: Zone, _ edge: PlacementError.Edge, _ occurrence: Occurrence?
    ) throws(PlacementError) -> Instant {
        switch zone.instants(of: local) {
        case .one(let instant):
            return instant
        case .gap(let before, let after):
            throw .skipped(edge, earlier: zone.local(of: before), later: zone.local(of: after))
        case .twice(let first, let second):
            switch occurrence {
            case .first: return first
            case .second: return second
            case nil: throw .repeated(edge, local)
            }
        }
    }
}

extension ShiftTemplate {
    /// A new shift made from the template.
    package func shift(
        on day: LocalDate, in zone: Zone, _ occurrence: Occurrence? = nil
    ) throws(PlacementError) -> Shift {
        Shift(
            id: .make(), template: self.id, name: self.name, role: self.role, date: day,
            span: try self.hours.placed(on: day, in: zone, occurrence), breakMinutes: self.breakMinutes,
            need: self.need, services: self.services)
    }
}

extension Span {
    /// Elapsed minutes beyond what the clocks at both ends suggest: −60 or +60 when they changed in between.
    package func clockChange(in zone: Zone) -> Int {
        let (from, to) = (zone.local(of: self.start), zone.local(of: self.end))
        let shown = (to.date.daysSinceEpoch - from.date.daysSinceEpoch) * 1440 + to.time.minutes - from.time.minutes
        return self.minutes - shown
    }
}
