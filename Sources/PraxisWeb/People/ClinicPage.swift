import HTML
import PraxisCore

/// The list of clinics.
func clinicsPage(_ frame: Frame, _ clinics: [ClinicRecord]) -> HTML {
    group {
        pageHeader("Clinics", tag: statusTag("\(clinics.count)"))
        dataTable(
            "Clinics", clinics,
            columns: [
                Column("Clinic") { row in a(.href(Place.clinic(row.slug))) { row.name } },
                Column("Place") { "\($0.city), \($0.state)" },
                Column("Time zone") { $0.zone },
                Column("Legal entity") { $0.entity ?? "" },
                .number("People") { String($0.people) },
                .state("State") { row in
                    row.closedOn == nil ? statusTag("Open", .ok) : statusTag("Closed")
                },
            ])
    }
}

/// One clinic.
func clinicPage(_ frame: Frame, _ clinic: ClinicRecord, _ history: [AuditEntry]) -> HTML {
    group {
        pageHeader(
            clinic.name, tag: clinic.closedOn == nil ? statusTag("Open", .ok) : statusTag("Closed"),
            trail: [Crumb("Clinics", .clinics(.all))]
        ) {
            if frame.may(.credentialRead) {
                buttonLink("Credentials", .clinicCredentials(.clinic(clinic.slug)), icon: .badge)
            }
            if frame.may(.clinicWrite) { buttonLink("Change", .editClinic(clinic.slug), icon: .pencil) }
        }
        tiles {
            statTile("People today", String(clinic.people), place: frame.may(.personRead) ? .people(frame.scope) : nil)
            statTile("Time zone", clinic.zone)
            statTile("State", clinic.state, detail: "whose licenses count here")
        }
        div(.class("columns")) {
            card("Details") {
                summaryList([
                    Fact("Street", clinic.street), Fact("City", "\(clinic.city), \(clinic.state) \(clinic.postalCode)"),
                    Fact("Legal entity", clinic.entity),
                    Fact("Name in addresses") { span(.class("mono")) { clinic.slug.description } },
                ])
            }
            if frame.may(.auditRead) { card("History") { timeline(history.map { $0.timelineEntry(frame) }) } }
        }
    }
}

/// What the form of a clinic sent.
struct ClinicForm: Sendable {
    let name: String?
    let street: String?
    let city: String?
    let postalCode: String?

    init(_ form: Form) {
        self.name = form["name"]
        self.street = form["street"]
        self.city = form["city"]
        self.postalCode = form["postal_code"]
    }

    init(_ clinic: ClinicRecord) {
        self.name = clinic.name
        self.street = clinic.street
        self.city = clinic.city
        self.postalCode = clinic.postalCode
    }

    func validated() throws(FieldErrors) -> ClinicDetails {
        var errors = FieldErrors()
        let name = errors.check(
            "name", self.name, { $0.count <= 100 ? $0 : nil }, else: "Enter a name of at most 100 characters")
        if let code = self.postalCode, !code.allSatisfy({ $0.isASCIIDigit || $0 == "-" }) {
            errors.add("postal_code", "Enter a ZIP code such as 80202")
        }
        guard let name, errors.isEmpty else { throw errors }
        return ClinicDetails(
            name: name, street: self.street ?? "", city: self.city ?? "", postalCode: self.postalCode ?? "")
    }
}

/// The form of a clinic's name and address.
func editClinicPage(
    _ context: ScopedContext, _ clinic: ClinicRecord, _ form: ClinicForm, _ errors: FieldErrors = FieldErrors()
) -> HTML {
    group {
        pageHeader(
            "Change \(clinic.name)",
            trail: [Crumb("Clinics", .clinics(.all)), Crumb(clinic.name, .clinic(clinic.slug))])
        errorSummary(errors)
        postForm(context, .clinic(clinic.slug)) {
            input(.type("hidden"), .name("version"), .value(String(clinic.version)))
            textField(Field("name", "Name", value: form.name, errors: errors))
            textField(Field("street", "Street", value: form.street, errors: errors, isOptional: true))
            fieldRow {
                textField(Field("city", "City", value: form.city, errors: errors, isOptional: true))
                textField(
                    Field("postal_code", "ZIP code", value: form.postalCode, errors: errors, isOptional: true),
                    .inputmode("numeric"))
            }
            formActions {
                submit("Save")
                cancelLink(.clinic(clinic.slug))
            }
        }
    }
}
