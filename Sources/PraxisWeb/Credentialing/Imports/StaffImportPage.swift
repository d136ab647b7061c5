import Credentialing
import HTML
import PraxisCore

/// Files so far, and the form for the next.
func staffImportsPage(
    _ context: ScopedContext, _ frame: Frame, _ imports: [StaffImport], _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Staff files", lead: "People and where they work, from a CSV file of payroll or a staff list.")
        credentialingTabs(context, frame, current: .staffImports(scope))
        errorSummary(errors)
        card("Import a file") {
            uploadForm(context, .staffImports(scope)) {
                fileField(
                    Field(
                        "file", "File",
                        hint:
                            "CSV with a row of headings, at most 20 MB and 5,000 rows. Needed: Given name, Family name, "
                            + "Position" + (scope == .all ? ", Clinic" : "")
                            + ". Read as well: Birth date, E-mail, Phone, Clinical role, Clinic, Start date, NPI, Employee "
                            + "number, and the usual other names of these",
                        errors: errors), accept: ".csv,text/csv")
                dateField(
                    Field(
                        "starts", "Start date of rows without one", value: context.form["starts"], errors: errors))
                formActions { submit("Show the preview") }
            }
        }
        if imports.isEmpty {
            emptyState("No file yet", "Nothing happens before you have seen and confirmed the preview.", icon: .upload)
        } else {
            dataTable(
                "Files", imports,
                columns: [
                    Column("File") { item in a(.href(Place.staffImport(scope, item.id))) { item.fileName } },
                    Column("Clinic") { item in item.clinic ?? "Several" },
                    .number("New") { item in String(item.count(.new)) },
                    .number("Changed") { item in String(item.count(.changed)) },
                    .number("Questions") { item in String(item.count(.question)) },
                    .number("Refused") { item in String(item.count(.refused)) },
                    .state("Status") { item in importTag(item.state) },
                    Column("Uploaded") { item in moment(item.createdAt, frame) },
                ])
        }
    }
}

/// What a file would do, its questions, and the buttons that do it or put it aside.
func staffImportPage(
    _ context: ScopedContext, _ frame: Frame, _ file: StaffImportFile, _ outcome: StaffPreview.Outcome?,
    _ errors: FieldErrors
) -> HTML {
    let summary = file.summary
    let path = Place.staffImport(context.scope, summary.id, outcome).path.query("after", context.query["after"])
    return group {
        pageHeader(
            summary.fileName, tag: importTag(summary.state),
            lead: counted(summary.rows, "row", "rows")
                + (summary.clinic.map { " for \($0)" } ?? " for several clinics"),
            trail: [Crumb("Staff files", .staffImports(context.scope))])
        errorSummary(errors)
        stepper(["Upload", "Preview", "Confirm", "Done"], current: summary.state == .previewed ? 1 : 3)
        staffRemarks(summary)
        tiles {
            for kind in StaffPreview.Outcome.allCases {
                statTile(
                    kind.title, String(summary.count(kind)),
                    tone: summary.count(kind) == 0
                        ? .neutral : kind == .refused ? .bad : kind == .question ? .warn : .neutral,
                    place: .staffImport(context.scope, summary.id, kind))
            }
        }
        if summary.state == .previewed { staffConfirmation(context, file, errors) }
        if summary.state == .confirmed {
            p {
                a(.href(Place.importBatch(context.scope, ImportBatch.ID(summary.id.uuid)))) { "What this import made" }
            }
        }
        if file.rows.isEmpty {
            emptyState("No rows of this kind")
        } else {
            staffTable(context.scope, file.rows)
            pager(path, shown: file.rows.count, next: file.next.map(String.init))
        }
    }
}

private func staffRemarks(_ summary: StaffImport) -> HTML {
    let encoding =
        summary.isFallbackEncoding
        ? ["The file is not UTF-8; it was read as ISO 8859-1. Look at names with accents before you confirm"] : []
    let remarks = encoding + summary.remarks
    if remarks.isEmpty { return HTML() }
    return notice(.info, "About the file") { ul { for remark in remarks { li { remark } } } }
}

