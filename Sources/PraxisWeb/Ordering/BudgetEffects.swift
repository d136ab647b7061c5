import HTML
import Ordering
import PraxisCore

/// What a requisition takes from each budget above its lines, or took when it was approved.
func effectsCard(_ name: String, _ effects: [BudgetEffect], isDone: Bool) -> HTML {
    guard !effects.isEmpty else { return HTML() }
    let readsShared = effects.contains { $0.clinic == nil && $0.span != nil }
    return card(name) {
        dataTable(
            "Budget", effects,
            columns: [
                Column("Budget") { $0.place }, Column("Span") { $0.span ?? "" },
                .number(isDone ? "Taken" : "Asked") { money($0.asked) },
                .number(isDone ? "Available before" : "Available now") { amount($0.available) },
                .number("Available after") { amount($0.remaining) },
                Column("Check") { effectTag($0, isDone: isDone) },
            ])
        if !readsShared, !isDone {
            p { "Limits that all clinics share are checked when it is approved." }
        }
    }
}

extension BudgetEffect {
    /// `Cascade Denver, 6010 Medical supplies`, `All clinics, 7360 Travel`.
    fileprivate var place: String {
        guard self.span != nil else { return self.account ?? "" }
        return [self.clinic ?? "All clinics", self.account ?? "all spending"].joined(separator: ", ")
    }
}

private func amount(_ value: Money?) -> HTML {
    if let value { money(value) } else { HTML("–") }
}

private func effectTag(_ effect: BudgetEffect, isDone: Bool) -> HTML {
    guard let remaining = effect.remaining else { return statusTag("Checked when approved") }
    if remaining < .zero {
        return effect.isStopped && !isDone ? statusTag("Will be refused", .bad) : statusTag("Over budget", .warn)
    }
    return effect.isWarned ? statusTag("Nearly used up", .warn) : statusTag("Within budget", .ok)
}
