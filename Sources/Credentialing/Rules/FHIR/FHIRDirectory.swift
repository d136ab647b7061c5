import FoundationEssentials
import PraxisCore

/// Turns a directory into resources of FHIR R4: one PractitionerRole for each appointment, one VerificationResult for
/// each credential. Entries refer to each other by `urn:uuid:`, for a collection has no server behind it.
///
/// Of malpractice insurance it tells that there is a policy, its carrier, number and days, as a qualification. The limits,
/// the kind of policy and its retroactive date are left out: base R4 has no element for a provider's liability cover
/// (`Coverage` and `InsurancePlan` are about patients), and an extension of our own nobody would read.
enum FHIRDirectory {
    static func reference(_ id: String) -> FHIRReference { FHIRReference(reference: "urn:uuid:\(id)") }

    /// The practice, its legal entities and its clinics, each once.
    static func resources(of sites: [DirectorySite]) -> [any FHIRResource] {
        var known: Set<String> = []
        var resources: [any FHIRResource] = []
        for site in sites {
            let (practice, entity) = (site.practice.text, site.entity.text)
            if known.insert(practice).inserted {
                resources.append(FHIROrganization(id: practice, name: site.practiceName))
            }
            if known.insert(entity).inserted {
                resources.append(
                    FHIROrganization(
                        id: entity, identifier: self.identifiers(of: site).nonempty, name: site.entityName,
                        partOf: self.reference(practice)))
            }
            resources.append(
                FHIRLocation(
                    id: site.clinic.text, status: site.isOpen ? "active" : "inactive", name: site.name,
                    address: FHIRAddress(
                        line: site.street.nonempty.map { [$0] }, city: site.city.nonempty, state: site.state,
                        postalCode: site.postalCode.nonempty),
                    managingOrganization: self.reference(entity)))
        }
        return resources
    }

    private static func identifiers(of site: DirectorySite) -> [FHIRIdentifier] {
        [("NPI", FHIRSystem.npi, site.entityNPI), ("TAX", FHIRSystem.taxID, site.entityTaxID)].compactMap {
            type, system, value in
            value.map { FHIRIdentifier(use: "official", type: self.type(type), system: system, value: $0) }
        }
    }

    /// The legal entity of each clinic.
    static func entities(of sites: [DirectorySite]) -> [String: String] {
        Dictionary(sites.map { ($0.clinic.text, $0.entity.text) }, uniquingKeysWith: { first, _ in first })
    }

    /// A person with their appointments and what was verified.
    static func resources(
        of person: DirectoryPerson, names: [DirectoryName], specialties: [DirectorySpecialty], roles: [DirectoryRole],
        credentials: [DirectoryCredential], entities: [String: String]
    ) -> [any FHIRResource] {
        let id = person.id.description
        let practitioner = FHIRPractitioner(
            id: id,
            identifier: person.npi.map {
                [FHIRIdentifier(use: "official", type: self.type("NPI"), system: FHIRSystem.npi, value: $0)]
            },
            active: roles.contains(where: \.isCurrent),
            name: ([person.name] + names).map(self.name),
            telecom: self.contacts(of: person).nonempty,
            birthDate: person.birthDate?.description,
            qualification: credentials.map(self.qualification).nonempty)
        let appointments = roles.map { role in
            FHIRPractitionerRole(
                id: role.id.text, active: role.isCurrent, period: self.period(role.startsOn, until: role.endsOn),
                practitioner: self.reference(id), organization: self.reference(entities[role.clinic.text] ?? ""),
                code: [FHIRConcept(text: ClinicalRole(rawValue: role.role)?.title ?? role.role)],
                specialty: specialties.map(self.specialty).nonempty, location: [self.reference(role.clinic.text)])
        }
        return [practitioner] + appointments
            + credentials.enumerated().map { self.verification(of: $1, at: $0, practitioner: id) }
    }

    private static func specialty(_ specialty: DirectorySpecialty) -> FHIRConcept {
        FHIRConcept(
            coding: [FHIRCoding(system: FHIRSystem.taxonomy, code: specialty.code, display: specialty.name)],
            text: specialty.name)
    }

