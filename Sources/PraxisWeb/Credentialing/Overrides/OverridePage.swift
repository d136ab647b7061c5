import Credentialing
import HTML
import PraxisCore

/// Requests that wait, and what became of the others.
func overridesPage(_ context: ScopedContext, _ frame: Frame, _ rows: [ClearanceOverride]) -> HTML {
    let path = Place.overrides(context.scope).path.query("state", context.query["state"])
    return group {
        pageHeader(
            "Overrides", lead: "What is waived for a person at \(frame.scopeInSentence), for how long, and by whom.")
        credentialingTabs(context, frame, current: .overrides(context.scope))
        filterBar(
            path, context.query,
            [Chips("State", name: "state", ClearanceOverride.State.allCases.map { Choice($0.rawValue, $0.title) })])
        if rows.isEmpty {
            emptyState(
                "No overrides here", "They are requested from a shift, or from who may work where.", icon: .badge)
        } else {
            overrideTable(context, frame, rows)
            pager(path, shown: rows.count, total: rows.count, next: nil, exports: true)
        }
    }
}

private func overrideTable(_ context: ScopedContext, _ frame: Frame, _ rows: [ClearanceOverride]) -> HTML {
    var columns: [Column<ClearanceOverride>] = [
        Column("Name") { row in a(.href(Place.override(context.scope, row.id))) { row.name } },
        Column("Waived") { row in
            row.requirementName
            div(.class("muted")) { row.roleTitle }
        },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        Column("When") { row in overrideTime(row) }, Column("Requested by") { row in row.requestedBy },
        .state("State") { row in overrideTag(row.state) },
    ]
    return dataTable("Overrides", rows, columns: columns)
}

private func overrideTime(_ row: ClearanceOverride) -> HTML {
    let (from, to) = (row.zone.local(of: row.starts), row.zone.local(of: row.ends))
    return group {
        if let shift = row.shift { "\(shift), " }
        "\(from.date.readable), \(from.time.onTheClock) to \(to.date.readable), \(to.time.onTheClock)"
    }
}

private func overrideTag(_ state: ClearanceOverride.State) -> HTML {
    let tone: Tone =
        switch state {
        case .requested: .warn
        case .approved: .ok
        case .refused, .revoked: .bad
        case .withdrawn, .over: .neutral
        }
    return statusTag(state.title, tone)
}

/// One override with what may be done about it.
func overridePage(_ context: ScopedContext, _ frame: Frame, _ row: ClearanceOverride, _ errors: FieldErrors) -> HTML {
    group {
        pageHeader(
            "\(row.requirementName) waived for \(row.name)", tag: overrideTag(row.state),
            trail: [Crumb("Overrides", .overrides(context.scope))])
        errorSummary(errors)
        summaryList([
            Fact("Person") { a(.href(Place.credentialFile(context.scope, row.person))) { row.name } },
            Fact("Clinic", row.clinic), Fact("Role", row.roleTitle), Fact("When") { overrideTime(row) },
            Fact("Reason", row.reason), Fact("Requested by", row.requestedBy),
            Fact("Requested") { moment(row.requestedAt, frame) }, Fact("Decided by", row.decidedBy),
            Fact("Note", row.note),
        ])
        if row.state == .requested { decisionForms(context, frame, row, errors) }
        if row.state == .approved, frame.may(.overrideApprove) {
            card("Revoke") { decisionForm(context, row, [.revoked], errors) }
        }
    }
}

private func decisionForms(
    _ context: ScopedContext, _ frame: Frame, _ row: ClearanceOverride, _ errors: FieldErrors
) -> HTML {
    group {
        if row.isOwn {
            notice(.info, "A second person decides") {
                p { "You asked for it, so a colleague who may approve overrides decides." }
            }
            postForm(
                context, Place(context.scope, "clearance", "overrides", row.id.description, "withdrawal"), .class("bar")
            ) {
                input(.type("hidden"), .name("version"), .value(String(row.step)))
                submit("Withdraw the request", .plain)
            }
        } else if frame.may(.overrideApprove) {
            card("Decide") { decisionForm(context, row, [.approved, .refused], errors) }
        }
    }
}

private func decisionForm(
    _ context: ScopedContext, _ row: ClearanceOverride, _ choices: [OverrideDecision], _ errors: FieldErrors
) -> HTML {
    postForm(context, Place(context.scope, "clearance", "overrides", row.id.description, "decision")) {
        input(.type("hidden"), .name("version"), .value(String(row.step)))
        if choices.count == 1 {
            input(.type("hidden"), .name("decision"), .value(choices[0].rawValue))
        } else {
            radios(
                Field("decision", "Your decision", value: context.form["decision"], errors: errors),
                choices.map { Choice($0.rawValue, $0.title) })
        }
        textArea(
            Field(
                "note", "Note", value: context.form["note"], hint: "Needed where you refuse or revoke", errors: errors,
                isOptional: choices.contains(.approved)))
        formActions { submit(choices.count == 1 ? choices[0].title : "Decide") }
    }
}
