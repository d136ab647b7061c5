import PraxisCore
import Rostering

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
