package import PraxisCore

/// A rule that asks something of a person, for the days on which it does: later of hire and assignment, to before the end.
package struct DutySpan: Hashable, Sendable {
    package let start: LocalDate
    package let end: LocalDate?
    /// Days from the start within which it is to be done.
    package let dueDays: Int

    package init(_ start: LocalDate, until end: LocalDate? = nil, due days: Int) {
        self.start = start
        self.end = end
        self.dueDays = days
    }

    var firstDue: LocalDate { self.start.adding(days: self.dueDays) }
}

/// Where somebody stands with something that is asked of them.
package enum DutyState: String, CaseIterable, Codable, Sendable {
    case overdue, due, current

    package var title: String {
        switch self {
        case .overdue: "Overdue"
        case .due: "To do"
        case .current: "Current"
        }
    }
}

/// When somebody must have done something first. Spans of several clinics and rules that touch are one duty; after a
/// break it begins anew.
package struct Standing: Hashable, Sendable {
    package let since: LocalDate
    package let firstDue: LocalDate

    /// `nil` on a day on which nothing is asked: before hire, after leaving.
    package init?(_ spans: [DutySpan], on day: LocalDate) {
        var since: LocalDate?
        var end: LocalDate?
        var firstDue: LocalDate?
        for span in spans.sorted(by: { $0.start < $1.start }) where span.start <= day {
            if since == nil || end.map({ $0 < span.start }) ?? false {
                (since, end, firstDue) = (span.start, span.end, span.firstDue)
            } else {
                firstDue = min(firstDue ?? span.firstDue, span.firstDue)
                if let known = end { end = span.end.map { max(known, $0) } }
            }
        }
        guard let since, let firstDue, end.map({ day < $0 }) ?? true else { return nil }
        self.since = since
        self.firstDue = firstDue
    }
}
