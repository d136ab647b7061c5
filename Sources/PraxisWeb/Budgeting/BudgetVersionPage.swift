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
            textField(Field("reason", "Reason", value: form.reason, errors: errors, isOptional: true))
            fileField(
                Field(
                    "file", "CSV file",
                    hint:
                        "Columns clinic, account and p1 to p12 (or jan to dec), or clinic, account and annual. Nothing is written until you confirm.",
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
    _ context: ScopedContext, _ form: BudgetImportForm, _ year: FiscalYearCode, _ read: BudgetImport, _ text: String
) -> HTML {
    group {
        pageHeader(
            "Preview of a budget", lead: "Fiscal year \(year). Nothing has been written.",
            trail: [Crumb("Budgets", .budgets(context.scope))])
        tiles {
            statTile("Rows that can be used", String(read.lines.count), tone: read.lines.isEmpty ? .bad : .ok)
            statTile("Problems", String(read.problems.count), tone: read.problems.isEmpty ? .neutral : .bad)
            statTile("Spending", read.spending.description)
        }
        problemList(read.problems)
        if !read.lines.isEmpty {
            uploadForm(context, .budgetVersions(context.scope)) {
                for (name, value) in [("year", form.year), ("name", form.name), ("reason", form.reason)] {
                    if let value { input(.type("hidden"), .name("\(name)"), .value(value)) }
                }
                input(.type("hidden"), .name("content"), .value(text))
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
                    .number("First period") { money($0.amounts.first ?? .zero) }, .number("Year") { money($0.total) },
                ])
            if read.lines.count > 200 { p(.class("muted")) { "The first 200 of \(read.lines.count) rows." } }
        }
    }
}

/// The rows of a file that cannot be used, with place and remedy.
func problemList(_ problems: [CSVProblem]) -> HTML {
    if problems.isEmpty { return HTML() }
    return notice(.bad, problems.count == 1 ? "1 problem in the file" : "\(problems.count) problems in the file") {
        ul { for problem in problems.prefix(100) { li { problem.description } } }
    }
}

/// A version with its amounts beside what controls now, and the next step.
func budgetVersionPage(
    _ context: ScopedContext, _ frame: Frame, _ version: BudgetVersion, _ lines: [VersionLine]
) -> HTML {
    let spending = lines.filter { $0.type.isSpending }
    return group {
        pageHeader(
            version.name, tag: budgetStatusTag(version),
            lead: "\(version.kind == .original ? "Original budget" : "Revision") of \(version.year)",
            trail: [Crumb("Budgets", .budgets(frame.scope))])
        if let reason = version.reason { notice(.info, "Reason") { p { reason } } }
        steps(context, frame, version)
        tiles {
            statTile("Spending", spending.reduce(Money.zero) { $0 + $1.amount }.description)
            statTile("Controls now", spending.reduce(Money.zero) { $0 + ($1.current ?? .zero) }.description)
            statTile("Lines", String(lines.count))
        }
        dataTable(
            "Annual amounts", Array(lines.prefix(1000)),
            columns: [
                Column("Account") { "\($0.code) \($0.name)" }, Column("Clinic") { $0.clinic.name },
                .number("This version") { money($0.amount) }, .number("Controls now") { money($0.current ?? .zero) },
                .number("Difference") { money($0.amount - ($0.current ?? .zero)) },
            ])
    }
}

private func steps(_ context: ScopedContext, _ frame: Frame, _ version: BudgetVersion) -> HTML {
    let seen = [("version", String(version.version))]
    return group {
        if version.status == .draft || version.status == .returned, frame.may(.budgetWrite) {
            postButton(
                context, .budgetStep(frame.scope, version.id, .submit), "Hand in for approval", .primary, fields: seen)
        }
        if version.status == .submitted, frame.may(.budgetApprove) {
            div(.class("bar")) {
                postButton(
                    context, .budgetStep(frame.scope, version.id, .approve), "Approve and put in force", .primary,
                    fields: seen)
            }
            postForm(context, .budgetStep(frame.scope, version.id, .return)) {
                input(.type("hidden"), .name("version"), .value(String(version.version)))
                textField(Field("reason", "Reason to send it back"))
                submit("Send back", .plain)
            }
        }
    }
}
