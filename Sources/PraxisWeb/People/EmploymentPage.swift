import HTML
import PraxisCore

/// The form of an employment that begins.
func newEmploymentPage(
    _ context: ScopedContext, _ frame: Frame, _ file: PersonFile, _ form: EmploymentForm, _ errors: FieldErrors
) -> HTML {
    let person = file.person
    return group {
        pageHeader(
            "Add an employment",
            trail: [Crumb("People", .people(frame.scope)), Crumb(person.name, .person(frame.scope, person.id))])
        errorSummary(errors)
        postForm(context, .employments(frame.scope, person.id)) {
            employmentFields(frame, form, errors)
            formActions {
                submit("Add employment")
                cancelLink(.person(frame.scope, person.id))
            }
        }
    }
}

/// The form that ends an employment, with what follows from it.
func endEmploymentPage(
    _ context: ScopedContext, _ frame: Frame, _ person: PersonRecord, _ employment: EmploymentRecord, _ day: String?,
    _ errors: FieldErrors
) -> HTML {
    group {
        pageHeader(
            "End the employment at \(employment.clinicName)",
            trail: [Crumb("People", .people(frame.scope)), Crumb(person.name, .person(frame.scope, person.id))])
        errorSummary(errors)
        notice(
            .warn,
            "\(person.name) stops being \(Position.name(employment.position).lowercased()) at \(employment.clinicName)"
        ) {
            p {
                "Shifts after the last day stay on the roster and are shown as refused until somebody takes them over."
            }
        }
        postForm(context, .endEmployment(frame.scope, person.id, employment.id)) {
            input(.type("hidden"), .name("version"), .value(String(employment.version)))
            dateField(Field("last_day", "Last day of work", value: day, errors: errors))
            formActions {
                submit("End employment", .danger)
                cancelLink(.person(frame.scope, person.id))
            }
        }
    }
}
