import Credentialing
import HTML
import Postgres
import PraxisCore

/// Where the month stands, runs and lists, the form for the next list, and the button that compares everybody.
func screeningPage(
    _ context: ScopedContext, _ frame: Frame, _ overview: ScreeningOverview, _ errors: FieldErrors
) -> HTML {
    let (scope, mayRun) = (context.scope, frame.may(.screeningRun))
    return group {
        pageHeader(
            "Screening", lead: "People, vendors and legal entities, compared with the lists of the excluded."
        ) {
            if mayRun, overview.imports.contains(where: \.isInForce) {
                postButton(context, .screeningRuns(scope), "Screen everybody now", .primary)
            }
        }
        credentialingTabs(context, frame, current: .screening(scope))
        errorSummary(errors)
        if let month = overview.months.first { monthNotice(month, overview.imports) }
        card("Runs") {
            buttonLink("By month", .screeningMonths(scope))
        } content: {
            if overview.runs.isEmpty {
                emptyState("Nobody has been screened yet", "Import a list, then screen everybody.", icon: .shield)
            } else {
                runTable(scope, frame, Array(overview.runs.prefix(12)))
            }
        }
        card("Lists") {
            if overview.imports.isEmpty {
                emptyState("No list yet", "The OIG publishes its list and supplements every month.", icon: .file)
            } else {
                listTable(scope, frame, overview.imports)
            }
        }
        if mayRun { card("Import a list") { listForm(context, errors) } }
        card("While a match is under review") { policyForm(context, frame, overview.policy, errors) }
    }
}

/// Says what the present month still needs.
private func monthNotice(_ month: ScreeningMonth, _ imports: [ScreeningImport]) -> HTML {
    let name = month.month.monthAndYear
    let before = month.month.adding(months: -1)
    let hasList = imports.contains {
        $0.isInForce && $0.list == .leie && $0.kind != .reinstatements && $0.month >= before
    }
    switch month.standing {
    case .done: return notice(.ok, "\(name) is done")
    case .doneWithOldList:
        return notice(.warn, "\(name) was compared with an old list") {
            p { "Import the OIG’s list of \(before.monthAndYear) or later and screen everybody again." }
        }
    case .doneWithoutSAM:
        return notice(.warn, "\(name) was compared without SAM") {
            p { "Import the SAM exclusions of \(before.monthAndYear) or later and screen everybody again." }
        }
    case .open, .missed:
        return notice(.warn, "\(name) is not done yet") {
            p {
                hasList
                    ? "A list is there: screen everybody."
                    : "There is no list of \(before.monthAndYear) or later yet. Import one."
            }
            if month.refused > 0 { p { "\(counted(month.refused, "list was", "lists were")) refused this month." } }
        }
    }
}

/// Entries of the log: comparisons, and lists that were refused.
func runTable(_ scope: Scope, _ frame: Frame, _ runs: [ScreeningRun]) -> HTML {
    dataTable(
        "Runs", runs, cards: true,
        columns: [
            Column("When") { run in
                if run.isCompleted || run.isWithdrawn {
                    a(.href(Place.screeningRun(scope, run.id))) { moment(run.finishedAt, frame) }
                } else {
                    moment(run.finishedAt, frame)
                }
                small { run.occasion == .schedule ? "by schedule" : "by \(run.startedBy)" }
            },
            .state("Outcome") { run in runTag(run) },
            .number("People") { run in String(run.subjects) },
            .number("Businesses") { run in String(run.parties) },
            .number("Rows of lists") { run in String(run.entries) },
            .number("Probable") { run in String(run.count(1, 2)) },
            .number("Possible") { run in String(run.count(3, 4, 6)) },
            .number("Cleared by rule") { run in String(run.count(5)) },
            .number("Known before") { run in String(run.suppressed) },
        ])
}

func runTag(_ run: ScreeningRun) -> HTML {
    if run.isWithdrawn { return statusTag("Withdrawn", .warn) }
    if !run.isCompleted { return statusTag("Aborted", .bad) }
    return run.isOfEverybody ? statusTag("Completed", .ok) : statusTag("New or changed only", .info)
}

extension ScreeningRun {
    /// How many findings have one of the tiers.
    func count(_ tiers: Int...) -> Int { tiers.reduce(0) { $0 + (self.tiers[String($1)] ?? 0) } }
}

private func policyForm(
    _ context: ScopedContext, _ frame: Frame, _ policy: ScreeningPolicy, _ errors: FieldErrors
) -> HTML {
    guard frame.may(.requirementWrite) else {
        return p {
            policy.pending == .block ? "The person gets no shifts." : "Shifts show a warning without the reason."
        }
    }
    return postForm(context, .screeningPolicy(context.scope)) {
        input(.type("hidden"), .name("version"), .value(String(policy.version)))
        radios(
            Field("pending", "A match that waits for its review", value: policy.pending.rawValue, errors: errors),
            [
                Choice("warn", "Warns: shifts stay, without the reason"),
                Choice("block", "Blocks: no shifts until it is decided"),
            ])
        formActions { submit("Save", .plain) }
    }
}

private func listTable(_ scope: Scope, _ frame: Frame, _ imports: [ScreeningImport]) -> HTML {
    dataTable(
        "Lists", imports, cards: true,
        columns: [
            Column("File") { list in a(.href(Place.screeningList(scope, list.id))) { list.fileName } },
            Column("List") { list in
                list.list.title
                small { list.kind.title }
            },
            Column("Of") { list in
                span(.class("nowrap")) { list.issuedOn?.readable ?? list.month.monthAndYear }
            },
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
                "file", "File",
                hint:
                    "The OIG’s full list or a supplement (2603EXCL.csv, 2603REIN.csv), or SAM’s extract of exclusions, unpacked",
                errors: errors), accept: ".csv,.txt,text/csv")
        fieldRow {
            selectField(
                Field("list", "Published by", value: context.form["list"], errors: errors, isOptional: true),
                ExclusionList.allCases.map { Choice($0.rawValue, $0.title) }, blank: "As its name says")
            selectField(
                Field("kind", "Contains", value: context.form["kind"], errors: errors, isOptional: true),
                ExclusionFile.Kind.allCases.map { Choice($0.rawValue, $0.title) }, blank: "As its name says")
            dateField(
                Field(
                    "month", "A day of its month", value: context.form["month"],
                    hint: "Where the name does not tell; of SAM’s list its day",
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
            Fact("List", list.list.title), Fact("Contains", list.kind.title),
            Fact("Of", list.issuedOn?.readable ?? list.month.monthAndYear),
            Fact("Rows", String(list.rows)), Fact("Odd rows, kept and flagged", String(list.flagged)),
            Fact("Rows that cannot be read", String(list.unread)), Fact("Encoding", list.encoding),
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
