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
                    Column("Type") { $0.type.title }, Column("Driver") { $0.driver?.title ?? "" },
                    .state("Beyond the budget") { controlTag($0.control) },
                    Column("Budgeted") { $0.isBudgetable ? "Yes" : "No" },
                ])
            pager(Place.chart(frame.scope).path, shown: chart.count, next: nil, exports: true)
        }
    }
}

func controlTag(_ control: ControlLevel) -> HTML {
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

/// What a chart file would do, row by row.
func chartPreviewPage(_ context: ScopedContext, _ preview: ChartPreview, _ bytes: [UInt8]) -> HTML {
    group {
        pageHeader(
            "Preview of a chart", lead: "Nothing has been written.",
            trail: [Crumb("Chart of accounts", .chart(context.scope))])
        tiles {
            statTile("New", String(preview.added), tone: .ok)
            statTile("Changed", String(preview.changed))
            statTile("As they are", String(preview.rows.count - preview.effective.count))
            statTile("Problems", String(preview.problems.count), tone: preview.problems.isEmpty ? .neutral : .bad)
        }
        encodingNotice(preview.usedFallbackEncoding)
        problemList(preview.problems)
        if !preview.effective.isEmpty {
            uploadForm(context, .chart(context.scope)) {
                CarriedFile.field(bytes)
                formActions {
                    submit("Take " + counted(preview.effective.count, "account", "accounts") + " over")
                    cancelLink(.chartImport(context.scope), "Choose another file")
                }
            }
        }
        if preview.changed > 0 {
            p(.class("muted")) {
                "What happens beyond the budget changes with the next budget that is approved; for this year, see limits and caps."
            }
        }
        if !preview.rows.isEmpty {
            dataTable(
                "Accounts of the file", preview.rows,
                columns: [
                    Column("Code") { $0.line.code.description }, Column("Name") { $0.line.name },
                    Column("Type") { $0.line.type.title },
                    Column("What it does") { row in outcomeTag(row.outcome) },
                ])
        }
    }
}

private func outcomeTag(_ outcome: ChartPreview.Outcome) -> HTML {
    switch outcome {
    case .new: statusTag("New", .ok)
    case .unchanged: statusTag("As it is")
    case .changed(let changes): HTML(changes.joined(separator: ", "))
    }
}

/// Says that a file was not UTF-8, so that somebody looks at the names.
func encodingNotice(_ usedFallback: Bool) -> HTML {
    if !usedFallback { return HTML() }
    return notice(.warn, "The file is not UTF-8") {
        p { "It was read as Windows-1252. Look at names with accents before you go on." }
    }
}
