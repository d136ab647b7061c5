import Budgeting
import HTML
import PraxisCore

/// The chart of accounts.
func chartPage(_ context: ScopedContext, _ frame: Frame, _ chart: [LedgerAccount]) -> HTML {
    group {
        pageHeader("Chart of accounts", trail: [Crumb("Budgets", .budgets(frame.scope))]) {
            if frame.may(.budgetWrite) { buttonLink("Import", .chartImport(frame.scope), icon: .upload) }
        }
        if chart.isEmpty {
            emptyState(
                "No accounts yet", "Begin with the default chart of a medical practice, or import your own.",
                icon: .wallet
            ) {
                if frame.may(.budgetWrite) {
                    postButton(context, .defaultChart(frame.scope), "Use the default chart", .primary)
                }
            }
        } else {
            dataTable(
                "Accounts", chart,
                columns: [
                    Column("Code") { $0.code.description }, Column("Name") { $0.name },
                    Column("Type") { $0.type.rawValue }, Column("Driver") { $0.driver?.rawValue ?? "" },
                    Column("Beyond the budget") { controlTag($0.control) },
                    Column("Budgeted") { $0.isBudgetable ? "yes" : "no" },
                ])
            pager(Place.chart(frame.scope).path, shown: chart.count, next: nil, exports: true)
        }
    }
}

private func controlTag(_ control: ControlLevel) -> HTML {
    switch control {
    case .none: HTML()
    case .warn: statusTag("Warns", .warn)
    case .stop: statusTag("Stops", .bad)
    }
}

/// The form that takes a chart file.
func chartImportPage(_ context: ScopedContext, _ errors: FieldErrors = FieldErrors()) -> HTML {
    group {
        pageHeader("Import a chart", trail: [Crumb("Chart of accounts", .chart(context.scope))])
        errorSummary(errors)
        uploadForm(context, .chartImport(context.scope)) {
            fileField(
                Field(
                    "file", "CSV file",
                    hint: "Columns code, name, type, behavior, driver, control, budgetable. Known codes are changed.",
                    errors: errors), accept: ".csv,text/csv")
            formActions {
                submit("Preview")
                cancelLink(.chart(context.scope))
            }
        }
    }
}

/// What a chart file would take over.
func chartPreviewPage(_ context: ScopedContext, _ read: ChartImport, _ text: String) -> HTML {
    group {
        pageHeader(
            "Preview of a chart", lead: "Nothing has been written.",
            trail: [Crumb("Chart of accounts", .chart(context.scope))])
        problemList(read.problems)
        if !read.lines.isEmpty {
            uploadForm(context, .chart(context.scope)) {
                input(.type("hidden"), .name("content"), .value(text))
                formActions {
                    submit("Take \(read.lines.count) accounts over")
                    cancelLink(.chartImport(context.scope), "Choose another file")
                }
            }
            dataTable(
                "Accounts of the file", read.lines,
                columns: [
                    Column("Code") { $0.code.description }, Column("Name") { $0.name },
                    Column("Type") { $0.type.rawValue },
                ])
        }
    }
}
