import Credentialing
import HTML
import PraxisCore

/// Each appointment with the answer of today and of the next 30 days; those that need a hand first.
func clearancePage(_ context: ScopedContext, _ frame: Frame, _ rows: [AppointmentClearance]) -> HTML {
    let wanted = context.query["verdict"].flatMap(ClearanceVerdict.init)
    let shown = rows.filter { row in wanted.map { row.today.verdict == $0 } ?? true }
    let path = Place.clearance(context.scope).path.query("verdict", wanted?.rawValue)
    return group {
        pageHeader(
            "Who may work where",
            lead: "Clearance at \(frame.scopeInSentence): today, and for a shift on any of the next 30 days.")
        credentialingTabs(context, frame, current: .clearance(context.scope))
        tiles {
            for verdict in ClearanceVerdict.allCases {
                statTile(
                    verdict.title, String(rows.count { $0.today.verdict == verdict }),
                    tone: verdict == .blocked ? .bad : verdict == .warn ? .warn : .neutral)
            }
        }
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

private func clearanceTable(_ scope: Scope, _ frame: Frame, _ rows: [AppointmentClearance]) -> HTML {
    var columns: [Column<AppointmentClearance>] = [
        Column("Name") { row in a(.href(Place.credentialFile(scope, row.person))) { row.name } },
        Column("Role") { row in row.roleTitle },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        Column("Today") { row in verdictTag(row.today) },
        Column("Next 30 days") { row in verdictTag(row.ahead) },
        Column("Why") { row in reasonList(row.ahead.reasons) },
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

/// What each role requires, with the rule that says so.
func requirementsPage(_ context: ScopedContext, _ frame: Frame, _ rows: [Requirement]) -> HTML {
    group {
        pageHeader(
            "Requirements", lead: "What clearance asks of each role, on each day by the rules in force on that day.")
        credentialingTabs(context, frame, current: .requirements(context.scope))
        if rows.isEmpty {
            notice(.bad, "There are no requirements; nobody is cleared for anything")
        } else {
            dataTable(
                "Requirements by role", rows,
                columns: [
                    Column("Role") { row in ClinicalRole(rawValue: row.role)?.title ?? row.role },
                    Column("Credential") { row in
                        row.typeName
                        if row.isOfClinicState { span(.class("muted")) { " of the clinic's state" } }
                        if row.acceptsCompact { span(.class("muted")) { " or a compact license" } }
                    },
                    Column("For") { row in row.service.map { "the service \($0)" } ?? "every shift" },
                    Column("Where") { row in row.clinic ?? "every clinic" },
                    Column("Without it") { row in severityTag(row.severity) },
                    Column("In force") { row in
                        date(row.startsOn)
                        if let ends = row.endsOn {
                            group {
                                " to before "; date(ends)
                            }
                        }
                    },
                    Column("Rule") { row in row.citation },
                ])
        }
    }
}

private func severityTag(_ severity: String) -> HTML {
    switch severity {
    case "block": statusTag("Not cleared", .bad)
    case "warn": statusTag("Remark", .warn)
    default: statusTag("For information", .info)
    }
}
