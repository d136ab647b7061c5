import Credentialing
import HTML
import PraxisCore

/// Which rule applied on a day, by the pack that it belongs to.
func rulesPage(
    _ context: ScopedContext, _ frame: Frame, _ versions: [RuleVersion], on day: LocalDate, _ errors: FieldErrors
) -> HTML {
    let packs = Dictionary(grouping: versions, by: \.pack).sorted { $0.key < $1.key }
    return group {
        errorSummary(errors)
        pageHeader(
            "Rules",
            lead:
                "What authorities ask, by the rule that applied on \(day.readable). What stands there for reference is kept "
                + "to be read; nothing here acts by it.")
        credentialingTabs(context, frame, current: .rules(context.scope))
        getForm(.rules(context.scope), .class("bar")) {
            dateField(
                Field("on", "Which rule applied on", value: context.query["on"] ?? day.description, errors: errors))
            submit("Show", .plain)
        }
        if versions.isEmpty {
            emptyState("No rule of that day is known", "Choose a later day.", icon: .badge)
        }
        for (pack, rows) in packs { card(pack) { ruleTable(context, pack, rows) } }
        if !versions.isEmpty {
            pager(
                Place.rules(context.scope).path.query("on", context.query["on"]), shown: versions.count,
                total: versions.count, next: nil, exports: true)
        }
    }
}

private func ruleTable(_ context: ScopedContext, _ pack: String, _ rows: [RuleVersion]) -> HTML {
    dataTable(
        "Rules of \(pack)", rows,
        columns: [
            Column("Rule") { row in a(.href(Place.rule(context.scope, row.key))) { row.title } },
            Column("Figures") { row in figureList(row) },
            Column("In force") { row in validity(row) },
            Column("Source") { row in
                row.citation
                div(.class("muted")) { row.authority }
            },
            .state("Standing") { row in
                standingTag(row)
                if row.isReference { small { "For reference" } }
            },
        ])
}

private func figureList(_ version: RuleVersion) -> HTML {
    ul(.class("plain")) {
        for (name, figure) in version.sorted { li { "\(figureTitle(name)): \(figure.words)" } }
    }
}

/// The name of a figure as people write it.
private func figureTitle(_ name: String) -> String { name.replacing("_", with: " ") }

private func validity(_ version: RuleVersion) -> HTML {
    group {
        "from "
        date(version.startsOn)
        if let ends = version.endsOn {
            group {
                " to before "; date(ends)
            }
        }
    }
}

private func standingTag(_ version: RuleVersion) -> HTML {
    if version.isOwn { return statusTag("Your own", .info) }
    return version.isConfirmed ? statusTag("Confirmed", .ok) : statusTag("To be verified", .warn)
}

/// One rule with every version, and the forms for the practice's own.
func rulePage(
    _ context: ScopedContext, _ frame: Frame, _ versions: [RuleVersion], today: LocalDate, _ errors: FieldErrors
) -> HTML {
    let first = versions[0]
    let held = RuleVersion.inForce(versions, on: today).first
    return group {
        errorSummary(errors)
        pageHeader(
            first.title, lead: "\(first.authority) · \(first.key.rawValue)",
            trail: [Crumb("Rules", .rules(context.scope))])
        if let held, !held.isConfirmed {
            notice(.warn, "Nobody has confirmed these figures with the authority") {
                p { "Read them there before you rely on them; your own version can say what you found." }
            }
        }
        dataTable(
            "Versions", versions,
            columns: [
                Column("In force") { row in validity(row) },
                Column("Figures") { row in figureList(row) },
                Column("Source") { row in row.citation },
                .state("Standing") { row in
                    standingTag(row)
                    if row == held { statusTag("Today", .ok) }
                },
                .steps("Action") { row in
                    if let id = row.id, row.endsOn == nil, frame.may(.requirementWrite) {
                        endForm(context, row.key, id, today)
                    }
                },
            ])
        if frame.may(.requirementWrite), let known = versions.first(where: { !$0.isOwn }) {
            card("Your own version") { versionForm(context, known, errors) }
        }
    }
}

private func endForm(_ context: ScopedContext, _ key: RuleKey, _ id: RuleVersion.ID, _ today: LocalDate) -> HTML {
    postForm(context, .ruleEnd(context.scope, key, id), .class("bar")) {
        dateField(Field("ends", "Ends on", value: context.form["ends"] ?? today.description))
        submit("End it", .plain)
    }
}

private func versionForm(_ context: ScopedContext, _ known: RuleVersion, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .ruleVersions(context.scope, known.key)) {
        p {
            "It goes before the authority's from its first day until you end it. What was decided before stays as it was."
        }
        dateField(Field("starts", "First day", value: form["starts"], errors: errors))
        for (name, figure) in known.sorted {
            let field = Field(
                name, figureTitle(name).prefix(1).uppercased() + figureTitle(name).dropFirst(),
                value: form[name] ?? figure.words, errors: errors)
            if let choices = known.choices[name] {
                selectField(field, choices.map { Choice($0, $0.prefix(1).uppercased() + $0.dropFirst()) })
            } else {
                textField(field)
            }
        }
        textField(
            Field(
                "citation", "Who says so", value: form["citation"],
                hint: "Such as the decision of your board and its date", errors: errors), .maxlength(300))
        formActions { submit("Add the version") }
    }
}
