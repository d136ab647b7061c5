import PraxisCore
import Rostering

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
