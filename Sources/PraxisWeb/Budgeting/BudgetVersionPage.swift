import Budgeting
import HTML
import PraxisCore

/// The form that takes a budget file.
func budgetImportPage(_ context: ScopedContext, _ form: BudgetImportForm, _ errors: FieldErrors = FieldErrors()) -> HTML
{
    group {
        pageHeader("Import a budget", trail: [Crumb("Budgets", .budgets(context.scope))])
        errorSummary(errors)
        uploadForm(context, .budgetImport(context.scope)) {
            fieldRow {
                numberField(Field("year", "Fiscal year", value: form.year, errors: errors))
                textField(
                    Field(
                        "name", "Name", value: form.name, hint: "Such as “Budget 2026”", errors: errors,
                        isOptional: true))
            }
            textField(
                Field(
                    "reason", "Reason", value: form.reason, hint: "Needed where the year has an approved budget",
                    errors: errors, isOptional: true))
            fileField(
                Field(
                    "file", "CSV file",
                    hint:
                        "Columns clinic, account and p1 to p12 (or jan to dec), or clinic, account and annual. Amounts are positive; those of contra accounts reduce. Nothing is written until you confirm.",
                    errors: errors), accept: ".csv,text/csv")
            formActions {
                submit("Preview")
                cancelLink(.budgets(context.scope))
            }
        }
    }
}

/// What a file would enter, and what is wrong with the rest of it.
func budgetPreviewPage(
    _ context: ScopedContext, _ form: BudgetImportForm, _ year: FiscalYearCode, _ preview: BudgetPreview,
    _ bytes: [UInt8], _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let read = preview.file
    return group {
        pageHeader(
            "Preview of a budget", lead: "Fiscal year \(year). Nothing has been written.",
            trail: [Crumb("Budgets", .budgets(context.scope))])
        errorSummary(errors)
        tiles {
            statTile("Rows that can be used", String(read.lines.count), tone: read.lines.isEmpty ? .bad : .ok)
            statTile("Problems", String(read.problems.count), tone: read.problems.isEmpty ? .neutral : .bad)
            statTile("Spending", read.spending.description)
        }
        encodingNotice(read.usedFallbackEncoding)
        if preview.isRevision { revisionNotice(preview) }
        problemList(read.problems)
        if !read.lines.isEmpty {
            uploadForm(context, .budgetVersions(context.scope)) {
                for (name, value) in [("year", form.year), ("name", form.name), ("reason", form.reason)] {
                    if let value { input(.type("hidden"), .name("\(name)"), .value(value)) }
                }
                if preview.isRevision, form.reason == nil {
                    textField(
                        Field(
                            "reason", "Reason for the revision", hint: "It stands beside every entry", errors: errors))
                }
                CarriedFile.field(bytes)
                formActions {
                    submit(
                        read.problems.isEmpty
                            ? "Enter this budget" : "Enter the " + counted(read.lines.count, "good row", "good rows"))
                    cancelLink(.budgetImport(context.scope), "Choose another file")
                }
            }
            dataTable(
                "Rows of the file", Array(read.lines.prefix(200)),
                columns: [
                    Column("Clinic") { $0.clinic.name }, Column("Account") { $0.account.title },
                    .number("Controls now") { amount(preview.current($0), $0.account.type) },
                    .number("Year") { amount($0.total, $0.account.type) },
                    .number("Difference") { amount($0.total - preview.current($0), $0.account.type) },
                ])
            if read.lines.count > 200 { p(.class("muted")) { "The first 200 of \(read.lines.count) rows." } }
        }
    }
}

private func revisionNotice(_ preview: BudgetPreview) -> HTML {
    notice(.info, "This revises a budget in force") {
        p {
            "Only the accounts and clinics that the file names change; "
                + counted(preview.untouched, "other keeps its amount", "others keep their amounts")
                + ". To take an amount away, write 0."
        }
    }
}

/// A figure of an account: money, or the plain number of a statistic.
func amount(_ figure: Money, _ type: AccountType) -> HTML { type.isMoney ? money(figure) : HTML(figure.plain) }

/// The rows of a file that cannot be used, with place and remedy.
func problemList(_ problems: [CSVProblem]) -> HTML {
    if problems.isEmpty { return HTML() }
    return notice(.bad, problems.count == 1 ? "1 problem in the file" : "\(problems.count) problems in the file") {
        ul { for problem in problems.prefix(100) { li { problem.description } } }
    }
}

/// A version with its amounts beside what controls now, and the next step.
func budgetVersionPage(
    _ context: ScopedContext, _ frame: Frame, _ version: BudgetVersion, _ lines: [VersionLine],
    _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let spending = lines.filter { $0.type.isSpending }
    let total = spending.reduce(Money.zero) { $0 + AccountSide.debit.counted($1.amount, on: $1.side) }
    let current = spending.reduce(Money.zero) { $0 + AccountSide.debit.counted($1.current ?? .zero, on: $1.side) }
    return group {
        pageHeader(
            version.name, tag: budgetStatusTag(version),
            lead: "\(version.kind == .original ? "Original budget" : "Revision") of \(version.year)",
            trail: [Crumb("Budgets", .budgets(frame.scope))]
        ) {
            buttonLink("Amounts as CSV", .budgetLines(frame.scope, version.id), icon: .download)
        }
        if let reason = version.reason { notice(.info, "Reason") { p { reason } } }
        if let reason = version.returnReason, version.status != .approved {
            notice(.warn, "Sent back") { p { reason } }
        }
        errorSummary(errors)
        budgetSteps(context, frame, version, errors)
        tiles {
            statTile("Spending", total.description, detail: "Of the accounts named here")
            statTile("Controls now", current.description, detail: "Of the same accounts")
            statTile("Lines", String(lines.count))
        }
        if version.kind == .revised, version.status != .approved {
            p(.class("muted")) { "Accounts and clinics that are not named here keep what controls now." }
        }
        dataTable(
            "Annual amounts", Array(lines.prefix(1000)),
            columns: [
                Column("Account") { "\($0.code) \($0.name)" }, Column("Clinic") { $0.clinic.name },
                .number("This version") { amount($0.amount, $0.type) },
                .number("Controls now") { amount($0.current ?? .zero, $0.type) },
                .number("Difference") { amount($0.amount - ($0.current ?? .zero), $0.type) },
            ])
        if lines.count > 1000 {
            p(.class("muted")) { "The first 1,000 of \(lines.count) lines; the CSV file has all of them." }
        }
    }
}
