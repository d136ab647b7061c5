import Credentialing
import HTML
import PraxisCore

/// That the registry deactivated the person's number: nothing is to be billed under it.
func standingNotice(_ file: CredentialFile) -> HTML {
    guard let standing = file.standing, standing.isDeactivated else { return HTML() }
    return notice(.bad, "The registry says that NPI \(file.person.npi ?? "") was \(standing.title)") {
        p { "Nothing can be billed under it. Ask the provider, and correct the number or bring a newer file in." }
    }
}

/// What somebody works as, by name, and the form that adds to it.
func specialtyCard(_ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ errors: FieldErrors) -> HTML {
    let (scope, person, mayWrite) = (context.scope, file.person.id, frame.may(.credentialWrite))
    return card("Specialties", id: "specialties") {
        if file.specialties.isEmpty {
            p(.class("muted")) { "None on file." }
        } else {
            dataTable(
                "Specialties", file.specialties,
                columns: [
                    Column("Name") { specialty in specialty.name ?? "In no release of the code set" },
                    Column("Code") { specialty in specialty.code },
                    .state("Status") { specialty in
                        if specialty.isRetired {
                            statusTag("Code retired", .warn)
                        } else if specialty.isPrimary {
                            statusTag("Primary", .info)
                        } else {
                            statusTag("Further")
                        }
                    },
                    Column("From") { specialty in specialty.isFromFile ? "A provider file, as reported" : "Entered here"
                    },
                    .steps("Action") { specialty in
                        if mayWrite {
                            postButton(context, .specialtyEnding(scope, person, specialty.id), "End", .quiet)
                        }
                    },
                ])
        }
        if mayWrite {
            postForm(context, .specialties(scope, person)) {
                textField(
                    Field(
                        "code", "Code", value: context.form["code"],
                        hint: "Such as 207Q00000X, from the list of specialties",
                        errors: errors), .maxlength(10))
                formActions {
                    submit("Add a specialty")
                    buttonLink("List of specialties", .taxonomy(scope), .quiet)
                }
            }
        }
    }
}

/// What the latest provider file says of somebody, to be compared with what is in hand; it proves nothing.
func registryCard(_ file: CredentialFile) -> HTML {
    guard let entry = file.registry else { return HTML() }
    return card("What the registry of NPIs says") {
        p(.class("muted")) {
            "As the provider reported it, in \(entry.fileName) of \(entry.importedOn.readable). Nobody has verified it."
        }
        ul(.class("plain")) {
            registryFacts(entry.provider)
            for license in entry.provider.licenses {
                li {
                    "License \(license.state) \(license.number): "
                    entry.isOnFile(license, among: file.credentials) ? "on file" : "not on file"
                }
            }
        }
    }
}

/// What else the registry says of somebody, for who compares it with the person.
func registryFacts(_ provider: ProviderRecord) -> HTML {
    var lines: [String] = []
    if let specialties = provider.specialties, !specialties.isEmpty {
        lines.append("Specialties: " + specialties.joined(separator: "; "))
    }
    if let name = provider.otherName {
        let kind = provider.otherNameKind == "2" ? "Professional name" : "Former or other name"
        lines.append("\(kind): \(name.given) \(name.family)")
    }
    if let details = provider.details { lines += registryDetails(details, phone: provider.phone) }
    if let day = provider.lastUpdated {
        let certified = provider.details?.certifiedOn.map { ", certified \($0.readable)" }
        lines.append("Registry entry of \(day.readable)\(certified ?? "")")
    }
    if let standing = provider.standing { lines.append("The number is \(standing.title)") }
    return group { for line in lines { li(.class("muted")) { line } } }
}

private func registryDetails(_ details: ProviderRecord.Details, phone: String?) -> [String] {
    var lines: [String] = []
    if let address = details.practiceAddress {
        let reached = [phone.map { "phone \($0)" }, details.fax.map { "fax \($0)" }].compactMap(\.self)
        lines.append("Practices at " + ([address] + reached).joined(separator: ", "))
    }
    let numbers = details.identifiers.map { identifier in
        [identifier.issuer, identifier.state, identifier.number].compactMap(\.self).joined(separator: " ")
    }
    if !numbers.isEmpty { lines.append("Other numbers: " + numbers.joined(separator: "; ")) }
    return lines
}
