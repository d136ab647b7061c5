import HTML
import PraxisCore

/// The list of people.
func peoplePage(
    _ frame: Frame, _ views: SavedViews, _ people: [PersonListing], total: Int, limit: Int
) -> HTML {
    let query = views.query
    let path = peoplePath(frame.scope, query)
    return group {
        pageHeader("People", tag: statusTag("\(total)")) {
            if frame.may(.employmentWrite) {
                buttonLink("Add a person", .newPerson(frame.scope), .primary, icon: .plus)
            }
        }
        savedViewBar(views)
        filterBar(
            path, query,
            [
                Chips("Position", name: "position", Position.choices),
                Chips("Shown", name: "former", all: "Current", [Choice("yes", "Former too")]),
            ], search: "Name or NPI")
        if people.isEmpty {
            emptyState(
                "Nobody fits",
                frame.scope == .all ? "Change the filter." : "Change the filter, or look in all clinics.", icon: .users
            ) {
                buttonLink("Show everybody", .people(frame.scope))
            }
        } else {
            dataTable("People", people, columns: columns(frame))
            pager(
                path, shown: people.count, total: total,
                next: people.count == limit ? people.last?.id.description : nil, exports: true)
        }
    }
}

private func columns(_ frame: Frame) -> [Column<PersonListing>] {
    var columns: [Column<PersonListing>] = [
        Column("Name") { row in a(.href(Place.person(frame.scope, row.id))) { row.sortedName } },
        Column("Position") { row in row.positions.map(Position.name).joined(separator: ", ") },
        Column("NPI") { row in row.npi.map { npi in span(.class("mono")) { npi } } },
    ]
    if frame.showsClinics || frame.clinics.count > 1 {
        columns.append(Column("Clinics") { row in row.clinics.joined(separator: ", ") })
    }
    return columns
}

private func peoplePath(_ scope: Scope, _ query: Form) -> URLPath {
    var path = Place.people(scope).path
    for name in ["q", "position", "former", "view", "after"] { path = path.query(name, query[name]) }
    return path
}

/// The form for a new person with the first employment.
func newPersonPage(
    _ context: ScopedContext, _ frame: Frame, _ form: PersonForm, _ errors: FieldErrors = FieldErrors(),
    known: KnownPerson? = nil
) -> HTML {
    group {
        pageHeader("Add a person", trail: [Crumb("People", .people(frame.scope))])
        errorSummary(errors)
        postForm(context, .people(frame.scope)) {
            if let known { knownPerson(frame, known) }
            if known != nil || form.another == true {
                checkbox("another", "This is another person", isOn: form.another ?? false)
            }
            fields("Person") { personFields(form, errors) }
            fields("First employment") {
                employmentFields(
                    frame, EmploymentForm(clinic: form.clinic, position: form.position, startsOn: form.startsOn), errors
                )
            }
            formActions {
                submit("Add person")
                submit("Add and enter another", .plain, name: "again", value: "1")
                cancelLink(.people(frame.scope))
            }
        }
    }
}

/// Asks whether it is somebody who is there already: nobody is in a practice twice.
private func knownPerson(_ frame: Frame, _ known: KnownPerson) -> HTML {
    notice(.warn, "Somebody with this name and date of birth is on record") {
        if let id = known.id {
            p {
                a(.href(Place.person(frame.scope, id))) { "Look at them" }
                " and add an employment there, where it is the same person."
            }
        } else {
            p { "They belong to another clinic. Ask the practice’s administrator to add an employment here." }
        }
    }
}

/// The fields of a person's details.
func personFields(_ form: PersonForm, _ errors: FieldErrors) -> HTML {
    group {
        fieldRow {
            textField(Field("given_name", "Given name", value: form.givenName, errors: errors), .autocomplete("off"))
            textField(
                Field("middle_name", "Middle name", value: form.middleName, errors: errors, isOptional: true),
                .autocomplete("off"))
        }
        fieldRow {
            textField(Field("family_name", "Family name", value: form.familyName, errors: errors), .autocomplete("off"))
            textField(
                Field("suffix", "Suffix", value: form.suffix, errors: errors, isOptional: true), .autocomplete("off"))
        }
        fieldRow {
            dateField(Field("birth_date", "Date of birth", value: form.birthDate, errors: errors, isOptional: true))
            textField(
                Field("npi", "NPI", value: form.npi, hint: "Ten digits", errors: errors, isOptional: true),
                .inputmode("numeric"), .autocomplete("off"))
        }
        fieldRow {
            field(
                Field("email", "Email", value: form.email, errors: errors, isOptional: true), type: "email",
                .autocomplete("off"))
            field(
                Field("phone", "Phone", value: form.phone, errors: errors, isOptional: true), type: "tel",
                .autocomplete("off"))
        }
    }
}

/// The fields of an employment that begins.
func employmentFields(_ frame: Frame, _ form: EmploymentForm, _ errors: FieldErrors) -> HTML {
    let clinics = frame.clinic.map { [$0] } ?? frame.clinics
    return group {
        fieldRow {
            selectField(
                Field("clinic", "Clinic", value: form.clinic, errors: errors),
                clinics.map { Choice($0.slug.description, $0.name) }, blank: clinics.count > 1 ? "Choose a clinic" : nil
            )
            selectField(
                Field("position", "Position", value: form.position, errors: errors), Position.choices,
                blank: "Choose a position")
        }
        dateField(Field("starts_on", "First day", value: form.startsOn, errors: errors))
    }
}
