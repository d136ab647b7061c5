import Credentialing
import PraxisCore

extension ProviderImportFile: APIObject {
    static let members: [APIMember<ProviderImportFile>] = [
        APIMember("file") { $0.summary.fileName }, APIMember("state") { $0.summary.state },
        APIMember("counts") { OutcomeCounts(file: $0.summary) }, APIMember("rows") { $0.rows },
        APIMember("next") { $0.next.map(String.init) },
    ]
}

extension ProviderImport.State: APIWord {}

/// How many rows have each outcome that rows have.
private struct OutcomeCounts: APIObject {
    let file: ProviderImport

    static let members = ProviderPreview.Outcome.allCases.map { outcome in
        APIMember<OutcomeCounts>(outcome.rawValue) { $0.file.counts[outcome.rawValue] }
    }
}

extension ProviderPreview: APIObject {
    static let members: [APIMember<ProviderPreview>] = [
        APIMember("row") { $0.row }, APIMember("npi") { $0.npi }, APIMember("outcome") { $0.outcome },
        APIMember("provider") { $0.provider }, APIMember("person") { $0.person }, APIMember("changes") { $0.changes },
        APIMember("problems") { $0.problems }, APIMember("standing") { $0.standing },
    ]
}

extension ProviderPreview.Outcome: APIWord {}

extension ProviderPreview.Change: APIObject {
    static let members: [APIMember<ProviderPreview.Change>] = [
        APIMember("field") { $0.field }, APIMember("before") { $0.before }, APIMember("after") { $0.after },
    ]
}

extension ProviderRecord: APIObject {
    static let members: [APIMember<ProviderRecord>] = [
        APIMember("npi") { $0.npi }, APIMember("name") { $0.name }, APIMember("other_name") { $0.otherName },
        APIMember("birth_date") { $0.birthDate }, APIMember("degree") { $0.degree }, APIMember("phone") { $0.phone },
        APIMember("city") { $0.city }, APIMember("state") { $0.state }, APIMember("taxonomies") { $0.taxonomies },
        APIMember("specialties") { $0.specialties }, APIMember("standing") { $0.standing },
        APIMember("details") { $0.details },
        APIMember("licenses") { $0.licenses }, APIMember("last_updated") { $0.lastUpdated },
        APIMember("remarks") { $0.remarks },
    ]
}

extension NPIStanding: APIObject {
    static let members: [APIMember<NPIStanding>] = [
        APIMember("deactivated_on") { $0.deactivatedOn }, APIMember("reactivated_on") { $0.reactivatedOn },
        APIMember("reason") { $0.reason }, APIMember("replacement") { $0.replacement },
    ]
}

extension ProviderRecord.Details: APIObject {
    static let members: [APIMember<ProviderRecord.Details>] = [
        APIMember("sex") { $0.sex }, APIMember("enumerated_on") { $0.enumeratedOn },
        APIMember("certified_on") { $0.certifiedOn }, APIMember("practice_address") { $0.practiceAddress },
        APIMember("mailing_address") { $0.mailingAddress }, APIMember("fax") { $0.fax },
        APIMember("sole_proprietor") { $0.isSoleProprietor }, APIMember("identifiers") { $0.identifiers },
    ]
}

extension ProviderRecord.Details.Identifier: APIObject {
    static let members: [APIMember<ProviderRecord.Details.Identifier>] = [
        APIMember("number") { $0.number }, APIMember("type") { $0.type }, APIMember("state") { $0.state },
        APIMember("issuer") { $0.issuer },
    ]
}

extension ProviderRecord.Name: APIObject {
    static let members: [APIMember<ProviderRecord.Name>] = [
        APIMember("given") { $0.given }, APIMember("middle") { $0.middle }, APIMember("family") { $0.family },
        APIMember("suffix") { $0.suffix },
    ]
}

extension ProviderRecord.License: APIObject {
    static let members: [APIMember<ProviderRecord.License>] = [
        APIMember("number") { $0.number }, APIMember("state") { $0.state }, APIMember("taxonomy") { $0.taxonomy },
    ]
}

extension NPI: APIText {
    static var schema: Schema { .text(10...10) }
}
