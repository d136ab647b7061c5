import Postgres
package import PraxisCore

extension RosterService {
    /// Places a template on days of one week of the clinic's calendar.
    ///
    /// - Parameter occurrence: which of two equal times is meant, on the night the clocks go back.
    /// - Throws: `PlacementError` for a time that a day does not have, or has twice.
    package func addShifts(
        from template: ShiftTemplate.ID, on days: [LocalDate], in week: ISOWeek, _ occurrence: Occurrence? = nil,
        as caller: Caller
    ) async throws -> [Shift.ID] {
        try await self.write(as: caller) { transaction in
            let (clinics, templates) = try await transaction.fetch(
                RosterStore.clinic(caller.scope), ShiftStore.template(template, in: caller.scope))
            let clinic = try Self.site(clinics, of: caller)
            guard let template = templates.first, !days.isEmpty, days.allSatisfy({ ISOWeek(containing: $0) == week })
            else { throw RosterError.unknown }
            let shifts = try days.map { try template.shift(on: $0, in: clinic.zone, occurrence) }
            try await transaction.run(RosterStore.open(week, in: caller.scope))
            for shift in shifts {
                try await transaction.run(
                    ShiftStore.add(shift, to: week, in: caller.scope),
                    AuditEvent("rostering.shift.create", "shift", shift.id.uuid, clinic: clinic.id.uuid).append)
            }
            return shifts.map(\.id)
        }
    }

    /// Takes an empty slot away; a slot with people on it stays.
    package func cancelShift(_ id: Shift.ID, version: Int, as caller: Caller) async throws {
        let _: Shift.ID = try await self.write(as: caller) { transaction in
            try await transaction.run(ShiftStore.lock(id))
            let (clinics, shifts, assignments) = try await transaction.fetch(
                RosterStore.clinic(caller.scope), ShiftStore.shift(id, in: caller.scope),
                AssignmentStore.assignments(on: id, in: caller.scope))
            let clinic = try Self.site(clinics, of: caller)
            guard let shift = shifts.first else { throw RosterError.unknown }
            guard shift.version == version else {
                throw RosterError.stale(seen: version, now: shift.version)
            }
            guard assignments.isEmpty else { throw RosterError.shiftTaken }
            let canceled = try await transaction.execute(ShiftStore.cancel(id, version: version, in: caller.scope))
            guard canceled == 1 else { throw RosterError.stale(seen: version, now: version + 1) }
            try await transaction.run(
                AuditEvent("rostering.shift.cancel", "shift", id.uuid, clinic: clinic.id.uuid).append)
            return id
        }
    }

    /// The clinic with its templates.
    package func templates(as caller: Caller) async throws -> (RosterClinic, [ShiftTemplate]) {
        let (clinics, templates) = try await self.database.read(
            as: caller, RosterStore.clinic(caller.scope), ShiftStore.templates(in: caller.scope))
        return (try Self.site(clinics, of: caller), templates)
    }

    /// What shifts may be tagged with.
    package func services(as caller: Caller) async throws -> [ShiftService] {
        try await self.database.read(as: caller, ShiftStore.services())
    }

    /// Adds a template that later weeks can be filled from.
    package func addTemplate(_ template: ShiftTemplate, as caller: Caller) async throws {
        let _: ShiftTemplate.ID = try await self.write(as: caller) { transaction in
            let clinic = try Self.site(try await transaction.fetch(RosterStore.clinic(caller.scope)), of: caller)
            try await transaction.run(
                ShiftStore.add(template, in: caller.scope),
                AuditEvent("rostering.template.create", "shift_template", template.id.uuid, clinic: clinic.id.uuid)
                    .append)
            return template.id
        }
    }

    /// Takes a template out of use; the shifts made from it stay.
    package func retireTemplate(_ id: ShiftTemplate.ID, as caller: Caller) async throws {
        let _: ShiftTemplate.ID = try await self.write(as: caller) { transaction in
            let clinic = try Self.site(try await transaction.fetch(RosterStore.clinic(caller.scope)), of: caller)
            let retired = try await transaction.execute(
                ShiftStore.retire(id, on: clinic.zone.today(at: self.now()), in: caller.scope))
            guard retired == 1 else { throw RosterError.unknown }
            try await transaction.run(
                AuditEvent("rostering.template.retire", "shift_template", id.uuid, clinic: clinic.id.uuid).append)
            return id
        }
    }
}
