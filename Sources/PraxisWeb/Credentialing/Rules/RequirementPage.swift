import Credentialing
import HTML
import PraxisCore

/// What each role and service requires, with the rule that says so.
func requirementsPage(_ context: ScopedContext, _ frame: Frame, _ rows: [Requirement]) -> HTML {
    let wanted = context.query["show"] == "ended"
    let shown = rows.filter { ($0.endsOn.map { $0 <= frame.today } ?? false) == wanted }
    return group {
        pageHeader(
            "Requirements", lead: "What clearance asks, on each day by the requirements in force on that day."
        ) {
            if frame.may(.requirementWrite) {
                buttonLink("Add a requirement", .newRequirement(context.scope), .primary, icon: .plus)
            }
        }
        credentialingTabs(context, frame, current: .requirements(context.scope))
        filterBar(
            Place.requirements(context.scope).path.query("show", context.query["show"]), context.query,
            [Chips("Show", name: "show", [Choice("ended", "Ended")])])
        if rows.isEmpty {
            notice(.bad, "There are no requirements; nobody is cleared for anything")
        } else if shown.isEmpty {
            emptyState("None here", "No requirement has ended yet.", icon: .badge)
        } else {
            requirementTable(context, frame, shown)
            pager(
                Place.requirements(context.scope).path, shown: shown.count, total: shown.count, next: nil, exports: true
            )
        }
    }
}

private func requirementTable(_ context: ScopedContext, _ frame: Frame, _ rows: [Requirement]) -> HTML {
    dataTable(
        "Requirements by role", rows,
        columns: [
            Column("Role") { row in row.roleTitle },
            Column("Credential") { row in
                row.typeName
                if row.isOfClinicState { span(.class("muted")) { " of the clinic's state" } }
                if row.acceptsCompact { span(.class("muted")) { " or a compact license" } }
                if row.leadDays > 0 {
                    div(.class("muted")) { "remark \(counted(row.leadDays, "day", "days")) before its end" }
                }
            },
            Column("For") { row in row.occasion },
            Column("Where") { row in row.place },
            Column("Without it") { row in severityTag(row.severity) },
            Column("In force") { row in
                date(row.startsOn)
                if let ends = row.endsOn {
                    group {
                        " to before "; date(ends)
                    }
                }
            },
            Column("Rule") { row in row.citation },
            .steps("Action") { row in
                if row.endsOn == nil, frame.may(.requirementWrite) {
                    a(.href(Place.requirementEnd(context.scope, row.id))) {
                        "End"
                        span(.class("hidden")) { " \(row.typeName) for \(row.roleTitle)" }
                    }
                }
            },
        ])
}

private func severityTag(_ severity: String) -> HTML {
    let known = Requirement.Severity(rawValue: severity) ?? .inform
    return statusTag(known.title, known == .block ? .bad : known == .warn ? .warn : .info)
}

/// The form for a requirement.
func newRequirementPage(_ context: ScopedContext, _ choices: RequirementChoices, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return group {
        pageHeader("Add a requirement", trail: [Crumb("Requirements", .requirements(context.scope))])
        errorSummary(errors)
        postForm(context, .requirements(context.scope)) {
            fieldRow {
                selectField(
                    Field("role", "Of whom", value: form["role"], errors: errors),
                    ClinicalRole.allCases.map { Choice($0.rawValue, $0.title, group: "People in the role") }
                        + [Choice("clinic", "The clinic itself", group: "Clinic")], blank: "Choose")
                selectField(
                    Field("type", "What they must hold", value: form["type"], errors: errors),
                    choices.types.map { Choice($0.code, $0.name, group: "Held by people") }
                        + [Choice(Requirement.enrollment, "Enrollment with the payer", group: "Payers")]
                        + choices.clinicTypes.map { Choice($0.code, $0.name, group: "Held by the clinic") },
                    blank: "Choose")
            }
            radios(
                Field("severity", "Without it", value: form["severity"] ?? "block", errors: errors),
                Requirement.Severity.allCases.map { Choice($0.rawValue, $0.title) })
            checkbox("of_state", "It must be of the clinic's state", isOn: form.has("of_state"))
            checkbox(
                "compact", "A multistate license of the nurse compact also does", isOn: form.has("compact"),
                hint: "For registered and practical nurses; never for advanced practice.")
            requirementScope(form, choices, errors)
            fieldRow {
                dateField(
                    Field(
                        "starts", "First day", value: form["starts"] ?? choices.today.description,
                        hint: "Today or later: the past stays as it was", errors: errors))
                numberField(
                    Field(
                        "lead_days", "Remark before its end, days", value: form["lead_days"] ?? "0",
                        hint: "0 for no remark", errors: errors))
            }
            textField(
                Field(
                    "citation", "What says so", value: form["citation"],
                    hint: "Such as a law, a standard or a decision of the practice", errors: errors), .maxlength(300))
            formActions {
                submit("Add the requirement")
                cancelLink(.requirements(context.scope))
            }
        }
    }
}

private func requirementScope(_ form: Form, _ choices: RequirementChoices, _ errors: FieldErrors) -> HTML {
    fieldRow {
        selectField(
            Field("service", "For", value: form["service"], errors: errors, isOptional: true),
            choices.services.map { Choice($0.code, $0.name) }, blank: "Every shift")
        selectField(
            Field("clinic", "At", value: form["clinic"], errors: errors, isOptional: true),
            choices.clinics.map { Choice($0.description, $0.description) }, blank: "Every clinic")
        selectField(
            Field("state", "In", value: form["state"], errors: errors, isOptional: true),
            StateCode.all.sorted().map { Choice($0, $0) }, blank: "Every state")
        if !choices.plans.isEmpty {
            selectField(
                Field(
                    "plan", "Asked by", value: form["plan"], hint: "For work that is billed to the plan",
                    errors: errors,
                    isOptional: true),
                choices.plans.map { Choice($0.id.description, $0.title) }, blank: "The practice, whoever pays")
        }
    }
}

/// The page on which a requirement is ended.
func endRequirementPage(_ context: ScopedContext, _ frame: Frame, _ row: Requirement, _ errors: FieldErrors) -> HTML {
    group {
        pageHeader(
            "End a requirement", lead: "\(row.roleTitle): \(row.typeName), \(row.occasion), \(row.place)",
            trail: [Crumb("Requirements", .requirements(context.scope))])
        errorSummary(errors)
        postForm(context, .requirementEnd(context.scope, row.id)) {
            p { "From that day on clearance no longer asks for it. What it asked for until then stays on record." }
            dateField(
                Field("ends", "Ends on", value: context.form["ends"] ?? frame.today.description, errors: errors))
            formActions {
                submit("End it", .danger)
                cancelLink(.requirements(context.scope))
            }
        }
    }
}
