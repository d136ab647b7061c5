import HTML
import Ordering
import PraxisCore

/// What the caller can do with a requisition now, or why not.
struct RequisitionSteps {
    let context: ScopedContext
    let frame: Frame
    let record: RequisitionRecord
    let errors: FieldErrors

    private var requisition: Requisition { self.record.requisition }
    private var seen: [(String, String)] { [("version", String(self.requisition.version))] }

    private func place(_ event: RequisitionEvent) -> Place {
        .requisitionStep(self.frame.scope, self.requisition.id, event)
    }

    var html: HTML {
        switch self.requisition.status {
        case .draft, .returned: self.requesterSteps
        case .submitted: self.decision
        case .approved, .rejected, .withdrawn: HTML()
        }
    }

    private var requesterSteps: HTML {
        div(.class("bar")) {
            if self.frame.may(.requisitionWrite) {
                postButton(self.context, self.place(.submit), "Hand in for approval", .primary, fields: self.seen)
                self.withdrawal
            }
        }
    }

    /// Taking back what a colleague asked for needs a word to them.
    @HTMLBuilder private var withdrawal: HTML {
        if self.requisition.isOwn, self.errors.isEmpty {
            postButton(self.context, self.place(.withdraw), "Withdraw", fields: self.seen)
        } else {
            self.refusal(.withdraw, "Withdraw")
        }
    }

    private var decision: HTML {
        group {
            if self.requisition.isOwn {
                notice(.info, "Somebody else decides this") {
                    p { "You asked for it yourself, and nobody decides their own request." }
                }
            } else if self.frame.may(.requisitionApprove) {
                card("Decide") {
                    postButton(
                        self.context, self.place(.approve), "Approve and reserve \(self.requisition.total)", .primary,
                        fields: self.seen)
                    self.refusal(.return, "Send back")
                    self.refusal(.reject, "Turn down")
                }
            }
            if self.frame.may(.requisitionWrite) { self.withdrawal }
        }
    }

    private func refusal(_ event: RequisitionEvent, _ name: String) -> HTML {
        let field = "reason-\(event.rawValue)"
        let mistakes = self.errors.messages(for: field)
        return details(.open(!mistakes.isEmpty)) {
            summary { name }
            postForm(self.context, self.place(event)) {
                input(.type("hidden"), .name("version"), .value(String(self.requisition.version)))
                label(.for(fieldID(field))) { "Reason" }
                for mistake in mistakes { p(.class("error")) { mistake } }
                input(.type("text"), .id(fieldID(field)), .name("reason"))
                submit(name, event == .reject ? .danger : .plain)
            }
        }
    }
}
