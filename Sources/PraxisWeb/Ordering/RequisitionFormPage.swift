import HTML
import Ordering
import PraxisCore

/// The form of a requisition, new or known: lines of item and packs, without a script.
func requisitionFormPage(
    _ context: ScopedContext, _ frame: Frame, _ requisition: Requisition?, _ form: RequisitionForm,
    _ items: [CatalogItem], _ lacks: [ServiceLack], _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    let lacking = Set(lacks.map(\.service))
    let choices = items.map { item in
        let remark = item.service.map(lacking.contains) == true ? ", certificate lacking" : ""
        return Choice(
            item.id.description, "\(item.name) – \(item.pack), \(item.unitPrice.readable) (\(item.sku))\(remark)",
            group: item.vendorName
        )
    }.sorted { ($0.group ?? "", $0.label) < ($1.group ?? "", $1.label) }
    return group {
        pageHeader(
            requisition.map { "Change \($0.number)" } ?? "New requisition", lead: frame.scopeName,
            trail: [Crumb("Requisitions", .requisitions(scope))])
        errorSummary(errors)
        lacksNotice(lacks, at: frame.scopeName)
        postForm(context, requisition.map { .requisition(scope, $0.id) } ?? .requisitions(scope)) {
            if let requisition { input(.type("hidden"), .name("version"), .value(String(requisition.version))) }
            dateField(Field("needed_on", "Needed on", value: form.neededOn, errors: errors))
            fields("What is needed") {
                for (index, line) in form.rows.enumerated() {
                    fieldRow {
                        selectField(
                            Field("lines.\(index).item", "Item \(index + 1)", value: line.item, errors: errors),
                            choices,
                            blank: "–", search: true, .data("placeholder", "Search the catalog"))
                        numberField(Field("lines.\(index).packs", "Packs", value: line.packs, errors: errors))
                    }
                }
                submit("More lines", .quiet, name: "more", value: "1")
            }
            textArea(Field("note", "Note", value: form.note, errors: errors, isOptional: true), rows: 3)
            formActions {
                if requisition == nil {
                    submit("Hand in for approval", .primary, name: "submit", value: "1")
                    submit("Save as a draft", .plain, name: "draft", value: "1")
                } else {
                    submit("Save")
                }
                cancelLink(requisition.map { .requisition(scope, $0.id) } ?? .requisitions(scope))
            }
        }
    }
}
