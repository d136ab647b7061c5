import PraxisCore
import Rostering

extension RosterGrid: APIObject {
    static let members: [APIMember<RosterGrid>] = [
        APIMember("week") { $0.week.week }, APIMember("clinic") { $0.clinic.slug },
        APIMember("zone") { $0.clinic.zone }, APIMember("state") { $0.week.state },
        APIMember("publication") { $0.week.state.publication?.number }, APIMember("people") { $0.people },
        APIMember("shifts") { $0.week.shifts }, APIMember("assignments") { $0.week.assignments },
        APIMember("conflicts") { $0.conflicts },
    ]
}

/// All clinics' weeks at a glance, as the API tells them.
struct WeekOverview: APIObject {
    let week: ISOWeek
    let clinics: [ClinicWeek]

    static let members: [APIMember<WeekOverview>] = [
        APIMember("week") { $0.week }, APIMember("clinics") { $0.clinics },
    ]
}

extension ClinicWeek: APIObject {
    static let members: [APIMember<ClinicWeek>] = [
        APIMember("clinic") { $0.clinic.slug }, APIMember("name") { $0.clinic.name }, APIMember("state") { $0.state },
        APIMember("have") { $0.coverage.have }, APIMember("need") { $0.coverage.need },
        APIMember("minutes") { $0.minutes }, APIMember("cost") { $0.cost },
    ]
}

extension RosterPerson: APIObject {
    static let members: [APIMember<RosterPerson>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("roles") { $0.roles },
    ]
}

extension Refusal: APIObject {
    static let members: [APIMember<Refusal>] = [
        APIMember("person") { $0.person }, APIMember("shift") { $0.shift }, APIMember("reasons") { $0.reasons },
    ]
}

/// With the sentence that people see.
extension ClearanceReason: APIObject {
    static let members: [APIMember<ClearanceReason>] = [
        APIMember("requirement") { $0.requirement }, APIMember("state") { $0.state },
        APIMember("text") { RosterWords.reason($0) }, APIMember("covers_until") { $0.coversUntil },
    ]
}

extension ClinicalRole: APIText {
    static var schema: Schema { .text(1...40) }
}

extension RosterState: APIValue {
    static var schema: Schema { .choice("draft", "published", "changed") }

    var json: JSONValue {
        switch self {
        case .draft: "draft"
        case .published: "published"
        case .changed: "changed"
        }
    }
}

extension CopyOutcome: APIObject {
    static let members: [APIMember<CopyOutcome>] = [
        APIMember("shifts") { $0.shifts }, APIMember("people") { $0.people },
        APIMember("skipped_shifts") { $0.skippedShifts }, APIMember("skipped_people") { $0.skippedPeople },
        APIMember("repeated_shifts") { $0.repeatedShifts },
    ]
}
