// Resources of HL7 FHIR R4 (4.0.1); members are named as there.

/// Anything that an entry of a bundle holds.
protocol FHIRResource: Encodable, Sendable {
    var id: String { get }
}

struct FHIROrganization: FHIRResource {
    let resourceType = "Organization"
    let id: String
    var identifier: [FHIRIdentifier]?
    let active = true
    let name: String
    var partOf: FHIRReference?
}

struct FHIRLocation: FHIRResource {
    let resourceType = "Location"
    let id: String
    let status: String
    let name: String
    let mode = "instance"
    let address: FHIRAddress
    let managingOrganization: FHIRReference
}

struct FHIRPractitioner: FHIRResource {
    /// A credential that counts, over the days of its latest term.
    struct Qualification: Encodable, Hashable {
        var identifier: [FHIRIdentifier]?
        let code: FHIRConcept
        let period: FHIRPeriod
        var issuer: FHIRReference?
    }

    let resourceType = "Practitioner"
    let id: String
    var identifier: [FHIRIdentifier]?
    let active: Bool
    let name: [FHIRName]
    var telecom: [FHIRContact]?
    var birthDate: String?
    var qualification: [Qualification]?
}

/// One appointment of a person at a clinic.
struct FHIRPractitionerRole: FHIRResource {
    let resourceType = "PractitionerRole"
    let id: String
    let active: Bool
    let period: FHIRPeriod
    let practitioner: FHIRReference
    let organization: FHIRReference
    let code: [FHIRConcept]
    var specialty: [FHIRConcept]?
    let location: [FHIRReference]
}

/// What a primary source said of a qualification, or that nobody asked it yet.
struct FHIRVerificationResult: FHIRResource {
    struct Source: Encodable, Hashable {
        let who: FHIRReference
        let communicationMethod: [FHIRConcept]
        let validationStatus: FHIRConcept
        let validationDate: String
    }

    let resourceType = "VerificationResult"
    let id: String
    let target: [FHIRReference]
    let targetLocation: [String]
    let need = FHIRConcept(coding: [FHIRCoding(system: FHIRSystem.need, code: "periodic")])
    let status: String
    var statusDate: String?
    var validationType: FHIRConcept?
    var lastPerformed: String?
    var primarySource: [Source]?
}
