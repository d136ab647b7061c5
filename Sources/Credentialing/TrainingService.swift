import Postgres
package import PraxisCore

/// The use cases of training: what is taught and asked of whom, what people did, and where everybody stands.
package struct TrainingService: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// All courses with their versions, rules and gates.
    package func catalog(as caller: Caller) async throws -> TrainingCatalog {
        let (courses, versions, rules, gates, exposures, retentions) = try await self.database.read(
            as: caller, TrainingStore.courses(), TrainingStore.versions(), TrainingStore.rules(), TrainingStore.gates(),
            TrainingStore.exposures(), TrainingStore.retentions())
        return TrainingCatalog(
            courses: courses, versions: Dictionary(grouping: versions, by: \.course), rules: rules, gates: gates,
            exposures: exposures, retentions: retentions)
    }

    /// Where everybody of the scope stands with everything that is asked of them.
    package func matrix(_ filter: DutyFilter, on day: LocalDate, as caller: Caller) async throws -> DutyMatrix {
        let (people, spans, records, acknowledgements, courses, versions, policies, texts) =
            try await self.database.read(
                as: caller, TrainingStore.people(filter.search, in: caller.scope), TrainingStore.spans(of: .everybody),
                TrainingStore.records(of: .everybody), PolicyStore.acknowledgements(of: .everybody),
                TrainingStore.courses(), TrainingStore.versions(), PolicyStore.policies(), PolicyStore.versions())
        let facts = DutyFacts(
            spans: spans, records: records, acknowledgements: acknowledgements, courses: courses, versions: versions,
            policies: policies, texts: texts)
        return DutyMatrix(
            rows: people.map { DutyRow(person: $0, duties: facts.duties(of: $0.id, on: day)) },
            subjects: facts.subjects,
            filter: filter)
    }

    /// What is asked of one person, and everything on record about it.
    package func file(of person: Person.ID, on day: LocalDate, as caller: Caller) async throws -> TrainingFile {
        let people = try await self.database.read(as: caller, CredentialStore.person(person))
        guard let found = people.first else { throw TrainingError.unknown }
        return try await self.file(.person(person), found, on: day, as: caller)
    }

    /// The same about the caller.
    package func ownFile(on day: LocalDate, as caller: Caller) async throws -> TrainingFile {
        try await self.file(.own, nil, on: day, as: caller)
    }

    private func file(
        _ whose: Whose, _ person: Person?, on day: LocalDate, as caller: Caller
    ) async throws -> TrainingFile {
        let (spans, records, acknowledgements, courses, versions, policies, texts, completions, claims) =
            try await self.database.read(
                as: caller, TrainingStore.spans(of: whose), TrainingStore.records(of: whose),
                PolicyStore.acknowledgements(of: whose), TrainingStore.courses(), TrainingStore.versions(),
                PolicyStore.policies(), PolicyStore.versions(), TrainingStore.completions(of: whose),
                TrainingStore.claims(of: whose, waiting: false))
        let facts = DutyFacts(
            spans: spans, records: records, acknowledgements: acknowledgements, courses: courses, versions: versions,
            policies: policies, texts: texts)
        let whom = person?.id ?? spans.first?.person
        return TrainingFile(
            person: person, duties: whom.map { facts.duties(of: $0, on: day) } ?? [], completions: completions,
            claims: claims, acknowledgements: acknowledgements, courses: courses,
            versions: Dictionary(grouping: versions, by: \.course), policies: policies, texts: texts)
    }

    /// How many of the caller's own duties are overdue or to do, and how many certificates wait for somebody else.
    package func attention(on day: LocalDate, as caller: Caller) async throws -> [Duty] {
        let (spans, records, acknowledgements, courses, versions, policies, texts) = try await self.database.read(
            as: caller, TrainingStore.spans(of: .own), TrainingStore.records(of: .own),
            PolicyStore.acknowledgements(of: .own), TrainingStore.courses(), TrainingStore.versions(),
            PolicyStore.policies(), PolicyStore.versions())
        guard let person = spans.first?.person else { return [] }
        return DutyFacts(
            spans: spans, records: records, acknowledgements: acknowledgements, courses: courses, versions: versions,
            policies: policies, texts: texts
        ).duties(of: person, on: day)
    }

    /// Certificates that wait for somebody to look at them.
    package func waitingClaims(as caller: Caller) async throws -> [TrainingClaim] {
        try await self.database.read(as: caller, TrainingStore.claims(of: .everybody, waiting: true))
    }

    /// The certificate that somebody handed in.
    package func certificate(_ id: TrainingClaim.ID, as caller: Caller) async throws -> TrainingDocument {
        try await self.document(TrainingStore.claim(id), as: caller)
    }

    /// The file that proves a completion.
    package func evidence(of id: TrainingCompletion.ID, as caller: Caller) async throws -> TrainingDocument {
        try await self.document(TrainingStore.evidence(of: id), as: caller)
    }

    /// A document of a course or policy.
    package func document(_ id: TrainingDocument.ID, as caller: Caller) async throws -> TrainingDocument {
        try await self.document(TrainingStore.document(id), as: caller)
    }

    private func document(_ query: Query<TrainingDocument>, as caller: Caller) async throws -> TrainingDocument {
        guard let document = try await self.database.read(as: caller, query).first else { throw TrainingError.unknown }
        return document
    }

    /// A write whose refusals speak the words of training.
    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { TrainingError(refused: $0) }, body)
    }
}