    private static func name(_ name: DirectoryName) -> FHIRName {
        let use =
            switch name.kind {
            case "former": "old"
            case "preferred": "nickname"
            case "professional": "usual"
            default: "official"
            }
        let isDated = name.startsOn != nil || name.endsOn != nil
        return FHIRName(
            use: use, family: name.family, given: [name.given] + (name.middle.map { [$0] } ?? []),
            suffix: name.suffix.map { [$0] }, period: isDated ? self.period(name.startsOn, until: name.endsOn) : nil)
    }

    private static func contacts(of person: DirectoryPerson) -> [FHIRContact] {
        [("phone", person.phone), ("email", person.email)].compactMap { system, value in
            value.map { FHIRContact(system: system, value: $0) }
        }
    }

    private static func qualification(_ credential: DirectoryCredential) -> FHIRPractitioner.Qualification {
        let issuer = self.issuer(of: credential).map { FHIRReference(display: $0) }
        return FHIRPractitioner.Qualification(
            identifier: credential.number.map { [self.identifier($0, of: credential, from: issuer)] },
            code: FHIRConcept(
                text: [credential.typeName, credential.state].compactMap(\.self).joined(separator: ", ")),
            period: FHIRPeriod(start: credential.issuedOn.description, end: credential.expiresOn?.description),
            issuer: issuer)
    }

    private static func issuer(of credential: DirectoryCredential) -> String? {
        switch (credential.type, credential.category) {
        case (_, _) where credential.issuer != nil: credential.issuer
        case ("dea", _): "Drug Enforcement Administration"
        case (_, "license"), (_, "registration"): credential.state.map { "State of \($0)" }
        default: nil
        }
    }

    /// Boards of states have no system of their own for numbers: who assigned one says whose it is.
    private static func identifier(
        _ number: String, of credential: DirectoryCredential, from issuer: FHIRReference?
    ) -> FHIRIdentifier {
        switch (credential.type, credential.category) {
        case ("dea", _):
            FHIRIdentifier(
                use: "official", type: self.type("DEA"), system: FHIRSystem.dea, value: number, assigner: issuer)
        case (_, "license") where credential.state != nil:
            FHIRIdentifier(use: "official", type: self.type("SL"), value: number, assigner: issuer)
        default: FHIRIdentifier(value: number, assigner: issuer)
        }
    }

    /// `attested` is what the holder alone says; `validated` and `val-fail` are what the source answered.
    private static func verification(
        of credential: DirectoryCredential, at index: Int, practitioner: String
    ) -> FHIRVerificationResult {
        let status = credential.result.map { $0.isGood ? "validated" : "val-fail" } ?? "attested"
        let source = credential.verifiedAt.map { at in
            FHIRVerificationResult.Source(
                who: FHIRReference(display: credential.source ?? ""),
                communicationMethod: [FHIRConcept(text: credential.method?.title)],
                validationStatus: FHIRConcept(coding: [
                    FHIRCoding(
                        system: FHIRSystem.validationStatus, code: status == "validated" ? "successful" : "failed")
                ]), validationDate: at.description)
        }
        return FHIRVerificationResult(
            id: credential.id.description, target: [self.reference(practitioner)],
            targetLocation: ["Practitioner.qualification[\(index)]"], status: status,
            statusDate: credential.verifiedAt?.description,
            validationType: FHIRConcept(coding: [
                FHIRCoding(system: FHIRSystem.validationType, code: source == nil ? "nothing" : "primary")
            ]), lastPerformed: credential.verifiedAt?.description, primarySource: source.map { [$0] })
    }

    private static func type(_ code: String) -> FHIRConcept {
        FHIRConcept(coding: [FHIRCoding(system: FHIRSystem.identifierType, code: code)])
    }

    /// The days of a half-open span, both included.
    private static func period(_ start: LocalDate?, until end: LocalDate?) -> FHIRPeriod {
        FHIRPeriod(start: start?.description, end: end?.adding(days: -1).description)
    }
}

extension UUID {
    fileprivate var text: String { self.uuidString.lowercased() }
}

extension RangeReplaceableCollection {
    /// `nil` where there is nothing: FHIR knows no empty strings or lists.
    fileprivate var nonempty: Self? { self.isEmpty ? nil : self }
}
