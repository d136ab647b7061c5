import Credentialing
import HTML
import PraxisCore

/// Files by clinic, each bar made of ages.
func clinicChart(_ overview: CredentialingOverview, _ scope: Scope) -> HTML {
    stackedChart(
        "Open files by clinic and age", "A bar per clinic, made of files up to 30 days old, up to 90 days and older.",
        id: "clinics", series: FileAge.allCases.map(\.title),
        overview.byClinic.map { StackedBar($0.name, [$0.files.young, $0.files.middle, $0.files.old]) }
    ) {
        numbers {
            dataTable(
                "Open files by clinic and age", overview.byClinic,
                columns: [
                    Column("Clinic") { line in
                        a(.href(Place.files(line.clinic.map(Scope.clinic) ?? scope))) { line.name }
                    },
                    .number("Up to 30 days") { String($0.files.young) },
                    .number("31 to 90 days") { String($0.files.middle) },
                    .number("Over 90 days") { String($0.files.old) }, .number("Together") { String($0.files.total) },
                ])
        }
    }
}

/// What ends in each month, by clinic in the table.
func endingChart(_ overview: CredentialingOverview, _ scope: Scope) -> HTML {
    let clinics: [Column<LocalDate>] = overview.clinics.map { clinic in
        .number(clinic.name) { String(overview.ending(in: $0, at: clinic.slug)) }
    }
    return monthChart(
        "Credentials that end in the months ahead",
        "A column for each of the next twelve months, as high as there are credentials whose coverage ends in it.",
        overview.ahead.map { ($0, overview.ending(in: $0)) }
    ) {
        numbers {
            dataTable(
                "Credentials that end in the months ahead", overview.ahead, cards: false,
                columns: [
                    Column("Month") { month in
                        a(.href(Place.credentials(scope, endingIn: month))) { month.monthAndYear }
                    }
                ] + clinics + (clinics.count > 1 ? [.number("Together") { String(overview.ending(in: $0)) }] : []))
        }
    }
}

/// Whether everybody was compared with the exclusion lists in each month, the oldest first.
func screeningChart(_ overview: CredentialingOverview, _ scope: Scope) -> HTML {
    let months = Array(overview.months.reversed())
    if months.isEmpty { return p(.class("muted")) { "Nobody has been screened yet." } }
    return monthStrip(
        "Exclusion screening by month", "A box per month: whether everybody was compared with the exclusion lists.",
        months.map { MonthMark($0.month, $0.standing.sign, $0.standing.tone, $0.standing.title) }
    ) {
        numbers {
            dataTable(
                "Exclusion screening by month", overview.months,
                columns: [
                    Column("Month") { month in
                        if let run = month.run {
                            a(.href(Place.screeningRun(scope, run))) { month.month.monthAndYear }
                        } else {
                            month.month.monthAndYear
                        }
                    },
                    .state("Standing") { month in statusTag(month.standing.title, month.standing.tone) },
                    .number("Completed runs") { String($0.runs) },
                    .number("People") { $0.subjects.map(String.init) ?? "–" },
                    .number("Refused lists") { String($0.refused) },
                ])
        }
    }
}

/// Overdue duties by clinic.
func trainingChart(_ overview: CredentialingOverview, _ scope: Scope) -> HTML {
    stackedChart(
        "Overdue training and policies by clinic",
        "A bar per clinic, as long as there are overdue duties of its people.",
        id: "training", series: ["Overdue"],
        overview.byClinic.map { StackedBar($0.name, [$0.overdueTraining]) }
    ) {
        numbers {
            dataTable(
                "Overdue training and policies by clinic", overview.byClinic,
                columns: [
                    Column("Clinic") { line in
                        a(.href(Place.training(line.clinic.map(Scope.clinic) ?? scope, .overdue))) { line.name }
                    },
                    .number("Overdue") { String($0.overdueTraining) },
                ])
        }
    }
}

private func numbers(@HTMLBuilder table: () -> HTML) -> HTML {
    details {
        summary { "The numbers as a table" }
        table()
    }
}

extension ScreeningMonth.Standing {
    fileprivate var sign: String {
        switch self {
        case .done: "✓"
        case .doneWithOldList, .doneWithoutSAM: "~"
        case .open: "…"
        case .missed: "✗"
        }
    }

    fileprivate var tone: Tone {
        switch self {
        case .done: .ok
        case .doneWithOldList, .doneWithoutSAM, .open: .warn
        case .missed: .bad
        }
    }
}
