import Postgres
package import PraxisCore

extension RosterService {
    /// Puts a person on a shift. Clearance and double booking are judged by the database.
    package func assign(
        _ person: RosterPerson.ID, to shift: Shift.ID, as caller: Caller
    ) async throws -> Assignment.ID {
        let id = Assignment.ID.make()
        return try await self.write(as: caller) { transaction in
            let (clinics, shifts) = try await transaction.fetch(
                RosterStore.clinic(caller.scope), ShiftStore.shift(shift, in: caller.scope))
            let clinic = try Self.site(clinics, of: caller)
            guard !shifts.isEmpty else { throw RosterError.unknown }
            try await transaction.run(
                AssignmentStore.add(id, of: person, to: shift, in: caller.scope),
                AuditEvent(
                    "rostering.assignment.create", "assignment", id.uuid, clinic: clinic.id.uuid,
                    after: try JSONText(Place(shift: shift, person: person))
                ).append)
            return id
        }
    }

    /// Gives an assignment to another person, another day, or both: the shift of the same kind on that day.
    package func move(
        _ id: Assignment.ID, version: Int, to person: RosterPerson.ID, on day: LocalDate, as caller: Caller
    ) async throws -> Assignment.ID {
        try await self.write(as: caller) { transaction in
            let (clinics, assignments, targets) = try await transaction.fetch(
                RosterStore.clinic(caller.scope), AssignmentStore.assignment(id, in: caller.scope),
                AssignmentStore.target(of: id, on: day, in: caller.scope))
            let clinic = try Self.site(clinics, of: caller)
            guard let assignment = assignments.first else { throw RosterError.unknown }
            guard assignment.version == version else {
                throw RosterError.stale(seen: version, now: assignment.version)
            }
            guard let target = targets.first else { throw RosterError.noSuchShift(day) }
            let moved = try await transaction.execute(
                AssignmentStore.move(id, version: version, to: target.id, of: person, in: caller.scope))
            guard moved == 1 else { throw RosterError.stale(seen: version, now: version + 1) }
            try await transaction.run(
                AuditEvent(
                    "rostering.assignment.move", "assignment", id.uuid, clinic: clinic.id.uuid,
                    before: try JSONText(Place(shift: assignment.shift, person: assignment.person)),
                    after: try JSONText(Place(shift: target.id, person: person))
                ).append)
            return id
        }
    }

    /// Takes a person off a shift; the assignment stays in the history.
    ///
    /// - Returns: the shift.
    @discardableResult
    package func unassign(_ id: Assignment.ID, version: Int, as caller: Caller) async throws -> Shift.ID {
        try await self.write(as: caller) { transaction in
            let (clinics, assignments) = try await transaction.fetch(
                RosterStore.clinic(caller.scope), AssignmentStore.assignment(id, in: caller.scope))
            let clinic = try Self.site(clinics, of: caller)
            guard let assignment = assignments.first else { throw RosterError.unknown }
            guard assignment.version == version else {
                throw RosterError.stale(seen: version, now: assignment.version)
            }
            let canceled = try await transaction.execute(
                AssignmentStore.cancel(id, version: version, in: caller.scope))
            guard canceled == 1 else { throw RosterError.stale(seen: version, now: version + 1) }
            try await transaction.run(
                AuditEvent(
                    "rostering.assignment.cancel", "assignment", id.uuid, clinic: clinic.id.uuid,
                    before: try JSONText(Place(shift: assignment.shift, person: assignment.person))
                ).append)
            return assignment.shift
        }
    }

    /// Who is where, for the audit trail.
    private struct Place: Encodable {
        let shift: Shift.ID
        let person: RosterPerson.ID
    }
}
