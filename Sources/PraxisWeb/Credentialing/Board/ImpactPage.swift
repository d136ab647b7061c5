import Credentialing
import HTML
import PraxisCore

/// Shifts to come that credentials do not cover: by whom, which, and whether they fall.
func impactPage(_ context: ScopedContext, _ frame: Frame, _ shifts: [UncoveredShift]) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Shifts at stake", lead: "What falls at \(frame.scopeInSentence) if nothing renews.",
            trail: [Crumb("Credentials", .credentials(scope))])
        if shifts.isEmpty {
            emptyState(
                "Every shift to come is covered", "What people hold lasts for all the shifts that they are on.",
                icon: .check)
        } else {
            shiftTable(scope, frame, shifts)
            pager(Place.lapseImpact(scope).path, shown: shifts.count, next: nil, exports: true)
        }
    }
}

private func shiftTable(_ scope: Scope, _ frame: Frame, _ shifts: [UncoveredShift]) -> HTML {
    var columns: [Column<UncoveredShift>] = [
        Column("Name") { shift in a(.href(Place.credentialFile(scope, shift.person))) { shift.name } },
        Column("Day") { shift in
            date(shift.day)
            " "
            span(.class("muted nowrap")) { shift.hours }
        },
        Column("Shift") { shift in shift.shift },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { shift in shift.clinic }) }
    columns += [
        Column("Credential") { shift in
            shift.type
            if let end = shift.coversUntil {
                span(.class("muted")) {
                    ", until "; date(end)
                }
            }
        },
        .state("Outcome") { shift in
            shift.isBlocked ? statusTag("Falls", .bad) : statusTag("Remark", .warn)
        },
    ]
    return dataTable("Shifts that are not covered", shifts, columns: columns)
}
