import Credentialing
import HTML
import PraxisCore

/// Each appointment with the answer of today and of the next 30 days; those that need a hand first.
func clearancePage(
    _ context: ScopedContext, _ frame: Frame, _ rows: [AppointmentClearance], _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let wanted = context.query["verdict"].flatMap(ClearanceVerdict.init)
    let shown = rows.filter { row in wanted.map { row.today.verdict == $0 } ?? true }
    let path = Place.clearance(context.scope).path.query("verdict", wanted?.rawValue)
    return group {
        errorSummary(errors)
        pageHeader(
            "Who may work where",
            lead: "Clearance at \(frame.scopeInSentence): today, and for a shift on any of the next 30 days.")
        credentialingTabs(context, frame, current: .clearance(context.scope))
        asOfForm(context, .clearance(context.scope), nil, errors)
        verdictTiles(rows.map(\.today.verdict))
        filterBar(
            path, context.query,
            [Chips("Today", name: "verdict", ClearanceVerdict.allCases.map { Choice($0.rawValue, $0.title) })])
        if shown.isEmpty {
            emptyState("Nobody here", "People appear when they are appointed at a clinic.", icon: .users)
        } else {
            clearanceTable(context.scope, frame, shown.sorted { $0.rank < $1.rank })
        }
    }
}

/// How many answers there are of each kind.
func verdictTiles(_ verdicts: [ClearanceVerdict]) -> HTML {
    tiles {
        for verdict in ClearanceVerdict.allCases {
            statTile(
                verdict.title, String(verdicts.count { $0 == verdict }),
                tone: verdict == .blocked ? .bad : verdict == .warn ? .warn : .neutral)
        }
    }
}

private func clearanceTable(_ scope: Scope, _ frame: Frame, _ rows: [AppointmentClearance]) -> HTML {
    var columns: [Column<AppointmentClearance>] = [
        Column("Name") { row in a(.href(Place.credentialFile(scope, row.person))) { row.name } },
        Column("Role") { row in row.roleTitle },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        Column("Today") { row in verdictTag(row.today) },
        Column("Next 30 days") { row in verdictTag(row.ahead) },
        Column("Why") { row in
            reasonList(row.ahead.reasons)
            billingTag(row.ahead)
        },
        .steps("Action") { row in
            if row.ahead.verdict == .blocked, frame.may(.overrideRequest) {
                a(
                    .href(
                        Place.newOverride(.clinic(row.clinicSlug), row.person.uuid, role: row.role))
                ) {
                    "Request an override"
                    span(.class("hidden")) { " for \(row.name)" }
                }
            }
        },
    ]
    return dataTable("Clearance by appointment", rows, class: "cards", columns: columns)
}

extension AppointmentClearance {
    /// Blocked before warned before cleared; within these as listed.
    fileprivate var rank: Int {
        let order: [ClearanceVerdict] = [.blocked, .unknown, .warn, .cleared]
        return (order.firstIndex(of: self.today.verdict) ?? 0) * 4 + (order.firstIndex(of: self.ahead.verdict) ?? 0)
    }
}
