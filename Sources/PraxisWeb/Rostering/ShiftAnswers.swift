import PraxisCore
import Rostering

extension Shift: APIObject {
    static let members: [APIMember<Shift>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("role") { $0.role },
        APIMember("date") { $0.date }, APIMember("starts_at") { $0.span.start }, APIMember("ends_at") { $0.span.end },
        APIMember("minutes") { $0.span.minutes }, APIMember("break_minutes") { $0.breakMinutes },
        APIMember("need") { $0.need }, APIMember("services") { $0.services },
        APIMember("version") { $0.version },
    ]
}

extension Assignment: APIObject {
    static let members: [APIMember<Assignment>] = [
        APIMember("id") { $0.id }, APIMember("shift") { $0.shift }, APIMember("person") { $0.person },
        APIMember("version") { $0.version },
    ]
}

extension ShiftSheet: APIObject {
    static let members: [APIMember<ShiftSheet>] = [
        APIMember("shift") { $0.shift }, APIMember("assignments") { $0.holders.map(\.assignment) },
        APIMember("candidates") { $0.candidates },
    ]
}

extension Candidate: APIObject {
    static let members: [APIMember<Candidate>] = [
        APIMember("person") { $0.person }, APIMember("available") { $0.isAvailable },
        APIMember("reasons") { $0.reasons }, APIMember("warnings") { $0.warnings },
        APIMember("may_not_bill") { $0.billing }, APIMember("busy") { $0.busy },
        APIMember("short_rest") { $0.shortRests }, APIMember("week_minutes") { $0.weekMinutes },
    ]
}

extension Candidate.ShortRest: APIObject {
    static let members: [APIMember<Candidate.ShortRest>] = [
        APIMember("minutes") { $0.minutes }, APIMember("required") { $0.rule.minutes },
        APIMember("binding") { $0.rule.isBinding }, APIMember("citation") { $0.rule.citation },
    ]
}

extension Span: APIObject {
    static let members: [APIMember<Span>] = [APIMember("starts_at") { $0.start }, APIMember("ends_at") { $0.end }]
}

extension ShiftTemplate: APIObject {
    static let members: [APIMember<ShiftTemplate>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("role") { $0.role },
        APIMember("starts") { $0.hours.starts }, APIMember("ends") { $0.hours.ends },
        APIMember("end_policy") { $0.hours.endPolicy }, APIMember("break_minutes") { $0.breakMinutes },
        APIMember("need") { $0.need }, APIMember("services") { $0.services },
    ]
}

extension WallHours.EndPolicy: APIWord {}

extension OwnShift: APIObject {
    static let members: [APIMember<OwnShift>] = [
        APIMember("id") { $0.id }, APIMember("clinic") { $0.clinic }, APIMember("zone") { $0.zone },
        APIMember("name") { $0.name }, APIMember("role") { $0.role }, APIMember("date") { $0.date },
        APIMember("starts_at") { $0.span.start }, APIMember("ends_at") { $0.span.end },
    ]
}
