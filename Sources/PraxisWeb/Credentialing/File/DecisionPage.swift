import Credentialing
import HTML
import PraxisCore

/// What the medical director decides: what stands against the file, what follows, and the form.
func decisionPage(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let (file, scope) = (record.file, context.scope)
    let missing = record.items.filter { !$0.status.isDone }
    return group {
        pageHeader(
            "Decide", tag: fileStateTag(file), lead: "\(file.name), \(file.cycle.title.lowercased())",
            trail: [Crumb("Credentialing files", .files(scope)), Crumb(file.name, .file(scope, file.id))])
        errorSummary(errors)
        decisionNotices(file, missing)
        fileFacts(record)
        p { a(.href(Place.file(scope, file.id))) { "Read the whole file" } }
        if mayDecideAlone(file) { decisionForm(context, record, errors) }
    }
}

/// What stands in the way of a decision, and who decides.
private func decisionNotices(_ file: CycleFile, _ missing: [ChecklistItem]) -> HTML {
    group {
        if isAppeal(file) {
            notice(.warn, "The person appeals") {
                p { "A panel of members who did not decide before hears it. Alone you may only confirm a denial." }
            }
        } else if file.isClean, missing.isEmpty {
            notice(.ok, "The file is clean") { p { "Every element is verified and nothing stands against it." } }
        } else if !file.isClean {
            notice(.warn, "Something stands against the file") {
                p { "A flag, an exception or a limited credential: the committee decides it." }
            }
        }
        if !isAppeal(file), !missing.isEmpty {
            notice(.warn, "\(counted(missing.count, "element is", "elements are")) not verified") {
                p { missing.map(\.title).joined(separator: ", ") + "." }
                p { "A provisional decision needs the license, the claims of five years and the signed application." }
            }
        }
    }
}

private func isAppeal(_ file: CycleFile) -> Bool { file.state == .appeal || file.state == .fairHearing }

/// The medical director decides clean files alone, and confirms denials that are appealed.
private func mayDecideAlone(_ file: CycleFile) -> Bool {
    isAppeal(file) || file.isClean && [.verifying, .readyForReview].contains(file.state)
}

private func decisionForm(_ context: ScopedContext, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let (file, scope, form) = (record.file, context.scope, context.form)
    return uploadForm(context, .fileDecision(scope, file.id)) {
        input(.type("hidden"), .name("version"), .value(String(file.version)))
        radios(
            Field("outcome", "Decision", value: form["outcome"], errors: errors),
            outcomes(file).map { Choice($0.rawValue, $0.title) })
        fieldRow {
            dateField(
                Field(
                    "decided", "Decided on", value: form["decided"] ?? record.details.today.description,
                    hint: "An earlier day rests on a document signed that day, and shows as recorded late",
                    errors: errors))
            dateField(
                Field(
                    "appointed", "Appointed from", value: form["appointed"],
                    hint: "Not before the decision", errors: errors, isOptional: true))
        }
        textArea(
            Field("reason", "Reason", value: form["reason"], errors: errors, isOptional: true), rows: 2)
        if !record.records.isEmpty || !errors.messages(for: "record").isEmpty {
            selectField(
                Field(
                    "record", "Signed document on file", value: form["record"],
                    hint: "For a decision of an earlier day, one that somebody else put on file", errors: errors,
                    isOptional: true),
                record.records.map { record in
                    Choice(
                        record.id.description,
                        "Signed on \(record.signedOn.readable): \(record.name), by \(record.filedBy)")
                }, blank: "None")
        }
        fileField(
            Field(
                "document", isAppeal(file) ? "Record of the hearing" : "Document", hint: "A PDF, PNG or JPEG",
                errors: errors, isOptional: true),
            accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg")
        formActions {
            submit("Decide")
            cancelLink(.file(scope, file.id))
        }
    }
}

/// What the director may decide alone in the file's state.
private func outcomes(_ file: CycleFile) -> [FileOutcome] {
    switch file.state {
    case .verifying: [.provisional]
    case .appeal, .fairHearing: [.denied]
    default: [.approved, .provisional]
    }
}

/// The letter to the person about a decision; it prints.
func noticePage(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord, _ decision: FileDecision) -> HTML {
    let (file, scope) = (record.file, context.scope)
    return group {
        pageHeader(
            "Notice of decision", lead: file.name,
            trail: [Crumb("Credentialing files", .files(scope)), Crumb(file.name, .file(scope, file.id))])
        card {
            p { decision.recordedOn.readable }
            p { "To \(file.name)" }
            p {
                "\(frame.practice) has decided about your credentials as \(file.roleTitle.lowercased()) on "
                "\(decision.decidedOn.readable): "
                strong { decision.outcome.title.lowercased() }
                "."
            }
            if let reason = decision.reason { p { "Reason: \(reason)" } }
            if let conditions = decision.conditions { p { "Conditions: \(conditions)" } }
            if let until = decision.provisionalUntil { p { "The provisional approval ends on \(until.readable)." } }
            if let due = decision.recredDueOn { p { "Your credentials are reviewed again by \(due.readable)." } }
            if decision.outcome == .denied || decision.outcome == .approvedWithConditions {
                p { "You may appeal against this decision and ask for a hearing." }
            }
            p { "You may see what was collected about you, and correct what is wrong." }
        }
        if let sent = decision.noticeSentOn {
            p(.class("muted")) { "Sent on \(sent.readable)." }
        } else {
            p(.class("muted")) { "Due by \(decision.noticeDueOn.readable)." }
            if frame.may(.fileWrite) {
                postForm(context, .notice(scope, file.id, decision.id), .class("actions")) {
                    selectField(
                        Field("method", "Sent by", value: nil),
                        [Choice("letter", "Letter"), Choice("email", "Email"), Choice("in_person", "In person")])
                    formActions { submit("It was sent today") }
                }
            }
        }
    }
}
