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

struct ShiftBody: Encodable {
    let id: Shift.ID
    let name: String
    let role: String
    let date: LocalDate
    let startsAt: Instant
    let endsAt: Instant
    let minutes: Int
    let breakMinutes: Int
    let need: Int
    let version: Int

    init(_ shift: Shift) {
        self.id = shift.id
        self.name = shift.name
        self.role = shift.role.code
        self.date = shift.date
        self.startsAt = shift.span.start
        self.endsAt = shift.span.end
        self.minutes = shift.span.minutes
        self.breakMinutes = shift.breakMinutes
        self.need = shift.need
        self.version = shift.version
    }
}

struct AssignmentBody: Encodable {
    let id: Assignment.ID
    let shift: Shift.ID
    let person: RosterPerson.ID
    let version: Int

    init(_ assignment: Assignment) {
        self.id = assignment.id
        self.shift = assignment.shift
        self.person = assignment.person
        self.version = assignment.version
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

/// A shift with the people on it and its candidates.
struct SheetBody: Encodable {
    let shift: ShiftBody
    let assignments: [AssignmentBody]
    let candidates: [Candidacy]

    struct Candidacy: Encodable {
        let person: PersonBody
        let available: Bool
        let reasons: [ReasonBody]
        let warnings: [ReasonBody]
        let busy: [SpanBody]
        let shortRest: [ShortRest]
        let weekMinutes: Int
    }

    struct ShortRest: Encodable {
        let minutes: Int
        let required: Int
        let binding: Bool
        let citation: String
    }

    init(_ sheet: ShiftSheet) {
        self.shift = ShiftBody(sheet.shift)
        self.assignments = sheet.holders.map { AssignmentBody($0.assignment) }
        self.candidates = sheet.candidates.map { candidate in
            Candidacy(
                person: PersonBody(candidate.person), available: candidate.isAvailable,
                reasons: candidate.reasons.map(ReasonBody.init),
                warnings: candidate.warnings.map(ReasonBody.init), busy: candidate.busy.map(SpanBody.init),
                shortRest: candidate.shortRests.map {
                    ShortRest(
                        minutes: $0.minutes, required: $0.rule.minutes, binding: $0.rule.isBinding,
                        citation: $0.rule.citation)
                }, weekMinutes: candidate.weekMinutes)
        }
    }
}

struct SpanBody: Encodable {
    let startsAt: Instant
    let endsAt: Instant

    init(_ span: Span) {
        self.startsAt = span.start
        self.endsAt = span.end
    }
}

/// What a publication would tell.
struct PublicationBody: Encodable {
    let state: String
    let fingerprint: String
    let unfilled: Int
    let differences: [Difference]
    let violations: [ViolationBody]

    struct Difference: Encodable {
        let person: RosterPerson.ID
        let added: [Assignment.ID]
        let removed: [Assignment.ID]
        let moved: [Assignment.ID]
        let minutes: Int
        let noticeMinutes: Int
    }

    init(_ draft: PublicationDraft, now: Instant) {
        self.state = draft.week.state.code
        self.fingerprint = draft.fingerprint.text
        self.unfilled = draft.coverage.unfilled
        self.differences = draft.differences.map {
            Difference(
                person: $0.person, added: $0.added.map(\.id), removed: $0.removed.map(\.id),
                moved: $0.moved.map(\.to.id),
                minutes: $0.minutes, noticeMinutes: $0.noticeMinutes(at: now))
        }
        self.violations = draft.violations.map(ViolationBody.init)
    }
}

struct TemplateBody: Encodable {
    let id: ShiftTemplate.ID
    let name: String
    let role: String
    let starts: TimeOfDay
    let ends: TimeOfDay
    let endPolicy: String
    let breakMinutes: Int
    let need: Int

    init(_ template: ShiftTemplate) {
        self.id = template.id
        self.name = template.name
        self.role = template.role.code
        self.starts = template.hours.starts
        self.ends = template.hours.ends
        self.endPolicy = template.hours.endPolicy.rawValue
        self.breakMinutes = template.breakMinutes
        self.need = template.need
    }
}

struct OwnShiftBody: Encodable {
    let id: Assignment.ID
    let clinic: String
    let zone: String
    let name: String
    let role: String
    let date: LocalDate
    let startsAt: Instant
    let endsAt: Instant

    init(_ shift: OwnShift) {
        self.id = shift.id
        self.clinic = shift.clinic
        self.zone = shift.zone.name
        self.name = shift.name
        self.role = shift.role.code
        self.date = shift.date
        self.startsAt = shift.span.start
        self.endsAt = shift.span.end
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
