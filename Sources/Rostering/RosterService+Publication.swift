import Postgres
package import PraxisCore

/// What publishing a week would do, shown before it is done.
package struct PublicationDraft: Sendable {
    package let clinic: RosterClinic
    package let week: RosterWeek
    package let people: [RosterPerson]
    package let differences: [PublicationDifference]
    /// What stands in the way; empty where the week can be published.
    package let violations: [Violation]
    /// Places that nobody fills. They don't stand in the way.
    package let coverage: Coverage
    package let fingerprint: Fingerprint
}

extension RosterService {
    /// The differences per person since the last publication, and what stands in the way of the next.
    package func publicationDraft(_ week: ISOWeek, as caller: Caller) async throws -> PublicationDraft {
        let scope = caller.scope
        let rows = try await self.database.read(
            as: caller, RosterStore.clinic(scope), RosterStore.publication(of: week, in: scope),
            RosterStore.shifts(in: week, of: scope), RosterStore.assignments(in: week, of: scope),
            RosterStore.published(in: week, of: scope), RosterStore.people(in: week, of: scope),
            ClearanceStore.conflicts(in: week, of: scope, after: self.now()), RosterStore.restRules(),
            PublicationStore.fingerprint(of: week, in: scope), RosterStore.assignments(around: week, of: scope),
            ClearanceStore.busyElsewhere(in: week, of: scope))
        let clinic = try Self.site(rows.0, of: caller)
        guard let fingerprint = rows.8.first else { throw RosterError.unknown }
        let surroundings = WeekSurroundings(assignments: rows.9, elsewhere: BusyRow.byPerson(rows.10))
        let state = RosterState(last: rows.1.first, published: rows.4, planned: rows.3)
        let roster = RosterWeek(week, state, rows.2, rows.3)
        return PublicationDraft(
            clinic: clinic, week: roster, people: rows.5,
            differences: PublicationDifference.between(published: rows.4, planned: rows.3),
            violations: self.violations(of: roster, given: rows.6, under: rows.7, around: surroundings),
            coverage: Coverage.byDay(of: rows.2, with: rows.3).values.reduce(Coverage(), +),
            fingerprint: fingerprint)
    }

    /// Publishes the week as the caller saw it.
    ///
    /// - Throws: `RosterError.replanned` where the plan is another by now, `.violations` with everything in the way.
    package func publish(_ week: ISOWeek, as seen: Fingerprint, as caller: Caller) async throws -> Int {
        let scope = caller.scope
        return try await self.write(as: caller) { transaction in
            let rows = try await transaction.fetch(
                RosterStore.clinic(scope), RosterStore.publication(of: week, in: scope),
                RosterStore.shifts(in: week, of: scope), RosterStore.assignments(in: week, of: scope),
                RosterStore.published(in: week, of: scope),
                ClearanceStore.conflicts(in: week, of: scope, after: self.now()),
                RosterStore.restRules(), PublicationStore.fingerprint(of: week, in: scope),
                RosterStore.assignments(around: week, of: scope), ClearanceStore.busyElsewhere(in: week, of: scope))
            let clinic = try Self.site(rows.0, of: caller)
            guard rows.7.first == seen else { throw RosterError.replanned }
            let state = RosterState(last: rows.1.first, published: rows.4, planned: rows.3)
            let surroundings = WeekSurroundings(assignments: rows.8, elsewhere: BusyRow.byPerson(rows.9))
            let number = try RosterWeek(week, state, rows.2, rows.3).nextPublication(
                given: rows.5, under: rows.6, around: surroundings, after: self.now())
            let id = Publication.ID.make()
            try await transaction.run(
                PublicationStore.add(id, number: number, of: week, in: scope), PublicationStore.freeze(id))
            // What was frozen is what was judged: nobody has changed the plan in between.
            guard try await transaction.fetch(PublicationStore.fingerprint(of: week, in: scope)).first == seen else {
                throw RosterError.replanned
            }
            try await transaction.run(
                Outbox.append(
                    "rostering.roster.published", object: id.uuid,
                    payload: try JSONText(["week": week.description, "number": String(number)])),
                AuditEvent("rostering.roster.publish", "publication", id.uuid, clinic: clinic.id.uuid).append)
            return number
        }
    }

    private func violations(
        of week: RosterWeek, given refusals: [Refusal], under rules: [RestRule], around surroundings: WeekSurroundings
    ) -> [Violation] {
        do {
            _ = try week.nextPublication(given: refusals, under: rules, around: surroundings, after: self.now())
            return []
        } catch .violations(let violations) {
            return violations
        } catch {
            return []
        }
    }
}
