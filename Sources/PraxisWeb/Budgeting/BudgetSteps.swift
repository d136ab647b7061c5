import Budgeting
import HTML
import PraxisCore

/// What may happen to a version next, for whoever may do it.
func budgetSteps(
    _ context: ScopedContext, _ frame: Frame, _ version: BudgetVersion, _ errors: FieldErrors
) -> HTML {
    let seen = [("version", String(version.version))]
    return group {
        if version.status.isEditable, frame.may(.budgetWrite) {
            div(.class("bar")) {
                postButton(
                    context, .budgetStep(frame.scope, version.id, .submit), "Hand in for approval", .primary,
                    fields: seen)
                postButton(context, .budgetStep(frame.scope, version.id, .discard), "Discard", .plain, fields: seen)
            }
            postForm(context, .budgetVersion(frame.scope, version.id)) {
                input(.type("hidden"), .name("version"), .value(String(version.version)))
                fieldRow {
                    textField(Field("name", "Name", value: version.name, errors: errors))
                    textField(Field("reason", "Reason", value: version.reason, isOptional: true))
                }
                submit("Save name and reason", .plain)
            }
        }
        if version.status == .submitted, frame.may(.budgetWrite) {
            postButton(context, .budgetStep(frame.scope, version.id, .withdraw), "Take back", .plain, fields: seen)
        }
        if version.status == .submitted, frame.may(.budgetApprove) {
            div(.class("bar")) {
                postButton(
                    context, .budgetStep(frame.scope, version.id, .approve), "Approve and put in force", .primary,
                    fields: seen)
            }
            postForm(context, .budgetStep(frame.scope, version.id, .return)) {
                input(.type("hidden"), .name("version"), .value(String(version.version)))
                textField(Field("reason", "Reason to send it back", errors: errors))
                submit("Send back", .plain)
            }
        }
    }
}
