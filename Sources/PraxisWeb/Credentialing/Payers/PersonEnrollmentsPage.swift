import Credentialing
import HTML
import PraxisCore

/// A person's enrollments, and what is missing.
func personEnrollmentsPage(_ context: ScopedContext, _ frame: Frame, _ file: PersonEnrollments) -> HTML {
    let scope = context.scope
    let place = Place.personEnrollments(scope, file.person)
    return group {
        pageHeader(
            file.name, lead: file.sites.map(\.clinicName).joined(separator: " · "),
            trail: [Crumb("Payers", .enrollments(scope))]
        ) {
            if frame.may(.payerRosterWrite), file.plans.contains(where: \.isDelegated) {
                for site in file.sites {
                    buttonLink(
                        file.sites.count == 1 ? "For rosters" : "For rosters, \(site.clinicName)",
                        .rosterProfile(scope, file.person, site.clinic))
                }
            }
            if frame.may(.enrollmentWrite) {
                buttonLink("Add an enrollment", .newEnrollment(scope, file.person), .primary, icon: .plus)
            }
        }
        personTabs(frame, PersonRecord.ID(file.person.uuid), current: place)
        holdNotice(file.enrollments)
        optOutNotice(file.medicare)
        if !file.missing.isEmpty {
            notice(.warn, "May work, but may not be billed everywhere") {
                ul(.class("plain")) {
                    for row in file.missing { li { "\(row.clinic): \(row.sentence)" } }
                }
            }
        }
        if file.enrollments.isEmpty {
            emptyState("No enrollments on file", "Add the first application to a payer.", icon: .receipt)
        } else {
            enrollmentTable(frame, file.enrollments, showsNames: false)
        }
        medicareListCard(file.medicare)
    }
}

/// The form of a new enrollment.
func newEnrollmentPage(_ context: ScopedContext, _ file: PersonEnrollments, _ errors: FieldErrors) -> HTML {
    let scope = context.scope
    let form = context.form
    return group {
        pageHeader(
            "Add an enrollment", lead: file.name,
            trail: [Crumb(file.name, .personEnrollments(scope, file.person))])
        errorSummary(errors)
        postForm(context, .personEnrollments(scope, file.person)) {
            fieldRow {
                selectField(
                    Field(
                        "clinic", "Clinic",
                        value: form["clinic"] ?? (file.sites.count == 1 ? file.sites[0].clinic.description : nil),
                        errors: errors),
                    file.sites.map { Choice($0.clinic.description, $0.clinicName) }, blank: "Choose")
                selectField(
                    Field("plan", "Plan", value: form["plan"], errors: errors),
                    file.plans.map { Choice($0.id.description, $0.title) }, blank: "Choose")
            }
            enrollmentFields(EnrollmentValues(form), Enrollment.Status.allCases, errors)
            formActions {
                submit("Put on file")
                cancelLink(.personEnrollments(scope, file.person))
            }
        }
    }
}
