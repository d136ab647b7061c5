// Data types of HL7 FHIR R4 (4.0.1), as far as a directory of providers uses them.

/// A code of a system that others know.
struct FHIRCoding: Encodable, Hashable {
    var system: String?
    let code: String
    var display: String?
}

/// A concept in words, with a code where there is one.
struct FHIRConcept: Encodable, Hashable {
    var coding: [FHIRCoding]?
    var text: String?
}

/// A number by which others know somebody or something.
struct FHIRIdentifier: Encodable, Hashable {
    var use: String?
    var type: FHIRConcept?
    var system: String?
    let value: String
    var assigner: FHIRReference?
}

/// The way to another entry of the bundle, or only its name.
struct FHIRReference: Encodable, Hashable {
    var reference: String?
    var display: String?
}

/// Civil dates, both included; open at the end without one.
struct FHIRPeriod: Encodable, Hashable {
    var start: String?
    var end: String?
}

/// A name of a person.
struct FHIRName: Encodable, Hashable {
    let use: String
    let family: String
    let given: [String]
    var suffix: [String]?
    var period: FHIRPeriod?
}

/// A telephone number or an address for mail.
struct FHIRContact: Encodable, Hashable {
    let system: String
    let value: String
    let use = "work"
}

/// A postal address in the United States.
struct FHIRAddress: Encodable, Hashable {
    var line: [String]?
    var city: String?
    let state: String
    var postalCode: String?
    let country = "US"
}

/// Systems of codes and numbers.
enum FHIRSystem {
    static let npi = "http://hl7.org/fhir/sid/us-npi"
    static let dea = "urn:oid:2.16.840.1.113883.4.814"
    static let taxID = "urn:oid:2.16.840.1.113883.4.4"
    static let taxonomy = "http://nucc.org/provider-taxonomy"
    static let identifierType = "http://terminology.hl7.org/CodeSystem/v2-0203"
    static let need = "http://terminology.hl7.org/CodeSystem/need"
    static let validationType = "http://terminology.hl7.org/CodeSystem/validation-type"
    static let validationStatus = "http://terminology.hl7.org/CodeSystem/validation-status"
}
