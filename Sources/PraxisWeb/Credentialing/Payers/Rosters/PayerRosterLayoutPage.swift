import Credentialing
import HTML
import PraxisCore

/// How a payer wants its roster.
func payerRosterLayoutPage(_ context: ScopedContext, _ overview: RosterOverview, _ errors: FieldErrors) -> HTML {
    let (scope, plan, form) = (context.scope, overview.plan, context.form)
    let known = overview.layout?.layout
    let actions = known?.actions ?? .standard
    func value(_ name: String, _ known: String?) -> String? { errors.isEmpty ? known : form[name] }
    func actionField(_ name: String, _ title: String, _ known: String) -> HTML {
        textField(Field(name, title, value: value(name, known), errors: errors), .maxlength(20))
    }
    return group {
        pageHeader(
            "Layout of a roster", lead: plan.title, trail: [Crumb("Rosters", .payerRosters(scope, plan.id))])
        errorSummary(errors)
        postForm(context, .payerRosterLayout(scope, plan.id)) {
            input(
                .type("hidden"), .name("version"),
                .value(form["version"] ?? String(overview.layout?.number ?? 0)))
            textArea(
                Field(
                    "columns", "Columns", value: value("columns", known?.text),
                    hint:
                        "A column a line: heading | field | required | most characters. The last two may be left out.",
                    errors: errors), rows: 14)
            fieldRow {
                selectField(
                    Field("days", "Days are written as", value: value("days", known?.dayForm.rawValue), errors: errors),
                    [Choice("american", "03/14/2026"), Choice("iso", "2026-03-14")], blank: "Choose")
                textField(
                    Field(
                        "refused", "Words that the payer refuses",
                        value: value(
                            "refused", known?.refusedWords.joined(separator: ", ") ?? "N/A, none, pending, TBD, unknown"
                        ),
                        hint: "With commas between them", errors: errors, isOptional: true))
            }
            fieldRow {
                selectField(
                    Field(
                        "delimiter", "Between the values",
                        value: value("delimiter", (known?.delimiter ?? .comma).rawValue), errors: errors),
                    RosterLayout.Delimiter.allCases.map { Choice($0.rawValue, $0.title) })
                actionField("add", "Word for an addition", actions.add)
                actionField("change", "Word for a change", actions.change)
                actionField("terminate", "Word for a termination", actions.terminate)
            }
            details {
                summary { "Fields" }
                dataTable(
                    "Fields", RosterField.allCases,
                    columns: [
                        Column("Field") { field in span(.class("mono")) { field.rawValue } },
                        Column("What it holds") { field in field.title },
                    ])
                p { "The field action holds one of the three words in a delta." }
            }
            formActions {
                submit("Save")
                cancelLink(.payerRosters(scope, plan.id))
            }
        }
    }
}
