package import PraxisCore

/// Where a person stands with a policy on a day.
package struct PolicyStanding: Hashable, Sendable {
    package let since: LocalDate
    /// The version in force, which is the one to acknowledge.
    package let version: PolicyVersion
    /// The last day for it; `nil` where nothing is to be acknowledged.
    package let due: LocalDate?
    package let state: DutyState
    /// The version that the person acknowledged last.
    package let acknowledged: Int?
}

/// When people must have acknowledged a policy (45 CFR 164.530(b), (i)): a new version asks everybody again, unless it is
/// an editorial change; who is new acknowledges the version in force and no earlier one.
package enum PolicyClock {
    /// The version in force on a day.
    package static func inForce(_ versions: [PolicyVersion], on day: LocalDate) -> PolicyVersion? {
        versions.first { version in
            guard let from = version.effectiveFrom else { return false }
            return from <= day && version.endsOn.map { day < $0 } ?? true
        }
    }

    /// - Parameters:
    ///   - spans: the days on which a rule asks the person for the policy.
    ///   - acknowledged: the versions that the person acknowledged.
    /// - Returns: `nil` where nothing is asked on the day.
    package static func standing(
        _ spans: [DutySpan], _ versions: [PolicyVersion], acknowledged: [Int], on day: LocalDate
    ) -> PolicyStanding? {
        guard let standing = Standing(spans, on: day), let current = Self.inForce(versions, on: day) else { return nil }
        let last = acknowledged.filter { $0 <= current.number }.max()
        var due: LocalDate?
        if let last {
            // The first change since then that asks again; a later one does not give more time.
            due = versions.compactMap { version -> LocalDate? in
                guard version.number > last, version.number <= current.number, version.change != .editorial,
                    let from = version.effectiveFrom
                else { return nil }
                return max(from.adding(days: version.dueDays), standing.firstDue)
            }.min()
        } else {
            due = max(standing.firstDue, Self.firstAsked(current, versions))
        }
        let state: DutyState = due.map { $0 < day ? .overdue : .due } ?? .current
        return PolicyStanding(
            since: standing.since, version: current, due: due, state: state, acknowledged: last)
    }

    /// Until when those who were there all along, and acknowledged nothing yet, acknowledge: by the time that the first
    /// version gave them.
    private static func firstAsked(_ current: PolicyVersion, _ versions: [PolicyVersion]) -> LocalDate {
        let days = versions.compactMap { version in
            version.number <= current.number
                ? version.effectiveFrom.map { $0.adding(days: version.dueDays) } : nil
        }
        return days.min() ?? .first
    }
}
