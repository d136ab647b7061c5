package import PraxisCore

/// A week laid over another: which shifts can be placed there, and which the clocks do not allow.
package struct WeekCopy: Hashable, Sendable {
    package let placed: [Copied]
    package let refused: [Refused]

    /// A shift of the earlier week and its span in the later one.
    package struct Copied: Hashable, Sendable {
        package let source: Shift
        package let date: LocalDate
        package let span: Span
    }

    package struct Refused: Hashable, Sendable {
        package let source: Shift
        package let date: LocalDate
        package let reason: PlacementError
    }

    /// Copies by the clock on the wall, not by elapsed time: 8:00 AM stays 8:00 AM in a week when the clocks change.
    /// Of a time that exists twice the first is taken.
    package init(of shifts: [Shift], to week: ISOWeek, in zone: Zone) {
        var placed: [Copied] = []
        var refused: [Refused] = []
        for source in shifts {
            let date = week.monday.adding(days: source.date.weekday - 1)
            let hours = WallHours(
                zone.local(of: source.span.start).time, zone.local(of: source.span.end).time, .keepEnd)
            do {
                placed.append(Copied(source: source, date: date, span: try hours.placed(on: date, in: zone, .first)))
            } catch {
                refused.append(Refused(source: source, date: date, reason: error))
            }
        }
        self.placed = placed
        self.refused = refused
    }
}
