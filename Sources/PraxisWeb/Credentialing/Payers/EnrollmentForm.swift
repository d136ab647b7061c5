import Credentialing
import HTML
import PraxisCore

/// The fields of an enrollment as they are shown: what was typed, or what is on file.
struct EnrollmentValues {
    let status: String?
    let participating: String?
    let submitted: String?
    let firstService: String?
    let isInDisaster: Bool
    let effective: String?
    let term: String?
    let payerNumber: String?
    let revalidationDue: String?

    init(_ form: Form) {
        self.status = form["status"]
        self.participating = form["participating"]
        self.submitted = form["submitted"]
        self.firstService = form["first_service"]
        self.isInDisaster = form.has("disaster")
        self.effective = form["effective"]
        self.term = form["term"]
        self.payerNumber = form["payer_number"]
        self.revalidationDue = form["revalidation_due"]
    }

    init(_ enrollment: Enrollment) {
        self.status = enrollment.status.rawValue
        self.participating = enrollment.isParticipating.map { $0 ? "yes" : "no" }
        self.submitted = enrollment.submittedOn?.description
        self.firstService = enrollment.firstServiceOn?.description
        self.isInDisaster = enrollment.isInDisaster
        self.effective = enrollment.effectiveOn?.description
        self.term = enrollment.termOn?.description
        self.payerNumber = enrollment.payerNumber
        self.revalidationDue = enrollment.revalidationDueOn?.description
    }
}

/// The fields of an enrollment.
func enrollmentFields(_ values: EnrollmentValues, _ statuses: [Enrollment.Status], _ errors: FieldErrors) -> HTML {
    func day(_ name: String, _ title: String, _ value: String?, _ hint: String? = nil) -> HTML {
        dateField(Field(name, title, value: value, hint: hint, errors: errors, isOptional: true))
    }
    return group {
        fieldRow {
            selectField(
                Field("status", "Status", value: values.status, errors: errors),
                statuses.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            textField(
                Field(
                    "payer_number", "Payer's number", value: values.payerNumber, hint: "Such as a PTAN", errors: errors,
                    isOptional: true), .maxlength(40), .autocomplete("off"))
        }
        fields("The application") {
            fieldRow {
                day("submitted", "Received by the payer", values.submitted)
                day(
                    "first_service", "First service at the clinic", values.firstService,
                    "Medicare counts from the later of the two days")
            }
            checkbox(
                "disaster", "A declared disaster kept the person from enrolling earlier", isOn: values.isInDisaster)
        }
        fields("What the payer decided") {
            fieldRow {
                day("effective", "First day that is paid", values.effective)
                day("term", "Last day that is paid", values.term, "Only where the enrollment has ended")
            }
            fieldRow {
                selectField(
                    Field(
                        "participating", "Participating", value: values.participating, errors: errors, isOptional: true),
                    [Choice("yes", "Participating"), Choice("no", "Not participating")], blank: "Not known yet")
                day(
                    "revalidation_due", "Revalidation due", values.revalidationDue,
                    "The day that the payer published; for Medicare the rule's where it is blank")
            }
        }
    }
}

/// The form that changes an enrollment.
func changeEnrollmentPage(_ context: ScopedContext, _ record: EnrollmentRecord, _ errors: FieldErrors) -> HTML {
    let (scope, enrollment) = (context.scope, record.enrollment)
    let statuses = [enrollment.status] + enrollment.status.next
    return group {
        pageHeader(
            "Change an enrollment", lead: "\(enrollment.name) · \(enrollment.clinic) · \(enrollment.planTitle)",
            trail: [Crumb(enrollment.planTitle, .enrollment(scope, enrollment.id))])
        errorSummary(errors)
        postForm(context, .enrollment(scope, enrollment.id)) {
            input(
                .type("hidden"), .name("version"), .value(context.form["version"] ?? String(enrollment.version)))
            enrollmentFields(
                errors.isEmpty ? EnrollmentValues(enrollment) : EnrollmentValues(context.form), statuses, errors)
            formActions {
                submit("Save")
                cancelLink(.enrollment(scope, enrollment.id))
            }
        }
    }
}
