import Credentialing
import HTML
import PraxisCore

/// A person's suspensions: what stands, what stood, and the forms that order and lift one.
func suspensionPage(
    _ context: ScopedContext, _ frame: Frame, _ record: PersonSuspensions, _ errors: FieldErrors
) -> HTML {
    let (scope, person) = (context.scope, record.person)
    // Which form was sent: that of a suspension to lift, or the one that orders.
    let sent = errors.isEmpty ? nil : context.form["suspension"]
    return group {
        pageHeader("Suspensions", trail: [Crumb(person.name, .credentialFile(scope, person.id))])
        errorSummary(errors)
        for suspension in record.suspensions { suspensionNotice(suspension, frame.today) }
        if record.suspensions.isEmpty {
            emptyState(
                "Never suspended", "What boards and issuers do to a license is recorded with the license.", icon: .badge
            )
        }
        if frame.may(.fileDecide) {
            for suspension in record.suspensions where !suspension.isOver(on: frame.today) {
                let isSent = sent == suspension.id.description
                reinstatementForm(context, person, suspension, isSent ? errors : FieldErrors(), isSent: isSent)
            }
            if !record.suspensions.contains(where: { $0.holds(on: frame.today) }) {
                suspensionForm(context, person, sent == nil ? errors : FieldErrors(), isSent: sent == nil)
            }
        }
    }
}

/// That a person is or was suspended, since when and why.
func suspensionNotice(_ suspension: Suspension, _ today: LocalDate) -> HTML {
    let title =
        "\(suspension.kind.title) from \(suspension.effectiveOn.readable)"
        + (suspension.reinstatedOn.map { ", lifted from \($0.readable)" } ?? "")
    return notice(suspension.isOver(on: today) ? .info : .bad, title) {
        p { "Ordered by \(suspension.orderedBy): \(suspension.reason)" }
        if let why = suspension.reinstatedBecause {
            p { "Lifted by \(suspension.reinstatedBy ?? "somebody"): \(why)" }
        }
    }
}

private func suspensionForm(_ context: ScopedContext, _ person: Person, _ errors: FieldErrors, isSent: Bool) -> HTML {
    let form = isSent ? context.form : Form()
    let key = isSent ? nil : "new"
    return card("Suspend") {
        p {
            "From that day nobody can put \(person.name) on a shift, and nobody may waive it. Shifts to come are told to the "
            "roster as conflicts; shifts worked since that day are found. Whoever decides files lifts it again."
        }
        postForm(context, .suspensions(context.scope, person.id)) {
            radios(
                Field("kind", "Kind", value: form["kind"], errors: errors, form: key),
                [
                    Choice(Suspension.Kind.summary.rawValue, "Summary: ordered at once, to protect patients"),
                    Choice(
                        Suspension.Kind.automatic.rawValue,
                        "Automatic: the practice’s rules say so of a lapse, an exclusion or records not kept"),
                ])
            dateField(Field("effective", "First day without work", value: form["effective"], errors: errors, form: key))
            textArea(Field("reason", "Why", value: form["reason"], errors: errors, form: key), rows: 3)
            formActions {
                submit("Suspend")
                cancelLink(.credentialFile(context.scope, person.id))
            }
        }
    }
}

private func reinstatementForm(
    _ context: ScopedContext, _ person: Person, _ suspension: Suspension, _ errors: FieldErrors, isSent: Bool
) -> HTML {
    let form = isSent ? context.form : Form()
    // Where something is wrong, the summary of errors leads to the plain names.
    let key = isSent ? nil : suspension.id.description
    return card("Lift the suspension from \(suspension.effectiveOn.readable)") {
        postForm(context, .reinstatement(context.scope, person.id, suspension.id)) {
            input(.type("hidden"), .name("suspension"), .value(suspension.id.description))
            dateField(
                Field("effective", "First day with work again", value: form["effective"], errors: errors, form: key))
            textArea(Field("reason", "Why", value: form["reason"], errors: errors, form: key), rows: 3)
            formActions { submit("Lift it") }
        }
    }
}
