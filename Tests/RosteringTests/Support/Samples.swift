import PraxisCore
import Rostering

/// Samples that state only what matters to a test.
enum Sample {
    static let chicago = Zone("America/Chicago")!
    static let phoenix = Zone("America/Phoenix")!
    static let newYork = Zone("America/New_York")!
    static let ana = RosterPerson.ID("01900000-0000-7000-8000-000000000001")!
    static let ben = RosterPerson.ID("01900000-0000-7000-8000-000000000002")!

    static func span(_ start: String, _ end: String, in zone: Zone = newYork) -> Span {
        guard case .one(let from) = zone.instants(of: LocalDateTime(start)!),
            case .one(let to) = zone.instants(of: LocalDateTime(end)!), let span = Span(from, until: to)
        else { preconditionFailure("not a span: \(start) to \(end)") }
        return span
    }

    static func shift(
        _ start: String = "2026-03-30T08:00", _ end: String = "2026-03-30T16:00", need: Int = 1, rest: Int = 0,
        in zone: Zone = newYork
    ) -> Shift {
        let span = Self.span(start, end, in: zone)
        return Shift(
            id: .make(), template: nil, name: "Day", role: ClinicalRole("registered_nurse")!,
            date: zone.local(of: span.start).date, span: span, breakMinutes: rest, need: need)
    }
}

extension Shift {
    func assigned(to person: RosterPerson.ID, id: Assignment.ID = .make()) -> Assignment {
        Assignment(id: id, shift: self.id, person: person, role: self.role, date: self.date, span: self.span)
    }
}