private func staffConfirmation(_ context: ScopedContext, _ file: StaffImportFile, _ errors: FieldErrors) -> HTML {
    let summary = file.summary
    let (new, changed) = (summary.count(.new), summary.count(.changed))
    let total = new + changed + file.questions.count
    return card("Confirm") {
        p {
            total == 0
                ? "The file changes nothing."
                : counted(new, "new person is", "new people are")
                    + " added and \(counted(changed, "row", "rows")) of people on file change something. "
                    + "Rows that were refused are left out. What is on file stays; only blanks are filled in."
        }
        if total > 0 {
            postForm(context, .staffConfirmation(context.scope, summary.id)) {
                input(.type("hidden"), .name("version"), .value(String(summary.version)))
                for question in file.questions { staffQuestion(context, question, errors) }
                formActions { submit("Import", .primary) }
            }
        }
        postButton(
            context, .staffDiscard(context.scope, summary.id), "Discard", .quiet,
            fields: [("version", String(summary.version))])
    }
}

private func staffQuestion(_ context: ScopedContext, _ question: StaffPreview, _ errors: FieldErrors) -> HTML {
    let record = question.record
    let name = "answer.\(question.row)"
    let who = [record?.given, record?.family].compactMap(\.self).joined(separator: " ")
    let born = record?.birthDate.map { ", born \($0.readable)" } ?? ""
    var choices = question.choices.map { choice in
        Choice(
            choice.person.description,
            choice.name + (choice.birthDate.map { ", born \($0.readable)" } ?? "") + ", who has the same "
                + choice.sharedTitle)
    }
    if question.mayBeNew { choices.append(Choice("other", "Somebody else, who is new and has the same name")) }
    choices.append(Choice("leave", "Leave the row out"))
    return radios(
        Field(
            name, "Row \(question.row): who is \(who)\(born)?", value: context.form[name], errors: errors), choices)
}

private func staffTable(_ scope: Scope, _ rows: [StaffPreview]) -> HTML {
    dataTable(
        "Rows", rows, class: "cards",
        columns: [
            .number("Row") { row in String(row.row) },
            Column("Name") { row in row.record.map { "\($0.family), \($0.given)" } ?? "–" },
            Column("Work") { row in
                row.record.map { "\(Position.name($0.position)) at \($0.clinic) from \($0.startsOn.readable)" } ?? "–"
            },
            .state("Outcome") { row in staffOutcomeTag(row.outcome) },
            Column("What") { row in
                ul(.class("plain")) {
                    for change in row.changes {
                        li { "\(Problem.sentence(change.field)): \(change.after ?? "nothing")" }
                    }
                    for problem in row.problems { li { problem.finding } }
                    for finding in row.notes + row.warnings { li(.class("muted")) { finding.finding } }
                    if let first = row.follows { li(.class("muted")) { "The same person as in row \(first)" } }
                }
            },
        ])
}

private func staffOutcomeTag(_ outcome: StaffPreview.Outcome) -> HTML {
    let tone: Tone =
        switch outcome {
        case .new: .ok
        case .changed: .info
        case .unchanged: .neutral
        case .question: .warn
        case .refused: .bad
        }
    return statusTag(outcome.title, tone)
}

extension CSVProblem {
    fileprivate var finding: String { (self.heading.map { "\($0): " } ?? "") + self.reason }
}

extension StaffPreview.Outcome {
    fileprivate var title: String {
        switch self {
        case .new: "New"
        case .changed: "Changed"
        case .unchanged: "Unchanged"
        case .question: "Question"
        case .refused: "Refused"
        }
    }
}

extension StaffPreview.Choice {
    fileprivate var sharedTitle: String {
        self.shared.compactMap { word in
            switch word {
            case "name": "name"
            case "npi": "NPI"
            case "number": "employee number"
            case "email": "e-mail address"
            case "birth": "birth date"
            default: nil
            }
        }.joined(separator: ", ")
    }
}
