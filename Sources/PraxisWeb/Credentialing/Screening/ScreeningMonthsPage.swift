import Credentialing
import HTML
import PraxisCore

/// Monitoring by calendar month, and the log behind it.
func screeningMonthsPage(_ context: ScopedContext, _ frame: Frame, _ overview: ScreeningOverview) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Screening by month",
            lead: "Each month needs one completed comparison of everybody; aborted runs do not count.",
            trail: [Crumb("Screening", .screening(scope))]
        ) {
            buttonLink("Months as CSV", .screeningMonthsFile(scope))
            buttonLink("Log as CSV", .screeningRunsFile(scope))
        }
        if overview.months.isEmpty {
            emptyState("Nothing yet", "Months appear with the first list.", icon: .calendar)
        } else {
            dataTable(
                "Months", overview.months, cards: true,
                columns: [
                    Column("Month") { month in span(.class("nowrap")) { month.month.monthAndYear } },
                    .state("Standing") { month in standingTag(month.standing) },
                    Column("First completed") { month in
                        if let at = month.doneAt, let run = month.run {
                            a(.href(Place.screeningRun(scope, run))) { moment(at, frame) }
                        } else {
                            "–"
                        }
                    },
                    Column("List of") { month in month.listed?.monthAndYear ?? "–" },
                    Column("SAM of") { month in month.samListed?.monthAndYear ?? "not compared" },
                    .number("Runs") { month in String(month.runs) },
                    .number("People") { month in month.subjects.map(String.init) ?? "–" },
                    .number("Businesses") { month in month.parties.map(String.init) ?? "–" },
                    .number("Findings") { month in month.findings.map(String.init) ?? "–" },
                    .number("Refused lists") { month in String(month.refused) },
                ])
        }
        card("Log") {
            if overview.runs.isEmpty { p { "No run yet." } } else { runTable(scope, frame, overview.runs) }
        }
    }
}

/// One run: what was compared with what, and what came of it.
func screeningRunPage(_ context: ScopedContext, _ frame: Frame, _ run: ScreeningRun) -> HTML {
    group {
        pageHeader(
            "Run of screening", tag: runTag(run),
            trail: [Crumb("Screening", .screening(context.scope)), Crumb("By month", .screeningMonths(context.scope))])
        if let reason = run.reason {
            notice(.bad, run.isWithdrawn ? "The run counts no longer" : "The list was refused") {
                p { Problem.sentence(reason) + "." }
            }
        }
        summaryList([
            Fact("Started") { moment(run.startedAt, frame) }, Fact("Ended") { moment(run.finishedAt, frame) },
            Fact("Made by", run.occasion == .schedule ? "the monthly schedule" : run.startedBy),
            Fact(
                "Compared",
                run.isOfEverybody ? "everybody" : "only who is new or changed; this does not count for the month"),
            Fact("People", String(run.subjects)), Fact("Vendors and legal entities", String(run.parties)),
            Fact("Rows compared", String(run.entries)), Fact("Known before, review kept", String(run.suppressed)),
            Fact("Rules of matching", "version \(run.ruleVersion)"), Fact("Code", run.codeVersion),
        ])
        card("Findings by tier") {
            dataTable(
                "Findings by tier", MatchTier.allCases,
                columns: [
                    Column("Tier") { tier in tier.title },
                    .number("Findings") { tier in String(run.count(tier.rawValue)) },
                ])
        }
        card("Lists") {
            dataTable(
                "Lists", run.lists, cards: true,
                columns: [
                    Column("File") { list in list.name },
                    Column("List") { list in list.list.flatMap(ExclusionList.init)?.title ?? ExclusionList.leie.title },
                    Column("Of") { list in list.issuedOn?.readable ?? list.month?.monthAndYear ?? "–" },
                    .number("Rows") { list in String(list.rows) },
                    Column("SHA-256") { list in code(.class("secret")) { list.sha256 } },
                ])
        }
    }
}

private func standingTag(_ standing: ScreeningMonth.Standing) -> HTML {
    switch standing {
    case .done: statusTag(standing.title, .ok)
    case .doneWithOldList, .doneWithoutSAM, .open: statusTag(standing.title, .warn)
    case .missed: statusTag(standing.title, .bad)
    }
}

extension ScreeningMonth.Standing {
    var title: String {
        switch self {
        case .done: "Done"
        case .doneWithOldList: "Done with an old list, or one with gaps"
        case .doneWithoutSAM: "Done without SAM"
        case .open: "Not done yet"
        case .missed: "Missed"
        }
    }
}

extension MatchTier {
    var title: String {
        switch self {
        case .npi: "T1, same NPI"
        case .nameAndBirthDate: "T2, name and birth date"
        case .resemblance: "T3, resemblance"
        case .nameOnly: "T4, name alone"
        case .birthDateDiffers: "T5, another birth date, cleared by rule"
        case .entity: "Entity, name of a business or its number"
        }
    }
}
