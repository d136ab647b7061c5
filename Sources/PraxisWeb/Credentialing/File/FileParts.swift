import Credentialing
import HTML
import PraxisCore

/// Where a file stands, in a word.
func fileStateTag(_ file: CycleFile) -> HTML {
    if file.state == .decided, let outcome = file.outcome {
        return statusTag(outcome.title, outcome == .denied ? .bad : outcome == .approved ? .ok : .warn)
    }
    let tone: Tone =
        switch file.state {
        case .flagged, .returnedIncomplete: .bad
        case .received, .verifying, .tabled, .infoRequested, .appeal, .fairHearing: .warn
        case .readyForReview, .committeeScheduled, .inCommittee: .info
        case .draft, .invited, .applicationInProgress, .decided, .withdrawn: .neutral
        }
    return statusTag(file.state.title, tone)
}

func itemTag(_ status: ChecklistItem.Status) -> HTML {
    let tone: Tone =
        switch status {
        case .satisfied: .ok
        case .excepted: .neutral
        case .missing, .unreviewed: .warn
        case .unusable, .unattached, .otherLicense, .aged, .barred, .lapsed: .bad
        }
    return statusTag(status.title, tone)
}

/// How far a file is, as a bar and in words.
func fileProgress(_ file: CycleFile) -> HTML {
    group {
        meter(
            .min("0"), .max(String(max(1, file.needed))), .value(String(file.done)),
            .aria("label", "Elements verified of \(file.name)")
        ) { "\(file.done) of \(file.needed)" }
        span(.class("muted nowrap")) { " \(file.done) of \(file.needed)" }
    }
}

/// A deadline and, below it, how far away it is.
func deadlineText(_ day: LocalDate?, _ today: LocalDate) -> HTML {
    guard let day else { return span(.class("muted")) { "none" } }
    return group {
        date(day)
        if let tag = deadlineTag(day, today) { div { tag } }
    }
}

/// How far away a deadline is, where it is over or within two weeks.
func deadlineTag(_ day: LocalDate, _ today: LocalDate) -> HTML? {
    switch today.distance(to: day) {
    case let left where left < 0: statusTag("\(counted(-left, "day", "days")) over", .bad)
    case 0: statusTag("today", .warn)
    case let left where left <= 14: statusTag("in \(counted(left, "day", "days"))", .warn)
    default: nil
    }
}

/// The parts of the file's work that the caller may open.
func fileTabs(_ context: ScopedContext, _ frame: Frame, current: Place) -> HTML {
    var items: [(title: String, place: Place)] = [("Queue", .files(context.scope))]
    if frame.may(.fileDecide) { items.append(("Decisions", .decisions(context.scope))) }
    items += [("Committee", .committee(context.scope)), ("Sources", .sources(context.scope))]
    return tabs("Credentialing files", current: current, items)
}

/// Flags that nobody looked into, and those that stand.
func fileFlags(_ file: CycleFile) -> HTML {
    group {
        if file.openFlags > 0 { statusTag("\(file.openFlags) open", .bad) }
        if file.standingFlags > 0 { statusTag(counted(file.standingFlags, "stands", "stand"), .warn) }
        if file.isClean { span(.class("muted")) { "none" } }
    }
}

/// The version of a rule that was applied, such as `ncqa.verification_age@2025-07-01`, in words and with the way to it.
func ruleLink(_ version: String, _ scope: Scope) -> HTML {
    let parts = version.split(separator: "@").map(String.init)
    guard parts.count == 2, let key = RuleKey(rawValue: parts[0]), let day = LocalDate(parts[1]) else {
        return HTML(version)
    }
    return a(.href(Place.rule(scope, key))) { "in force since \(day.readable)" }
}
