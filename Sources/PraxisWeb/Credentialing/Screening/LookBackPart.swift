import Credentialing
import HTML
import PraxisCore

/// What was worked since the exclusion took effect: for the claims of those days. Past rosters stay as they were.
func lookBack(_ context: ScopedContext, _ match: ScreeningMatch, _ findings: [ExclusionFinding]) -> HTML {
    guard match.kind == .person else { return HTML() }
    let days = "from \(match.entry.excludedOn.readable)" + (match.entry.reinstatedOn.map { " to \($0.readable)" } ?? "")
    return card("Worked while excluded") {
        if !findings.isEmpty { a(.href(Place.matchFindings(context.scope, match.id))) { "CSV" } }
    } content: {
        p { "Hold claims for services of this person \(days), of every payer with federal funds." }
        if findings.isEmpty {
            emptyState("No shift was worked since then", icon: .shield)
        } else {
            dataTable("Shifts worked while excluded", findings, cards: true, columns: columns(of: findings))
        }
    }
}

private func columns(of findings: [ExclusionFinding]) -> [Column<ExclusionFinding>] {
    let columns: [Column<ExclusionFinding>] = [
        Column("Day") { finding in date(finding.day) },
        Column("Clinic") { finding in finding.clinic },
        Column("Time") { finding in "\(finding.starts) to \(finding.ends)" },
        Column("Role") { finding in Problem.sentence(finding.role) },
    ]
    // Who may read no enrollments is told of none.
    if findings.allSatisfy({ $0.plans == nil }) { return columns }
    return columns + [
        Column("Enrolled with") { finding in
            finding.plans.map { $0.isEmpty ? "no plan" : $0.joined(separator: ", ") } ?? ""
            if let held = finding.heldPlans, !held.isEmpty {
                small { "Hold claims to \(held.joined(separator: ", "))" }
            }
        }
    ]
}
