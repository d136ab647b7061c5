import PraxisCore
import Rostering

/// A week as the API tells it.
struct WeekBody: Encodable {
    let week: String
    let clinic: String
    let zone: String
    let state: String
    let publication: Int?
    let people: [PersonBody]
    let shifts: [ShiftBody]
    let assignments: [AssignmentBody]
    let conflicts: [RefusalBody]

    init(_ grid: RosterGrid) {
        self.week = grid.week.week.description
        self.clinic = grid.clinic.slug.description
        self.zone = grid.clinic.zone.name
        self.state = grid.week.state.code
        self.publication = grid.week.state.publication?.number
        self.people = grid.people.map(PersonBody.init)
        self.shifts = grid.week.shifts.map(ShiftBody.init)
        self.assignments = grid.week.assignments.map(AssignmentBody.init)
        self.conflicts = grid.conflicts.map(RefusalBody.init)
    }
}

/// All clinics' weeks at a glance.
struct OverviewBody: Encodable {
    let week: String
    let clinics: [Clinic]

    struct Clinic: Encodable {
        let clinic: String
        let name: String
        let state: String
        let have: Int
        let need: Int
        let minutes: Int
        let cost: String?
    }

    init(_ week: ISOWeek, _ clinics: [ClinicWeek]) {
        self.week = week.description
        self.clinics = clinics.map {
            Clinic(
                clinic: $0.clinic.slug.description, name: $0.clinic.name, state: $0.state.code, have: $0.coverage.have,
                need: $0.coverage.need, minutes: $0.minutes, cost: $0.cost?.plain)
        }
    }
}

struct PersonBody: Encodable {
    let id: RosterPerson.ID
    let name: String
    let roles: [String]

    init(_ person: RosterPerson) {
        self.id = person.id
        self.name = person.name
        self.roles = person.roles.map(\.code)
    }
}

struct RefusalBody: Encodable {
    let person: RosterPerson.ID
    let shift: Shift.ID
    let reasons: [ReasonBody]

    init(_ refusal: Refusal) {
        self.person = refusal.person
        self.shift = refusal.shift
        self.reasons = refusal.reasons.map(ReasonBody.init)
    }
}

/// A reason for programs, with the sentence that people see.
struct ReasonBody: Encodable {
    let requirement: String
    let state: String
    let text: String
    let coversUntil: LocalDate?

    init(_ reason: ClearanceReason) {
        self.requirement = reason.requirement
        self.state = reason.state
        self.text = RosterWords.reason(reason)
        self.coversUntil = reason.coversUntil
    }
}

extension RosterState {
    var code: String {
        switch self {
        case .draft: "draft"
        case .published: "published"
        case .changed: "changed"
        }
    }
}
