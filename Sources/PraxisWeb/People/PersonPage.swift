import HTML
import PraxisCore

/// A person's record: who, where, and in which clinical roles.
func personPage(_ frame: Frame, _ file: PersonFile, today: LocalDate) -> HTML {
    let person = file.person
    return group {
        personHeader(frame, file, today: today)
        personTabs(frame, person.id, current: .person(frame.scope, person.id))
        div(.class("columns")) {
            div(.class("stack")) {
                card("Employments") {
                    if frame.may(.employmentWrite) {
                        buttonLink("Add", .employments(frame.scope, person.id), icon: .plus)
                    }
                } content: {
                    employmentTable(frame, person.id, file.employments, today: today)
                }
                card("Clinical roles") { roleTable(file.appointments, today: today) }
            }
            card("Details") {
                if frame.may(.personWrite) {
                    buttonLink("Change", .editPerson(frame.scope, person.id), icon: .pencil)
                }
            } content: {
                summaryList([
                    Fact("Name", person.name), Fact("Date of birth", person.birthDate?.readable),
                    Fact("NPI") { span(.class("mono")) { person.npi ?? "–" } },
                    Fact("Email") { mail(person.email) }, Fact("Phone") { phone(person.phone) },
                ])
            }
        }
    }
}

/// The heading that all parts of a person's record share.
func personHeader(_ frame: Frame, _ file: PersonFile, today: LocalDate? = nil) -> HTML {
    let current = today.map { day in file.employments.filter { $0.isCurrent(on: day) } } ?? []
    let positions = Set(current.map(\.position)).map(Position.name).sorted().joined(separator: ", ")
    return pageHeader(
        file.person.name,
        tag: today == nil ? nil : current.isEmpty ? statusTag("Not employed today") : statusTag("Employed", .ok),
        lead: positions.isEmpty ? nil : positions,
        trail: frame.may(.personRead) ? [Crumb("People", .people(frame.scope))] : [])
}

extension EmploymentRecord {
    func isCurrent(on day: LocalDate) -> Bool { self.startsOn <= day && self.endsOn.map { day < $0 } ?? true }
}

private func mail(_ address: String?) -> HTML {
    guard let address else { return HTML("–") }
    return a(.mailto(address)) { address }
}

private func phone(_ number: String?) -> HTML {
    guard let number else { return HTML("–") }
    return a(.tel(number)) { number }
}

private func employmentTable(
    _ frame: Frame, _ person: PersonRecord.ID, _ rows: [EmploymentRecord], today: LocalDate
) -> HTML {
    if rows.isEmpty { return emptyState("No employment", icon: .building) }
    return dataTable(
        "Employments", rows,
        columns: [
            Column("Clinic") { $0.clinicName },
            Column("Position") { Position.name($0.position) },
            Column("From") { date($0.startsOn) },
            Column("To") { row in
                if let end = row.endsOn {
                    date(end.adding(days: -1))
                } else if frame.may(.employmentWrite) {
                    span(.class("muted")) { "open " }
                    a(.href(Place.endEmployment(frame.scope, person, row.id))) { "End…" }
                } else {
                    span(.class("muted")) { "open" }
                }
            },
        ])
}

private func roleTable(_ rows: [AppointmentRecord], today: LocalDate) -> HTML {
    if rows.isEmpty { return emptyState("No clinical role", icon: .stethoscope) }
    return dataTable(
        "Clinical roles", rows,
        columns: [
            Column("Clinic") { $0.clinicName },
            Column("Role") { Position.name($0.role) },
            Column("From") { date($0.startsOn) },
            Column("To") { row in date(row.endsOn?.adding(days: -1), else: "open") },
        ])
}

/// What happened to a person's record.
func personHistoryPage(_ frame: Frame, _ file: PersonFile) -> HTML {
    group {
        personHeader(frame, file)
        personTabs(frame, file.person.id, current: .personHistory(frame.scope, file.person.id))
        card { timeline(file.history.map { $0.timelineEntry(frame) }) }
    }
}

/// The form of a person's details; after a conflict with what somebody else saved beside it.
func editPersonPage(
    _ context: ScopedContext, _ frame: Frame, _ person: PersonRecord, _ form: PersonForm,
    _ errors: FieldErrors = FieldErrors(), isConflict: Bool = false
) -> HTML {
    group {
        pageHeader(
            "Change details",
            trail: [Crumb("People", .people(frame.scope)), Crumb(person.name, .person(frame.scope, person.id))])
        errorSummary(errors)
        if isConflict {
            notice(.warn, "Somebody else changed this person while you typed") {
                p { "Below is what you typed. This is what stands now; saving again replaces it." }
                summaryList([
                    Fact("Name", person.name), Fact("Date of birth", person.birthDate?.readable),
                    Fact("NPI", person.npi), Fact("Email", person.email), Fact("Phone", person.phone),
                ])
            }
        }
        postForm(context, .person(frame.scope, person.id)) {
            input(.type("hidden"), .name("version"), .value(String(person.version)))
            fields("Person") { personFields(form, errors) }
            formActions {
                submit("Save")
                cancelLink(.person(frame.scope, person.id))
            }
        }
    }
}
