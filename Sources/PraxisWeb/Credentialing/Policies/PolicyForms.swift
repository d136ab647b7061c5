import Credentialing
import HTML
import PraxisCore

func policyForm(_ context: ScopedContext, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return group {
        pageHeader("Add a policy", trail: [Crumb("Policies", .policies(context.scope))])
        errorSummary(errors)
        uploadForm(context, .policies(context.scope)) {
            textField(
                Field("code", "Code", value: form["code"], hint: "Small letters, such as sanctions", errors: errors))
            textFields(context, nil, errors)
            formActions {
                submit("Keep the draft")
                cancelLink(.policies(context.scope))
            }
        }
    }
}

/// The form of the next version, or of a draft that is changed.
func policyVersionForm(
    _ context: ScopedContext, _ policy: Policy, _ draft: PolicyVersion?, before: PolicyVersion?, _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    let place: Place =
        draft.map { .policyVersion(scope, policy.id, $0.number) } ?? .policyVersions(scope, policy.id)
    let change = context.form.has("change") ? context.form["change"] : draft?.change.rawValue
    let reason = context.form.has("reason") ? context.form["reason"] : draft?.changeReason
    return group {
        pageHeader(
            draft == nil ? "Write the next version" : "Change a draft", lead: policy.name,
            trail: [Crumb("Policies", .policies(scope)), Crumb(policy.name, .policy(scope, policy.id))])
        errorSummary(errors)
        uploadForm(context, place) {
            input(.type("hidden"), .name("version"), .value(String(draft?.version ?? before?.number ?? 0)))
            textFields(context, before, errors)
            if draft?.change != .first {
                radios(
                    Field("change", "Does everybody acknowledge it again?", value: change, errors: errors),
                    [
                        Choice("material", "Yes: what it asks has changed"),
                        Choice("editorial", "No: only its wording has changed"),
                    ])
                textArea(
                    Field(
                        "reason", "What has changed, and why", value: reason,
                        hint: "Needed where nobody acknowledges again", errors: errors), rows: 2)
            }
            formActions {
                submit("Keep the draft")
                cancelLink(.policy(scope, policy.id))
            }
        }
    }
}

private func textFields(_ context: ScopedContext, _ before: PolicyVersion?, _ errors: FieldErrors) -> HTML {
    let form = context.form
    func value(_ name: String, _ old: String?) -> String? { form.has(name) ? form[name] : old }
    return group {
        textField(Field("title", "Title", value: value("title", before?.title), errors: errors))
        textArea(
            Field(
                "body", "Text", value: value("body", before?.body), hint: "A blank line begins a paragraph",
                errors: errors), rows: 14)
        fieldRow {
            fileField(
                Field(
                    "file", "Document", hint: "PDF, instead of the text or beside it", errors: errors, isOptional: true),
                accept: "application/pdf,image/jpeg,image/png")
            numberField(
                Field(
                    "due", "Acknowledged within days", value: value("due", before?.dueDays.description ?? "30"),
                    hint: "Of the first day in force", errors: errors))
        }
    }
}
