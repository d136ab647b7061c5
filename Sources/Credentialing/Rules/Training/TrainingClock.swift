package import PraxisCore

/// Where a person stands with a course on a day.
package struct TrainingStanding: Hashable, Sendable {
    package let since: LocalDate
    /// The last day on which it may be done; `nil` where what was done counts for good.
    package let due: LocalDate?
    package let state: DutyState
    /// The record that counts last.
    package let last: TrainingRecord?
    /// The version that is to be taken.
    package let version: Int
}

/// When people must have taken a course: a pure function of what is asked of them, what they did, and the day.
package enum TrainingClock {
    /// - Parameters:
    ///   - spans: the days on which a rule asks the person for the course.
    ///   - records: what the person completed, corrections applied.
    ///   - versions: of the course.
    /// - Returns: `nil` where nothing is asked on the day.
    package static func standing(
        _ spans: [DutySpan], _ records: [TrainingRecord], _ versions: [TrainingVersion], on day: LocalDate
    ) -> TrainingStanding? {
        guard let standing = Standing(spans, on: day),
            let current = versions.filter({ $0.effectiveFrom <= day }).max(by: { $0.number < $1.number })
        else { return nil }
        let last = records.filter { $0.completedOn <= day }.max { Self.rank($0) < Self.rank($1) }
        var due: LocalDate? = standing.firstDue
        if let last { due = last.validThrough.map { max($0, standing.firstDue) } }
        if let last, let retake = Self.retake(after: last.version, versions, standing, on: day) {
            due = min(due ?? retake, retake)
        }
        let state: DutyState =
            if let due {
                due < day ? .overdue : last == nil || due <= day.adding(days: current.warnDays) ? .due : .current
            } else {
                .current
            }
        return TrainingStanding(since: standing.since, due: due, state: state, last: last, version: current.number)
    }

    /// Until when those who took an earlier version take a later one that everybody is to take.
    private static func retake(
        after taken: Int, _ versions: [TrainingVersion], _ standing: Standing, on day: LocalDate
    ) -> LocalDate? {
        versions.compactMap { version -> LocalDate? in
            guard version.number > taken, version.effectiveFrom <= day, let days = version.retakeDays else {
                return nil
            }
            return max(version.effectiveFrom.adding(days: days), standing.firstDue)
        }.min()
    }

    /// The record that counts longest; of two that count as long the later version.
    private static func rank(_ record: TrainingRecord) -> (LocalDate, Int, LocalDate) {
        (record.validThrough ?? .last, record.version, record.completedOn)
    }

    /// The last day on which a completion counts, as its version says.
    package static func lastDay(
        of version: TrainingVersion, completedOn day: LocalDate, _ spans: [DutySpan], _ records: [TrainingRecord]
    ) -> LocalDate? {
        guard let recurrence = version.recurrence else { return nil }
        let standing = Standing(spans, on: day)
        let earlier = records.filter { $0.completedOn < day }.compactMap(\.validThrough).max()
        return recurrence.lastDay(
            completedOn: day, firstDue: standing?.firstDue,
            openDue: standing.map { max(earlier ?? $0.firstDue, $0.firstDue) })
    }
}
