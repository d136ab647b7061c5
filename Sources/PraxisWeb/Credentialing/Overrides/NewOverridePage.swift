import Credentialing
import HTML
import PraxisCore

/// The request for an override: first the interval, then what stands in the way in it and may be waived.
func newOverridePage(
    _ context: ScopedContext, _ frame: Frame, _ person: Person.ID, _ question: OverrideQuestion?,
    _ field: (String) -> String?, _ errors: FieldErrors, _ refusal: CredentialingError?
) -> HTML {
    group {
        pageHeader(
            "Request an override", lead: question?.name, trail: [Crumb("Overrides", .overrides(context.scope))])
        errorSummary(errors)
        if let refusal { notice(.bad, refusal.sentence) }
        if let question {
            intervalSummary(question)
            if question.blocking.isEmpty {
                notice(.ok, "Nothing stands in the way", content: { p { "No override is needed for this interval." } })
            } else {
                requestForm(context, person, question, field, errors)
            }
        } else {
            intervalForm(context, frame, person, field)
        }
    }
}

private func intervalSummary(_ question: OverrideQuestion) -> HTML {
    let (from, to) = (question.zone.local(of: question.starts), question.zone.local(of: question.ends))
    return summaryList([
        Fact("Role", ClinicalRole(rawValue: question.role)?.title ?? question.role), Fact("Shift", question.shift),
        Fact("From", "\(from.date.readable), \(from.time.onTheClock)"),
        Fact("Until", "\(to.date.readable), \(to.time.onTheClock)"),
        Fact("Clearance") {
            verdictTag(question.answer)
            reasonList(question.answer.reasons)
        },
    ])
}

private func intervalForm(
    _ context: ScopedContext, _ frame: Frame, _ person: Person.ID, _ field: (String) -> String?
) -> HTML {
    getForm(Place(context.scope, "clearance", "overrides", "new")) {
        input(.type("hidden"), .name("person"), .value(person.description))
        fieldRow {
            selectField(
                Field("role", "Role", value: field("role")),
                ClinicalRole.allCases.map { Choice($0.rawValue, $0.title) },
                blank: "Choose")
            dateField(Field("from", "First day", value: field("from") ?? frame.today.description))
            dateField(Field("through", "Last day", value: field("through") ?? frame.today.description))
        }
        formActions { submit("See what stands in the way") }
    }
}

private func requestForm(
    _ context: ScopedContext, _ person: Person.ID, _ question: OverrideQuestion, _ field: (String) -> String?,
    _ errors: FieldErrors
) -> HTML {
    let choices = question.blocking.map { Choice($0.requirement, $0.sentence) }
    return postForm(context, .overrides(context.scope)) {
        input(.type("hidden"), .name("person"), .value(person.description))
        for name in ["shift", "from", "through", "role"] {
            if let value = field(name) { input(.type("hidden"), .name(name), .value(value)) }
        }
        radios(
            Field(
                "requirement", "What is to be waived", value: field("requirement") ?? choices.first?.value,
                hint: "Never an exclusion, and never a license or registration", errors: errors), choices)
        textArea(
            Field(
                "reason", "Why", value: field("reason"), hint: "It prints with the override; a second person reads it",
                errors: errors))
        formActions {
            submit("Request it")
            cancelLink(.overrides(context.scope))
        }
    }
}
