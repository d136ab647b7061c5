import Postgres
package import PraxisCore

/// The use cases of credentialing: what people hold and who says so, who may work where, imports, screening.
package struct CredentialingService: Sendable {
    let database: Database
    /// The release that the log of screening names.
    let release: String

    package init(database: Database, release: String = "development") {
        self.database = database
        self.release = release
    }

    /// Everything on file about what a person holds, in one round trip.
    package func file(of person: Person.ID, as caller: Caller) async throws -> CredentialFile {
        let (
            people, credentials, terms, statuses, verifications, types, appointments, specialties, standings, entries,
            medicare, claims, covers, tails, uncovered, words, suspensions, errors,
            approvals
        ) =
            try await self.database.read(
                as: caller, CredentialStore.person(person), CredentialStore.credentials(of: person),
                CredentialStore.terms(of: person), CredentialStore.statuses(of: person),
                TermCheckStore.verifications(of: person), CredentialStore.types(),
                ClearanceStore.appointments(of: person, in: .all), SpecialtyStore.specialties(of: person),
                SpecialtyStore.standing(of: person), SpecialtyStore.entry(of: person),
                SpecialtyStore.medicare(of: person), ClaimStore.claims(of: person), MalpracticeStore.covers(of: person),
                MalpracticeStore.tails(of: person), MalpracticeStore.uncovered(of: person),
                MedicareStore.words(of: person), SuspensionStore.suspensions(of: person),
                CredentialStore.errors(of: person), PriorApprovalStore.approvals(of: person))
        guard let person = people.first else { throw CredentialingError.unknown }
        return CredentialFile(
            person: person, credentials: credentials, terms: terms, statuses: statuses, verifications: verifications,
            types: types, appointments: appointments, claims: claims, specialties: specialties,
            standing: standings.first?.value, registry: entries.first?.entry, medicare: medicare,
            listings: words, suspensions: suspensions, errors: errors, approvals: approvals,
            malpractice: MalpracticeFile(covers: covers, tails: tails, uncovered: uncovered))
    }

    /// The kinds of credentials there are.
    package func types(as caller: Caller) async throws -> [CredentialType] {
        try await self.database.read(as: caller, CredentialStore.types())
    }

    /// How many lines of the board each bucket has, and how many matches wait for somebody.
    package func attention(as caller: Caller) async throws -> (board: [BoardBucket: Int], matches: Int) {
        let (counts, matches) = try await self.database.read(
            as: caller, BoardStore.counts(in: caller.scope), MatchStore.waiting())
        return (Self.byBucket(counts), matches.first?.value ?? 0)
    }

    /// Who may work where: each current appointment with the clearance of today and of the next 30 days.
    package func matrix(as caller: Caller) async throws -> [AppointmentClearance] {
        try await self.database.read(as: caller, ClearanceStore.appointments(in: caller.scope))
    }

    /// The clearance of one person at one clinic for one interval.
    ///
    /// - Parameter payers: the plans that the work may be billed to; `nil` asks about all of the practice.
    package func clearance(
        of person: Person.ID, at clinic: Slug, role: String, from start: Instant, until end: Instant,
        services: [String] = [], payers: [PayerPlan.ID]? = nil, as caller: Caller
    ) async throws -> ClearanceAnswer {
        let answers = try await self.database.read(
            as: caller,
            ClearanceStore.clearance(
                of: person, at: clinic, as: role, from: start, until: end, services: services, payers: payers))
        guard let answer = answers.first else { throw CredentialingError.unknown }
        return answer
    }

    /// The clearance of many people at one clinic, in the order asked.
    package func clearance(_ batch: ClearanceBatch, at clinic: Slug, as caller: Caller) async throws
        -> [ClearanceAnswer]
    {
        let nothing = ClearanceAnswer(verdict: .unknown, reasons: [])
        return try await self.database.read(as: caller) { transaction in
            try await transaction.run(ClearanceStore.patience)
            var answers = [ClearanceAnswer](repeating: nothing, count: batch.questions.count)
            for (setting, places) in batch.bundles {
                let found = try await transaction.fetch(
                    ClearanceStore.clearance(places.map { batch.questions[$0] }, at: clinic, setting))
                guard found.count == places.count else { throw CredentialingError.unknown }
                for (place, answer) in zip(places, found) { answers[place] = answer }
            }
            return answers
        }
    }
}
