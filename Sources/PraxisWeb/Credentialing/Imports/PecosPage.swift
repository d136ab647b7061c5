import Credentialing
import HTML
import PraxisCore

extension Place {
    /// Files of Medicare's.
    static func pecosImports(_ scope: Scope) -> Place { Place(scope, "medicare", "imports") }

    static func pecosImport(_ scope: Scope, _ id: PecosImport.ID) -> Place {
        Place(scope, "medicare", "imports", id.description)
    }

    static func pecosConfirmation(_ scope: Scope, _ id: PecosImport.ID) -> Place {
        Place(scope, "medicare", "imports", id.description, "confirmation")
    }

    static func pecosDiscard(_ scope: Scope, _ id: PecosImport.ID) -> Place {
        Place(scope, "medicare", "imports", id.description, "discard")
    }
}

/// Files so far, and the form for the next.
func pecosImportsPage(
    _ context: ScopedContext, _ frame: Frame, _ imports: [PecosImport], _ errors: FieldErrors, _ problems: [CSVProblem]
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Medicare files",
            lead:
                "The public files of PECOS and of Care Compare: of each the numbers of your people are read, by their NPI."
        )
        credentialingTabs(context, frame, current: .pecosImports(scope))
        errorSummary(errors)
        if !problems.isEmpty { problemTable(problems) }
        card("Import a file") {
            uploadForm(context, .pecosImports(scope)) {
                fileField(
                    Field(
                        "file", "File",
                        hint: "CSV of PECOS with NPI, PECOS_ASCT_CNTL_ID and ENRLMT_ID, or of Care Compare with NPI, "
                            + "Ind_PAC_ID and Ind_enrl_ID; at most 50 MB, larger ones with praxisctl import medicare",
                        errors: errors), accept: ".csv,text/csv")
                formActions { submit("Show the preview") }
            }
        }
        if imports.isEmpty {
            emptyState("No file yet", "Nothing happens before you have seen and confirmed the preview.", icon: .upload)
        } else {
            dataTable(
                "Files", imports,
                columns: [
                    Column("File") { item in a(.href(Place.pecosImport(scope, item.id))) { item.fileName } },
                    Column("Kind") { item in item.layout.title },
                    .number("Rows") { item in String(item.rows) },
                    .number("New numbers") { item in String(item.count(.changed)) },
                    .number("Refused") { item in String(item.count(.refused)) },
                    .state("Status") { item in importTag(item.state) },
                    Column("Uploaded") { item in moment(item.createdAt, frame) },
                ])
        }
    }
}

/// What a file says of people of the practice, and the buttons that keep it or put it aside.
func pecosImportPage(_ context: ScopedContext, _ frame: Frame, _ file: PecosImportFile) -> HTML {
    let (scope, summary) = (context.scope, file.summary)
    return group {
        pageHeader(
            summary.fileName, tag: importTag(summary.state),
            lead: "\(summary.layout.title), " + counted(summary.rows, "row", "rows"),
            trail: [Crumb("Medicare files", .pecosImports(scope))])
        stepper(["Upload", "Preview", "Confirm", "Done"], current: summary.state == .previewed ? 1 : 3)
        if summary.flagged > 0 {
            notice(.info, counted(summary.flagged, "row has", "rows have") + " a number that fails its check") {
                p { "They are about nobody, and left out." }
            }
        }
        if summary.state == .previewed { pecosConfirmation(context, summary) }
        if summary.state == .confirmed {
            p { a(.href(Place.importBatch(scope, ImportBatch.ID(summary.id.uuid)))) { "What this import made" } }
        }
        if file.people.isEmpty {
            emptyState("Nobody of yours is in the file")
        } else {
            dataTable(
                "People", file.people, class: "cards",
                columns: [
                    .number("Row") { person in String(person.row) },
                    Column("Name") { person in
                        a(.href(Place.credentialFile(scope, person.person))) { person.name }
                    },
                    .state("Outcome") { person in pecosTag(person.outcome) },
                    Column("What") { person in pecosDetails(person) },
                ])
        }
    }
}

private func pecosConfirmation(_ context: ScopedContext, _ summary: PecosImport) -> HTML {
    let changed = summary.count(.changed)
    let version = [("version", String(summary.version))]
    return card("Confirm") {
        p {
            changed == 0
                ? "The file changes nothing."
                : "Numbers are added to " + counted(changed, "person", "people")
                    + ". Enrollments with payers stay as they are: what Medicare publishes proves none of them."
        }
        div(.class("bar")) {
            if changed > 0 {
                postButton(
                    context, .pecosConfirmation(context.scope, summary.id),
                    "Import " + counted(changed, "person", "people"),
                    .primary, fields: version)
            }
            postButton(context, .pecosDiscard(context.scope, summary.id), "Discard", .quiet, fields: version)
        }
    }
}

private func pecosTag(_ outcome: PecosPreview.Outcome) -> HTML {
    switch outcome {
    case .changed: statusTag("New numbers", .info)
    case .unchanged: statusTag("Unchanged")
    case .refused: statusTag("Refused", .bad)
    }
}

private func pecosDetails(_ person: PecosPreview) -> HTML {
    ul(.class("plain")) {
        if let problem = person.problem { li { problem.reason } }
        for number in person.new { li { number.title } }
        if let type = person.entries.first?.type { li(.class("muted")) { "Listed as \(type)" } }
    }
}

extension MedicareNumber {
    /// What the number is, and the number.
    var title: String {
        switch self.kind {
        case .account: "PAC ID \(self.value)"
        case .enrollment: "Enrollment \(self.value)" + (self.state.map { " in \($0)" } ?? "")
        }
    }
}

extension PecosReader.Layout {
    fileprivate var title: String {
        switch self {
        case .enrollment: "PECOS enrollments"
        case .careCompare: "Care Compare clinicians"
        }
    }
}
