import Credentialing
import HTML
import PraxisCore

/// What clinics may no longer do, and shifts to come that credentials do not cover: by whom, which, and whether they fall.
func impactPage(
    _ context: ScopedContext, _ frame: Frame, _ shifts: [UncoveredShift], _ services: [StoppedService]
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Shifts at stake", lead: "What falls at \(frame.scopeInSentence) if nothing renews.",
            trail: [Crumb("Credentials", .credentials(scope))])
        if !services.isEmpty { serviceTable(services) }
        if shifts.isEmpty {
            emptyState(
                "Every shift to come is covered", "What people and clinics hold lasts for all of them.", icon: .check)
        } else {
            shiftTable(scope, frame, shifts)
            pager(Place.lapseImpact(scope).path, shown: shifts.count, next: nil, exports: true)
        }
    }
}

/// What stops at a clinic for everybody there.
private func serviceTable(_ services: [StoppedService]) -> HTML {
    card("Services that stop") {
        dataTable(
            "Services that stop", services,
            columns: [
                Column("Clinic") { item in item.ending.clinic },
                Column("Stops") { item in
                    item.services.isEmpty ? "Every shift" : item.services.joined(separator: ", ")
                },
                Column("From") { item in date(item.stopsOn, else: "now") },
                Column("Certificate") { item in
                    a(.href(Place.clinicCredentials(.clinic(item.ending.clinicSlug)))) { item.ending.typeName }
                },
                .number("Shifts that need it") { item in item.shifts == 0 ? "–" : String(item.shifts) },
            ])
    }
}

private func shiftTable(_ scope: Scope, _ frame: Frame, _ shifts: [UncoveredShift]) -> HTML {
    var columns: [Column<UncoveredShift>] = [
        Column("Name") { shift in
            if let person = shift.person, let name = shift.name {
                a(.href(Place.credentialFile(scope, person))) { name }
            } else {
                span(.class("muted")) { "Nobody yet" }
            }
        },
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
            if shift.isOfClinic { span(.class("muted")) { " of the clinic" } }
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
