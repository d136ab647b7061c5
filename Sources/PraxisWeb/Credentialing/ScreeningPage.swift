import Credentialing
import HTML
import Postgres
import PraxisCore

/// Lists and runs, the form for the next list, and the button that compares everybody.
func screeningPage(
    _ context: ScopedContext, _ frame: Frame, _ imports: [ScreeningImport], _ runs: [ScreeningRun],
    _ errors: FieldErrors
) -> HTML {
    let mayRun = frame.may(.screeningRun)
    return group {
        pageHeader("Screening", lead: "Everybody of the practice, compared with the lists of excluded individuals.") {
            if mayRun, imports.contains(where: \.isInForce) {
                postButton(context, .screeningRuns(context.scope), "Screen everybody now", .primary)
            }
        }
        credentialingTabs(context, frame, current: .screening(context.scope))
        errorSummary(errors)
        card("Runs") {
            if runs.isEmpty {
                emptyState("Nobody has been screened yet", "Import a list, then screen everybody.", icon: .shield)
            } else {
                runTable(frame, runs)
            }
        }
        card("Lists") {
            if imports.isEmpty {
                emptyState("No list yet", "The OIG publishes its list and supplements every month.", icon: .file)
            } else {
                listTable(context.scope, frame, imports)
            }
        }
        if mayRun { card("Import a list") { listForm(context, errors) } }
    }
}

private func runTable(_ frame: Frame, _ runs: [ScreeningRun]) -> HTML {
    dataTable(
        "Runs", runs, cards: true,
        columns: [
            Column("When") { run in
                moment(run.finishedAt, frame)
                small { "by \(run.startedBy)" }
            },
            .number("People") { run in String(run.subjects) },
            .number("Rows of lists") { run in String(run.entries) },
            .number("Probable") { run in String((run.tiers["1"] ?? 0) + (run.tiers["2"] ?? 0)) },
            .number("Possible") { run in String((run.tiers["3"] ?? 0) + (run.tiers["4"] ?? 0)) },
            .number("Cleared by rule") { run in String(run.tiers["5"] ?? 0) },
            .number("Known before") { run in String(run.suppressed) },
        ])
}

private func listTable(_ scope: Scope, _ frame: Frame, _ imports: [ScreeningImport]) -> HTML {
    dataTable(
        "Lists", imports, cards: true,
        columns: [
            Column("File") { list in a(.href(Place.screeningList(scope, list.id))) { list.fileName } },
            Column("Contains") { list in list.kind.title },
            Column("Month") { list in span(.class("nowrap")) { list.month.monthAndYear } },
            .number("Rows") { list in String(list.rows) },
            .number("Odd rows") { list in String(list.flagged) },
            .state("Status") { list in listTag(list) },
            Column("Imported") { list in
                moment(list.importedAt, frame)
                small { "by \(list.importedBy)" }
            },
        ])
}

private func listTag(_ list: ScreeningImport) -> HTML {
    switch list.state {
    case .inForce where list.isInForce: statusTag("In force", .ok)
    case .inForce: statusTag("In a later full list", .neutral)
    case .withdrawn: statusTag("Withdrawn", .neutral)
    case .refused: statusTag("Refused", .bad)
    }
}

private func listForm(_ context: ScopedContext, _ errors: FieldErrors) -> HTML {
    uploadForm(context, .screeningLists(context.scope)) {
        fileField(
            Field(
                "file", "File", hint: "The OIG's full list or a supplement, such as 2603EXCL.csv or 2603REIN.csv",
                errors: errors), accept: ".csv,.txt,text/csv")
        fieldRow {
            selectField(
                Field("kind", "Contains", value: context.form["kind"], errors: errors, isOptional: true),
                ExclusionFile.Kind.allCases.map { Choice($0.rawValue, $0.title) }, blank: "As its name says")
            dateField(
                Field(
                    "month", "A day of its month", value: context.form["month"], hint: "Where the name does not tell",
                    errors: errors, isOptional: true))
        }
        formActions { submit("Import") }
    }
}

/// One list: whether it is in force, and what could not be read of it.
func screeningListPage(_ context: ScopedContext, _ frame: Frame, _ list: ScreeningImport) -> HTML {
    group {
        pageHeader(
            list.fileName, tag: listTag(list), trail: [Crumb("Screening", .screening(context.scope))])
        if let reason = list.reason {
            notice(.bad, "The list was refused") {
                p { Problem.sentence(reason) + "." }
                p { "Nobody was compared with it, and the list before it stays in force." }
            }
        } else if list.state == .withdrawn {
            notice(.info, "The list was withdrawn") { p { "Nobody is compared with it any more." } }
        } else if list.isInForce {
            notice(.ok, "The list is in force") { p { "Screen everybody to compare them with it." } }
        } else {
            notice(.info, "A later full list is in force") { p { "It holds what this supplement added." } }
        }
        summaryList([
            Fact("Contains", list.kind.title), Fact("Month", list.month.monthAndYear),
            Fact("Rows", String(list.rows)), Fact("Odd rows, kept and flagged", String(list.flagged)),
            Fact("SHA-256", Hexadecimal.text(list.digest)), Fact("Imported by", list.importedBy),
        ])
        if !list.problems.isEmpty { card("Rows that cannot be read") { problemTable(list.problems) } }
        if list.isInForce, frame.may(.screeningRun) {
            postButton(context, .screeningRuns(context.scope), "Screen everybody now", .primary)
        }
        if list.state == .inForce, frame.may(.screeningRun) {
            postButton(context, .screeningListWithdrawal(context.scope, list.id), "Withdraw this list", .quiet)
        }
    }
}

extension ExclusionFile.Kind {
    fileprivate var title: String {
        switch self {
        case .full: "Full list"
        case .exclusions: "Exclusions of a month"
        case .reinstatements: "Reinstatements of a month"
        }
    }
}
