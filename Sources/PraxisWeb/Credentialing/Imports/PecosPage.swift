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
                "The public files of PECOS and of Care Compare, and Medicare’s lists of who may order and refer, who has opted "
                + "out, and when enrollments are to be revalidated. Your people are found by their NPI."
        )
        credentialingTabs(context, frame, current: .pecosImports(scope))
        errorSummary(errors)
        if !problems.isEmpty { problemTable(problems) }
        card("Import a file") {
            uploadForm(context, .pecosImports(scope)) {
                fileField(
                    Field(
                        "file", "File",
                        hint:
                            "The CSV as Medicare publishes it; its headings tell what it is. At most 50 MB, larger ones "
                            + "with praxisctl import medicare",
                        errors: errors), accept: ".csv,text/csv")
                dateField(
                    Field(
                        "as_of", "Day of the list", value: context.form["as_of"],
                        hint: "Of a list: without it the newest day in the file counts, or today", errors: errors,
                        isOptional: true))
                checkbox(
                    "whole", "The list is whole", isOn: context.form["whole"] != nil,
                    hint: "Only where it is much shorter than the one before and you know why")
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
                    Column("Day of the list") { item in date(item.listDay?.day, else: "–") },
                    .number("Changed") { item in String(item.count(.changed)) },
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
            lead: "\(summary.layout.title), " + counted(summary.rows, "row", "rows")
                + (summary.listDay.map { ", as of \($0.day.readable)" } ?? ""),
            trail: [Crumb("Medicare files", .pecosImports(scope))])
        stepper(["Upload", "Preview", "Confirm", "Done"], current: summary.state == .previewed ? 1 : 3)
        if summary.flagged > 0 {
            notice(.info, counted(summary.flagged, "row has", "rows have") + " a number that fails its check") {
                p { "They are about nobody, and left out." }
            }
        }
        listDayNotice(summary)
        if summary.state == .previewed { pecosConfirmation(context, frame, summary) }
        if summary.state == .confirmed {
            p { a(.href(Place.importBatch(scope, ImportBatch.ID(summary.id.uuid)))) { "What this import made" } }
        }
        if file.people.isEmpty {
            emptyState("Nobody of yours is in the file")
        } else {
            dataTable(
                "People", file.people, class: "cards",
                columns: [
                    .number("Row") { person in person.isNamed ? String(person.row) : "–" },
                    Column("Name") { person in
                        a(.href(Place.credentialFile(scope, person.person))) { person.name }
                    },
                    .state("Outcome") { person in pecosTag(person) },
                    Column("What") { person in pecosDetails(person) },
                ])
        }
    }
}

private func pecosConfirmation(_ context: ScopedContext, _ frame: Frame, _ summary: PecosImport) -> HTML {
    let isReadable = summary.layout.list == nil || frame.may(.enrollmentRead)
    let changed = summary.count(.changed)
    let told = summary.layout.list == nil ? changed : changed + summary.count(.unchanged)
    let version = [("version", String(summary.version))]
    return card("Confirm") {
        p { summary.layout.list == nil ? numbersAdded(changed) : listKept(changed, told) }
        if !isReadable { p { "Who confirms a list must be allowed to read enrollments with payers." } }
        div(.class("bar")) {
            if told > 0, isReadable {
                postButton(
                    context, .pecosConfirmation(context.scope, summary.id),
                    "Import " + counted(told, "person", "people"),
                    .primary, fields: version)
            }
            postButton(context, .pecosDiscard(context.scope, summary.id), "Discard", .quiet, fields: version)
        }
    }
}

private func numbersAdded(_ changed: Int) -> String {
    changed == 0
        ? "The file changes nothing."
        : "Numbers are added to " + counted(changed, "person", "people")
            + ". Enrollments with payers stay as they are: what Medicare publishes proves none of them."
}

private func listKept(_ changed: Int, _ told: Int) -> String {
    "What the list says of " + counted(told, "person", "people")
        + " is kept with its day, also that it does not name them: for \(changed) of them that is new. Due dates of "
        + "enrollments change as shown below, and nothing else of them."
}

private func pecosTag(_ person: PecosPreview) -> HTML {
    switch person.outcome {
    case .changed where person.listed == nil: statusTag("New numbers", .info)
    case .changed where !person.isNamed: statusTag("No longer listed", .warn)
    case .changed: statusTag("Changed", .info)
    case .unchanged: statusTag("Unchanged")
    case .refused: statusTag("Refused", .bad)
    }
}

private func pecosDetails(_ person: PecosPreview) -> HTML {
    ul(.class("plain")) {
        if let problem = person.problem { li { problem.reason } }
        if let listed = person.listed, person.problem == nil { listedDetails(listed) }
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
        case .orderRefer, .optOut, .revalidation: self.list?.title ?? "List"
        }
    }
}
