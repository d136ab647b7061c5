import Credentialing
import HTML
import PraxisCore

/// The plans that the practice bills.
func payerPlansPage(_ context: ScopedContext, _ frame: Frame, _ plans: [PayerPlan]) -> HTML {
    let scope = context.scope
    let mayWrite = frame.may(.payerPlanWrite)
    return group {
        pageHeader("Plans", lead: "Whom the practice bills, and who has to be enrolled for it.") {
            if mayWrite { buttonLink("Add a plan", .newPayerPlan(scope), .primary, icon: .plus) }
        }
        payerTabs(context, frame, current: .payerPlans(scope))
        if plans.isEmpty {
            emptyState("No plans yet", "The practice administrator adds the first one.", icon: .landmark)
        } else {
            dataTable(
                "Plans", plans,
                columns: [
                    Column("Plan") { plan in
                        if mayWrite { a(.href(Place.editPayerPlan(scope, plan.id))) { plan.title } } else { plan.title }
                    },
                    Column("Line") { plan in
                        plan.line.title
                        if plan.isDelegated { statusTag("Delegated", .info) }
                    },
                    Column("Who") { plan in plan.roleTitles },
                    Column("States") { plan in plan.states.isEmpty ? "All" : plan.states.joined(separator: ", ") },
                    Column("Rosters") { plan in
                        if plan.isDelegated, frame.may(.payerRosterRead) {
                            a(.href(Place.payerRosters(scope, plan.id))) { "Rosters" }
                        }
                    },
                    Column("Days") { plan in
                        "from "; date(plan.startsOn)
                        if let last = plan.endsOn {
                            " through "; date(last)
                        }
                    },
                ])
            pager(Place.payerPlans(scope).path, shown: plans.count, next: nil, exports: true)
        }
    }
}

/// The form of a plan, new or known.
func payerPlanFormPage(_ context: ScopedContext, _ plan: PayerPlan?, _ errors: FieldErrors) -> HTML {
    let scope = context.scope
    let form = context.form
    let isTyped = !errors.isEmpty
    func value(_ name: String, _ known: String?) -> String? { isTyped ? form[name] : known }
    let roles = isTyped ? form.all("roles[]") : plan?.roles ?? ["physician", "nurse_practitioner"]
    return group {
        pageHeader(plan == nil ? "Add a plan" : "Change a plan", trail: [Crumb("Plans", .payerPlans(scope))])
        errorSummary(errors)
        postForm(context, plan.map { .payerPlan(scope, $0.id) } ?? .payerPlans(scope)) {
            if let plan {
                input(.type("hidden"), .name("version"), .value(form["version"] ?? String(plan.version)))
                input(.type("hidden"), .name("kind"), .value(plan.kind.rawValue))
                input(.type("hidden"), .name("line"), .value(plan.line.rawValue))
            }
            fieldRow {
                textField(Field("payer", "Payer", value: value("payer", plan?.payer), errors: errors), .maxlength(120))
                textField(Field("name", "Plan", value: value("name", plan?.name), errors: errors), .maxlength(120))
            }
            if plan == nil {
                fieldRow {
                    selectField(
                        Field("kind", "Kind of payer", value: form["kind"], errors: errors),
                        PayerPlan.Kind.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
                    selectField(
                        Field("line", "Line of business", value: form["line"], errors: errors),
                        PayerPlan.Line.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
                }
            }
            checkbox(
                "delegated", "Credentialing is delegated to us",
                isOn: isTyped ? form.has("delegated") : plan?.isDelegated ?? false,
                hint: "The payer takes rosters in place of applications.")
            fields("Who has to be enrolled") {
                for role in ClinicalRole.allCases {
                    checkbox("roles[]", role.title, value: role.rawValue, isOn: roles.contains(role.rawValue))
                }
                for message in errors.messages(for: "roles[]") { p(.class("error")) { message } }
                textField(
                    Field(
                        "states", "States", value: value("states", plan?.states.joined(separator: ", ")),
                        hint: "Such as CO, AZ; blank for all", errors: errors, isOptional: true))
            }
            fieldRow {
                dateField(
                    Field("starts", "First day", value: value("starts", plan?.startsOn.description), errors: errors))
                dateField(
                    Field(
                        "ends", "Last day", value: value("ends", plan?.endsOn?.description), errors: errors,
                        isOptional: true))
                numberField(
                    Field(
                        "backdate_days", "Days before the application",
                        value: value("backdate_days", String(plan?.backdateDays ?? 0)),
                        hint: "That an enrollment may begin; Medicare's are a rule", errors: errors))
            }
            formActions {
                submit(plan == nil ? "Add" : "Save")
                cancelLink(.payerPlans(scope))
            }
        }
    }
}
