import Credentialing
import HTML
import PraxisCore

/// Files so far, and the form for the next.
func providerImportsPage(
    _ context: ScopedContext, _ frame: Frame, _ imports: [ProviderImport], _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Provider files", lead: "People and licenses from a file in the layout of the NPPES dissemination file.")
        credentialingTabs(context, frame, current: .providerImports(scope))
        errorSummary(errors)
        if scope == .all {
            notice(.info, "Choose a clinic to import a file") {
                p { "The people of a file are appointed at one clinic." }
            }
        } else {
            card("Import a file") { providerUploadForm(context, frame, errors) }
        }
        if imports.isEmpty {
            emptyState("No file yet", "Nothing happens before you have seen and confirmed the preview.", icon: .upload)
        } else {
            importTable(scope, frame, imports)
        }
    }
}

private func providerUploadForm(_ context: ScopedContext, _ frame: Frame, _ errors: FieldErrors) -> HTML {
    uploadForm(context, .providerImports(context.scope)) {
        fileField(
            Field(
                "file", "File", hint: "CSV with the headings of the NPPES file; UTF-8 or ISO 8859-1, at most 50 MB",
                errors: errors), accept: ".csv,text/csv")
        dateField(
            Field(
                "starts", "Appointed from", value: context.form["starts"] ?? frame.today.description,
                hint: "New people begin at \(frame.scopeInSentence) on this day", errors: errors))
        formActions { submit("Show the preview") }
    }
}

private func importTable(_ scope: Scope, _ frame: Frame, _ imports: [ProviderImport]) -> HTML {
    dataTable(
        "Files", imports,
        columns: [
            Column("File") { item in a(.href(Place.providerImport(scope, item.id))) { item.fileName } },
            Column("Clinic") { item in item.clinic },
            .number("New") { item in String(item.count(.new)) },
            .number("Changed") { item in String(item.count(.changed)) },
            .number("Unchanged") { item in String(item.count(.unchanged)) },
            .number("Refused") { item in String(item.count(.refused)) },
            .state("Status") { item in importTag(item.state) },
            Column("Uploaded") { item in moment(item.createdAt, frame) },
        ])
}

func importTag(_ state: ProviderImport.State) -> HTML {
    switch state {
    case .previewed: statusTag("Waits for confirmation", .warn)
    case .confirmed: statusTag("Imported", .ok)
    case .discarded: statusTag("Discarded")
    }
}

/// What a file would do, row by row, and the buttons that do it or put it aside.
func providerImportPage(
    _ context: ScopedContext, _ frame: Frame, _ file: ProviderImportFile, _ outcome: ProviderPreview.Outcome?
) -> HTML {
    let summary = file.summary
    let path = Place.providerImport(context.scope, summary.id, outcome).path.query("after", context.query["after"])
    return group {
        pageHeader(
            summary.fileName, tag: importTag(summary.state),
            lead: counted(summary.rows, "row", "rows")
                + " for \(summary.clinic), appointed from \(summary.startsOn.readable)",
            trail: [Crumb("Provider files", .providerImports(context.scope))])
        stepper(["Upload", "Preview", "Confirm", "Done"], current: summary.state == .previewed ? 1 : 3)
        if summary.isFallbackEncoding {
            notice(.info, "The file is not UTF-8; it was read as ISO 8859-1") {
                p { "Look at names with accents before you confirm." }
            }
        }
        tiles {
            for kind in ProviderPreview.Outcome.allCases {
                statTile(
                    kind.title, String(summary.count(kind)),
                    tone: kind == .refused && summary.count(kind) > 0 ? .bad : .neutral,
                    place: .providerImport(context.scope, summary.id, kind))
            }
        }
        if summary.state == .previewed { confirmation(context, summary) }
        if file.rows.isEmpty {
            emptyState("No rows of this kind")
        } else {
            previewTable(context.scope, file.rows)
            pager(path, shown: file.rows.count, next: file.next.map(String.init))
        }
    }
}

private func confirmation(_ context: ScopedContext, _ summary: ProviderImport) -> HTML {
    let (new, changed) = (summary.count(.new), summary.count(.changed))
    let version = [("version", String(summary.version))]
    return card("Confirm") {
        p {
            new + changed == 0
                ? "The file changes nothing."
                : counted(new, "new person is", "new people are")
                    + " added and \(changed) changed. Rows that were refused are left out. "
                    + "Licenses from the file count for nothing until they have been verified."
        }
        div(.class("bar")) {
            if new + changed > 0 {
                postButton(
                    context, .confirmation(context.scope, of: summary.id),
                    "Import " + counted(new + changed, "row", "rows"), .primary, fields: version)
            }
            postButton(context, .discard(context.scope, summary.id), "Discard", .quiet, fields: version)
        }
    }
}

private func previewTable(_ scope: Scope, _ rows: [ProviderPreview]) -> HTML {
    dataTable(
        "Rows", rows, class: "cards",
        columns: [
            .number("Row") { row in String(row.row) },
            Column("Name") { row in
                if let provider = row.provider {
                    "\(provider.name.family), \(provider.name.given)"
                } else {
                    span(.class("muted")) { "–" }
                }
            },
            Column("NPI") { row in row.npi ?? "–" },
            .state("Outcome") { row in outcomeTag(row.outcome) },
            Column("What") { row in previewDetails(row) },
        ])
}

private func outcomeTag(_ outcome: ProviderPreview.Outcome) -> HTML {
    let tone: Tone =
        switch outcome {
        case .new: .ok
        case .changed: .info
        case .unchanged: .neutral
        case .refused: .bad
        }
    return statusTag(outcome.title, tone)
}

private func previewDetails(_ row: ProviderPreview) -> HTML {
    switch row.outcome {
    case .refused:
        ul(.class("plain")) {
            for problem in row.problems { li { (problem.heading.map { "\($0): " } ?? "") + problem.reason } }
        }
    case .changed:
        ul(.class("plain")) {
            for change in row.changes {
                li { "\(change.title): \(change.before ?? "nothing") → \(change.after ?? "nothing")" }
            }
            remarks(row)
        }
    case .new:
        ul(.class("plain")) {
            if let provider = row.provider {
                li {
                    (provider.role?.title ?? "No clinical role") + ", "
                        + counted(provider.licenses.count, "license claimed", "licenses claimed")
                }
            }
            remarks(row)
        }
    case .unchanged: ul(.class("plain")) { remarks(row) }
    }
}

private func remarks(_ row: ProviderPreview) -> HTML {
    group {
        if let provider = row.provider { registryFacts(provider) }
        for remark in row.provider?.remarks ?? [] { li(.class("muted")) { remark } }
    }
}

extension ProviderPreview.Outcome {
    fileprivate var title: String {
        switch self {
        case .new: "New"
        case .changed: "Changed"
        case .unchanged: "Unchanged"
        case .refused: "Refused"
        }
    }
}

extension ProviderPreview.Change {
    fileprivate var title: String {
        switch self.field {
        case "npi_standing": "NPI"
        case "taxonomy": "Specialty"
        default: Problem.sentence(self.field.replacing("_", with: " "))
        }
    }
}
