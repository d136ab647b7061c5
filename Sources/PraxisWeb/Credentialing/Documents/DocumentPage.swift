import Credentialing
import HTML
import PraxisCore

/// A person's file: a card for each compartment that the reader may open, and the form that adds to one.
func documentsPage(_ context: ScopedContext, _ frame: Frame, _ file: DocumentFile, _ errors: FieldErrors) -> HTML {
    let (scope, person) = (context.scope, file.person.id)
    let writable = Compartment.allCases.filter { frame.may($0.writing) }
    let shown = Compartment.allCases.filter { part in
        frame.may(part.permission) || file.documents.contains { $0.compartment == part }
    }
    return group {
        pageHeader(file.person.name, lead: "Documents, by compartments.", trail: [Crumb("People", .people(scope))])
        errorSummary(errors)
        personTabs(frame, PersonRecord.ID(person.uuid), current: .documents(scope, person))
        if frame.may(.personWrite) && !writable.isEmpty {
            card("Put a document on file") { documentForm(context, file, writable, errors) }
        }
        for part in shown {
            card(part.title) {
                documentTable(context, frame, person, part, file.documents.filter { $0.compartment == part })
            }
        }
        if shown.isEmpty { emptyState("Nothing that you may open", icon: .file) }
    }
}

private func documentForm(
    _ context: ScopedContext, _ file: DocumentFile, _ parts: [Compartment], _ errors: FieldErrors
) -> HTML {
    let form = context.form
    return uploadForm(context, .documents(context.scope, file.person.id)) {
        fileField(
            Field("file", "File", hint: "A PDF, PNG or JPEG of at most 20 MB", errors: errors),
            accept: "application/pdf,image/png,image/jpeg")
        selectField(
            Field(
                "compartment", "Compartment", value: form["compartment"],
                hint: "Each has readers of its own; it cannot be moved later", errors: errors),
            parts.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        if !file.credentials.isEmpty {
            selectField(
                Field("credential", "Proves", value: form["credential"], errors: errors, isOptional: true),
                file.credentials.map { Choice($0.id.description, $0.title) }, blank: "No credential")
        }
        formActions { submit("Put on file") }
    }
}

private func documentTable(
    _ context: ScopedContext, _ frame: Frame, _ person: Person.ID, _ part: Compartment, _ documents: [Document]
) -> HTML {
    if documents.isEmpty { return p(.class("muted")) { "No documents." } }
    return dataTable(
        part.title, documents,
        columns: [
            Column("Name") { document in document.name },
            Column("Proves") { document in document.credentialTitle.flatMap { $0.isEmpty ? nil : $0 } ?? "–" },
            Column("Added") { document in
                moment(document.addedAt, frame)
                span(.class("muted")) { ", by " + document.addedBy }
            },
            .number("Size") { document in "\(max(1, document.size / 1024)) KB" },
            Column("SHA-256") { document in span(.class("mono")) { document.digest.prefix(12) + "…" } },
            .steps("Action") { document in
                if part.asksForPurpose {
                    a(.href(Place.newOpening(context.scope, person, document.id))) { "Open…" }
                } else {
                    postButton(context, .openings(context.scope, person, document.id), "Open", .quiet)
                }
            },
        ])
}

/// Asks what a confidential document is opened for.
func openingForm(_ context: ScopedContext, _ person: Person.ID, _ document: Document, _ errors: FieldErrors) -> HTML {
    group {
        pageHeader(
            "Open a document", lead: "\(document.name), in \(document.compartment.title)",
            trail: [Crumb("Documents", .documents(context.scope, person))])
        errorSummary(errors)
        notice(.info, "The opening is recorded with your name, the time and what you enter here.")
        postForm(context, .openings(context.scope, person, document.id), once: false) {
            textField(
                Field(
                    "purpose", "What you open it for", value: context.form["purpose"],
                    hint: "Such as: exposure on March 3, which titer is on file", errors: errors), .maxlength(500))
            formActions {
                submit("Open")
                cancelLink(.documents(context.scope, person))
            }
        }
    }
}
