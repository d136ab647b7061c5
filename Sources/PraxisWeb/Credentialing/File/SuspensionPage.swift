import Credentialing
import HTML
import PraxisCore

/// A person's suspensions: what stands, what stood, and the forms that order and lift one.
func suspensionPage(
    _ context: ScopedContext, _ frame: Frame, _ record: PersonSuspensions, _ errors: FieldErrors
) -> HTML {
    let (scope, person) = (context.scope, record.person)
    let standing = record.suspensions.first { $0.reinstatedOn == nil }
    return group {
        pageHeader(
            "Suspensions", trail: [Crumb(person.name, .credentialFile(scope, person.id))])
        errorSummary(errors)
        for suspension in record.suspensions { suspensionNotice(suspension) }
        if record.suspensions.isEmpty {
            emptyState(
                "Never suspended", "What boards and issuers do to a license is recorded with the license.", icon: .badge
            )
        }
        if frame.may(.fileDecide) {
            if let standing {
                reinstatementForm(context, person, standing, errors)
            } else {
                suspensionForm(context, person, errors)
            }
        }
    }
}

/// That a person is or was suspended, since when and why.
func suspensionNotice(_ suspension: Suspension) -> HTML {
    let title =
        "\(suspension.kind.title) from \(suspension.effectiveOn.readable)"
        + (suspension.reinstatedOn.map { ", lifted from \($0.readable)" } ?? "")
    return notice(suspension.reinstatedOn == nil ? .bad : .info, title) {
        p { "Ordered by \(suspension.orderedBy): \(suspension.reason)" }
        if let why = suspension.reinstatedBecause {
            p { "Lifted by \(suspension.reinstatedBy ?? "somebody"): \(why)" }
        }
    }
}

private func suspensionForm(_ context: ScopedContext, _ person: Person, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return card("Suspend") {
        p {
            "From that day nobody can put \(person.name) on a shift, and nobody may waive it. Shifts to come are told to the "
            "roster as conflicts; shifts worked since that day are found. Whoever decides files lifts it again."
        }
        postForm(context, .suspensions(context.scope, person.id)) {
            radios(
                Field("kind", "Kind", value: form["kind"], errors: errors),
                [
                    Choice(Suspension.Kind.summary.rawValue, "Summary: ordered at once, to protect patients"),
                    Choice(
                        Suspension.Kind.automatic.rawValue,
                        "Automatic: the practice’s rules say so of a lapse, an exclusion or records not kept"),
                ])
            dateField(Field("effective", "First day without work", value: form["effective"], errors: errors))
            textArea(Field("reason", "Why", value: form["reason"], errors: errors), rows: 3)
            formActions {
                submit("Suspend")
                cancelLink(.credentialFile(context.scope, person.id))
            }
        }
    }
}

private func reinstatementForm(
    _ context: ScopedContext, _ person: Person, _ suspension: Suspension, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    return card("Lift the suspension") {
        postForm(context, .reinstatement(context.scope, person.id, suspension.id)) {
            dateField(Field("effective", "First day with work again", value: form["effective"], errors: errors))
            textArea(Field("reason", "Why", value: form["reason"], errors: errors), rows: 3)
            formActions { submit("Lift it") }
        }
    }
}
