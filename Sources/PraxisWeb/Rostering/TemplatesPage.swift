import HTML
import PraxisCore
import Rostering

/// The templates of a clinic, and the form for another.
func templatesPage(
    _ context: ScopedContext, _ frame: Frame, _ clinic: RosterClinic, _ templates: [ShiftTemplate],
    _ services: [ShiftService], _ form: Form, _ errors: FieldErrors
) -> HTML {
    group {
        errorSummary(errors)
        pageHeader(
            "Shift templates", lead: "\(clinic.name). Times are those on the clock of \(clinic.zone.name).",
            trail: [Crumb("Roster", Place.roster(context.scope))])
        if templates.isEmpty {
            emptyState(
                "No templates yet", "A template says when a shift starts and ends, and how many it takes.", icon: .clock
            )
        } else {
            dataTable("Shift templates", templates, cards: true, columns: columns(context, frame, services))
        }
        if frame.may(.shiftWrite) {
            card("Add a template") { templateForm(context, services, form, errors) }
        }
    }
}

private func columns(_ context: ScopedContext, _ frame: Frame, _ services: [ShiftService]) -> [Column<ShiftTemplate>] {
    [
        Column("Name") { row in row.name },
        Column("Role") { row in row.role.label },
        Column("Hours") { row in
            "\(row.hours.starts.onTheClock) – \(row.hours.ends.onTheClock)" + (row.hours.endsNextDay ? " next day" : "")
        },
        Column("When the clocks change") { row in endPolicyLabel(row.hours.endPolicy) },
        .number("Break") { row in row.breakMinutes == 0 ? "–" : RosterWords.duration(row.breakMinutes) },
        .number("People") { row in String(row.need) },
        Column("Services") { row in ShiftService.names(of: row.services, in: services) },
        .steps("Change") { row in
            if frame.may(.shiftWrite) {
                postButton(context, Place.templateRetirement(context.scope, row.id), "Take out of use", .quiet)
            }
        },
    ]
}

private func endPolicyLabel(_ policy: WallHours.EndPolicy) -> String {
    switch policy {
    case .keepEnd: "Ends at the same time on the clock"
    case .keepDuration: "Lasts as long as ever"
    }
}

private func templateForm(
    _ context: ScopedContext, _ services: [ShiftService], _ form: Form, _ errors: FieldErrors
) -> HTML {
    postForm(context, Place.shiftTemplates(context.scope)) {
        fieldRow {
            textField(Field("name", "Name", value: form["name"], hint: "Such as Nurse early", errors: errors))
            selectField(
                Field("role", "Role", value: form["role"], errors: errors),
                ClinicalRole.usual.map { Choice($0.code, $0.label) })
        }
        fieldRow {
            timeField(Field("starts", "Starts", value: form["starts"], errors: errors))
            timeField(
                Field(
                    "ends", "Ends", value: form["ends"],
                    hint: "On the next day where it is not after the start", errors: errors))
            numberField(Field("break", "Unpaid break, minutes", value: form["break"] ?? "30", errors: errors))
            numberField(Field("need", "People", value: form["need"] ?? "1", errors: errors))
        }
        radios(
            Field("end_policy", "When the clocks change", value: form["end_policy"] ?? "keep_end", errors: errors),
            WallHours.EndPolicy.allCases.map { Choice($0.rawValue, endPolicyLabel($0)) })
        fields("What is done in it") {
            p(.class("hint"), .id(fieldID("services"))) {
                "Who is on the shift must be allowed to do it, and so must the clinic"
            }
            for service in services where !service.isTelehealth {
                checkbox(
                    "services[]", service.name, value: service.code,
                    isOn: form.all("services[]").contains(service.code))
            }
            selectField(
                Field(
                    "services[]", "Telehealth", hint: "The state in which the patients are", isOptional: true),
                services.filter(\.isTelehealth).map { Choice($0.code, $0.name) }, blank: "None")
        }
        formActions { submit("Add the template") }
    }
}

extension ClinicalRole {
    /// Roles that appointments name today.
    static let usual = [
        "physician", "nurse_practitioner", "registered_nurse", "licensed_practical_nurse", "medical_assistant",
    ]
    .compactMap { ClinicalRole($0) }
}
