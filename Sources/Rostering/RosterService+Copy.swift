import Postgres
package import PraxisCore

/// What copying a week did, in counts that the page says in words.
package struct CopyOutcome: Hashable, Codable, Sendable {
    package var shifts: Int
    package var people: Int
    /// Shifts whose times the clocks of the new week don't have.
    package var skippedShifts: Int
    /// People who are not cleared or busy in the new week.
    package var skippedPeople: Int
    /// Shifts at times that the clocks of the new week show twice; they are at the first of the two.
    package var repeatedShifts: Int

    package init(
        shifts: Int, people: Int = 0, skippedShifts: Int = 0, skippedPeople: Int = 0, repeatedShifts: Int = 0
    ) {
        self.shifts = shifts
        self.people = people
        self.skippedShifts = skippedShifts
        self.skippedPeople = skippedPeople
        self.repeatedShifts = repeatedShifts
    }
}

extension RosterService {
    /// Lays a week over another: its shifts by wall time, and with them those people who may and can work them.
    /// What the later week already has stays and is not doubled.
    package func copy(
        _ source: ISOWeek, to week: ISOWeek, withPeople: Bool, as caller: Caller
    ) async throws -> CopyOutcome {
        let scope = caller.scope
        return try await self.write(as: caller) { transaction in
            let (clinics, shifts, templates, assignments, present, taken, busy) = try await transaction.fetch(
                RosterStore.clinic(scope), RosterStore.shifts(in: source, of: scope),
                ShiftStore.templates(ofShiftsIn: source, in: scope), RosterStore.assignments(in: source, of: scope),
                RosterStore.shifts(in: week, of: scope),
                RosterStore.assignments(in: week, of: scope), ClearanceStore.busyElsewhere(in: week, of: scope))
            let clinic = try Self.site(clinics, of: caller)
            guard !shifts.isEmpty else { throw RosterError.unknown }
            let copy = WeekCopy(of: shifts, from: templates, to: week, in: clinic.zone, without: present)
            var outcome = CopyOutcome(
                shifts: copy.placed.count, skippedShifts: copy.refused.count,
                repeatedShifts: copy.placed.count(where: \.isFirstOfTwo))
            try await transaction.run(RosterStore.open(week, in: scope))
            for copied in copy.placed {
                try await transaction.run(
                    ShiftStore.add(copied.shift, to: week, in: scope),
                    AuditEvent("rostering.shift.create", "shift", copied.shift.id.uuid, clinic: clinic.id.uuid).append)
            }
            if withPeople {
                let wanted = copy.places(of: assignments)
                let free = wanted.filter { place in
                    !(taken.filter { $0.person == place.person }.map(\.span)
                        + (BusyRow.byPerson(busy)[place.person] ?? [])).contains { $0.overlaps(place.span) }
                }
                let refused = try await transaction.fetch(ClearanceStore.refusals(of: free))
                let cleared = free.filter { place in
                    !refused.contains { $0.person == place.person && $0.shift == place.shift }
                }
                for place in cleared {
                    let id = Assignment.ID.make()
                    try await transaction.run(
                        AssignmentStore.add(id, of: place.person, to: place.shift, in: scope),
                        AuditEvent(
                            "rostering.assignment.create", "assignment", id.uuid, clinic: clinic.id.uuid,
                            after: try JSONText([
                                "shift": place.shift.description, "person": place.person.description,
                            ])
                        ).append)
                }
                outcome.people = cleared.count
                outcome.skippedPeople = wanted.count - cleared.count
            }
            try await transaction.run(
                AuditEvent(
                    "rostering.roster.copy", "clinic", clinic.id.uuid, clinic: clinic.id.uuid,
                    after: try JSONText(["from": source.description, "to": week.description])
                ).append)
            return outcome
        }
    }
}
