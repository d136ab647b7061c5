import HTML
import PraxisCore
import Rostering

/// Every clinic's week at a glance.
func rosterOverviewPage(_ week: ISOWeek, _ clinics: [ClinicWeek]) -> HTML {
    let whole = clinics.map(\.coverage).reduce(Coverage(), +)
    let costs = clinics.compactMap(\.cost)
    return group {
        pageHeader(
            "Roster, week \(week.number) of \(week.year)",
            lead: "All clinics, \(week.monday.readable) to \(week.monday.adding(days: 6).readable)")
        weekLinks(.all, week)
        if clinics.isEmpty {
            emptyState("No clinic whose roster you may see", icon: .calendar)
        } else {
            dataTable("Coverage by clinic", clinics, cards: true, columns: columns(week)) {
                totalRow(
                    "All clinics", covering: 2,
                    [
                        "\(whole.have) / \(whole.need)", String(clinics.map(\.unfilledShifts).reduce(0, +)),
                        RosterWords.duration(clinics.map(\.minutes).reduce(0, +)),
                        costs.isEmpty ? "–" : costs.reduce(.zero, +).description,
                    ], titles: ["Have / need", "Shifts short", "Hours", "Planned cost"])
            }
        }
    }
}

private func columns(_ week: ISOWeek) -> [Column<ClinicWeek>] {
    [
        Column("Clinic") { row in
            a(.href(Place.roster(.clinic(row.clinic.slug), week))) { row.clinic.name }
        },
        .state("State") { row in stateTag(row.state) },
        .number("Have / need") { row in "\(row.coverage.have) / \(row.coverage.need)" },
        .number("Shifts short") { row in
            if row.unfilledShifts > 0 { statusTag("\(row.unfilledShifts) short", .warn) } else { "0" }
        },
        .number("Hours") { row in RosterWords.duration(row.minutes) },
        .number("Planned cost") { row in row.cost.map { money($0) } ?? HTML("–") },
    ]
}
