import Credentialing
import HTML
import PraxisCore

/// A rule that replaces that of its kind from a day on; it begins with what is in force.
func reminderRuleForm(
    _ context: ScopedContext, _ frame: Frame, _ types: [CredentialType], _ rules: [ReminderRuleEntry],
    _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let kind = form["kind"] ?? context.query["kind"]
    let present = rules.first { $0.kind == kind && $0.endsOn == nil }
    return group {
        pageHeader(
            "Change when people are reminded", trail: [Crumb("Reminder rules", .reminderRules(context.scope))])
        errorSummary(errors)
        postForm(context, .reminderRules(context.scope)) {
            selectField(
                Field(
                    "kind", "For", value: kind, hint: "A rule for one kind goes before that of its group",
                    errors: errors),
                reminderKinds(types, rules), blank: "Choose")
            textField(
                Field(
                    "thresholds", "Days before the end",
                    value: form["thresholds"] ?? present?.rule.thresholds.map(String.init).joined(separator: ", "),
                    hint: "Such as 90, 60, 30, 14, 7, 1, 0; days after the end with a minus", errors: errors),
                .maxlength(200))
            dayField("repeat", "Then every … days", present?.rule.repeatDays, form, errors)
            fields("Also told, from so many days before the end") {
                dayField("manager", "Clinic manager", present?.rule.escalation[.clinicManager], form, errors)
                dayField(
                    "administrator", "Practice administrator", present?.rule.escalation[.practiceAdministrator], form,
                    errors)
                dayField("director", "Medical director", present?.rule.escalation[.medicalDirector], form, errors)
            }
            dateField(
                Field("starts", "In force from", value: form["starts"] ?? frame.today.description, errors: errors))
            textField(
                Field("citation", "Rests on", value: form["citation"] ?? present?.citation, errors: errors),
                .maxlength(200))
            formActions {
                submit("Change the rule")
                cancelLink(.reminderRules(context.scope))
            }
        }
    }
}

/// What a rule may be for: kinds of credentials, their groups, what has a rule, and everything else.
private func reminderKinds(_ types: [CredentialType], _ rules: [ReminderRuleEntry]) -> [Choice] {
    let groups = Set(types.map(\.category)).sorted().map {
        Choice($0, $0.prefix(1).uppercased() + $0.dropFirst(), group: "Groups")
    }
    let kinds = types.map { Choice($0.code, $0.name, group: "Kinds") }
    let known = Set((groups + kinds).map(\.value))
    let others = rules.filter { $0.kind != "any" && !known.contains($0.kind) && $0.endsOn == nil }
        .map { Choice($0.kind, $0.title, group: "Kinds") }
    return [Choice("any", "Everything else", group: "Groups")] + groups + kinds + others
}

private func dayField(_ name: String, _ title: String, _ present: Int?, _ form: Form, _ errors: FieldErrors) -> HTML {
    textField(
        Field(
            name, title, value: form.has(name) ? form[name] : present.map(String.init), errors: errors,
            isOptional: true), .inputmode("numeric"), .maxlength(4))
}
