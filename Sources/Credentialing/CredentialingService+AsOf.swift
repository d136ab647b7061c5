import Postgres
package import PraxisCore

extension CredentialingService {
    /// What a person held on a day, as it was known at an instant, in one round trip.
    package func file(of person: Person.ID, _ asOf: AsOf, as caller: Caller) async throws -> FileAsOf {
        let (_, people, credentials, undone, terms, statuses, verifications, standings, clearances, overrides, later) =
            try await self.database.read(
                as: caller, AsOfStore.enter(asOf.known), AsOfStore.person(person),
                CredentialStore.credentials(of: person, on: asOf.valid), AsOfStore.undoneCredentials(of: person),
                CredentialStore.terms(of: person), CredentialStore.statuses(of: person),
                TermCheckStore.verifications(of: person), AsOfStore.standings(of: person, on: asOf.valid),
                AsOfStore.clearances(of: person, on: asOf.valid), AsOfStore.overrides(of: person, on: asOf.valid),
                AsOfStore.recorded(about: person, after: asOf))
        guard let person = people.first else { throw CredentialingError.unknown }
        return FileAsOf(
            asOf: asOf, person: person, credentials: credentials + undone, terms: terms, statuses: statuses,
            verifications: verifications, standings: standings, clearances: clearances, overrides: overrides,
            later: later)
    }

    /// Who could work where on a day, as it was known at an instant.
    package func matrix(_ asOf: AsOf, as caller: Caller) async throws -> [DayClearance] {
        try await self.database.read(
            as: caller, AsOfStore.enter(asOf.known), AsOfStore.clearances(on: asOf.valid, in: caller.scope)
        ).1
    }

    /// The clearance of one person at one clinic for a whole day or an interval, as it was known at an instant.
    package func clearance(
        of person: Person.ID, at clinic: Slug, role: String, during interval: (from: Instant, until: Instant)?,
        services: [String] = [], payers: [PayerPlan.ID]? = nil, _ asOf: AsOf, as caller: Caller
    ) async throws -> ClearanceAnswer {
        let answers = try await self.database.read(
            as: caller,
            ClearanceStore.clearance(
                of: person, at: clinic, as: role, during: interval, services: services, payers: payers, asOf))
        guard let answer = answers.first else { throw CredentialingError.unknown }
        return answer
    }
}
