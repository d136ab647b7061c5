import HTML
import Ordering
import PraxisCore

/// What the caller can do with an order now.
func orderSteps(_ context: ScopedContext, _ frame: Frame, _ record: OrderRecord, _ errors: FieldErrors) -> HTML {
    let order = record.order
    return group {
        if order.status == .released, frame.may(.receiptWrite) {
            receiptForm(context, frame, record, ReceiptForm(context.form), errors)
        }
        if order.status == .approved, frame.may(.orderPlace) {
            postButton(
                context, .orderStep(frame.scope, order.id, "release"), "Mark as sent to the vendor", .primary,
                fields: [("version", String(order.version))])
        }
        if order.status == .approved || order.status == .released, frame.may(.orderPlace) {
            details(.open(!errors.messages(for: "reason").isEmpty)) {
                summary { "Cancel this order" }
                postForm(context, .orderStep(frame.scope, order.id, "cancellation")) {
                    input(.type("hidden"), .name("version"), .value(String(order.version)))
                    textField(
                        Field(
                            "reason", "Reason", hint: "What it still holds of the budget becomes free again",
                            errors: errors))
                    submit("Cancel the order", .danger)
                }
            }
        }
    }
}

private func receiptForm(
    _ context: ScopedContext, _ frame: Frame, _ record: OrderRecord, _ form: ReceiptForm, _ errors: FieldErrors
) -> HTML {
    card("Book what arrived") {
        postForm(context, .orderStep(frame.scope, record.order.id, "receipts")) {
            dateField(
                Field("received_on", "Arrived on", value: form.receivedOn ?? frame.today.description, errors: errors))
            for line in record.lines where line.open > 0 {
                numberField(
                    Field(
                        "lines.\(line.number).packs", line.description, value: form.packs(of: line.number) ?? "0",
                        hint: "\(line.open) of \(line.packs) still to come", errors: errors))
            }
            textField(Field("note", "Note", value: form.note, errors: errors, isOptional: true))
            formActions { submit("Book") }
        }
    }
}
