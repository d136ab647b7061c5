import Postgres
package import PraxisCore

/// The figures of credentialing across the clinics that the caller may see.
package struct OverviewService: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// The overview of a scope on a day, narrowed to the parts that the caller may see.
    package func overview(
        _ parts: Set<OverviewPart>, on day: LocalDate, as caller: Caller
    ) async throws -> CredentialingOverview {
        let scope = caller.scope
        let (clinics, files, lines, findings, overrides, months, matches) = try await self.database.read(
            as: caller, OverviewStore.clinics(in: scope), OverviewStore.files(in: scope),
            OverviewStore.ahead(in: scope),
            OverviewStore.findings(in: scope), OverviewStore.overrides(in: scope), ScreeningStore.months(12),
            MatchStore.waiting())
        let training = parts.contains(.training) ? try await self.overdue(on: day, as: caller) : ([:], 0)
        let first = day.adding(days: 1 - day.day)
        return CredentialingOverview(
            parts: parts, clinics: clinics, ahead: (0..<12).map { first.adding(months: $0) },
            months: parts.contains(.screening) ? months : [],
            matches: parts.contains(.screening) ? matches.first?.value ?? 0 : 0,
            files: parts.contains(.files) ? files : [], lines: parts.contains(.credentials) ? lines : [],
            findings: Self.byClinic(findings), overrides: Self.byClinic(overrides), overdue: training.0,
            overdueTotal: training.1)
    }

    private static func byClinic(_ tallies: [ClinicTally]) -> [Slug: Int] {
        Dictionary(tallies.map { ($0.clinic, $0.count) }, uniquingKeysWith: +)
    }

    /// Duties of training and policies that are overdue: at each clinic, and of everybody once.
    private func overdue(on day: LocalDate, as caller: Caller) async throws -> ([Slug: Int], Int) {
        let (people, spans, records, acknowledgements, courses, versions, policies, texts) =
            try await self.database.read(
                as: caller, OverviewStore.people(in: caller.scope), TrainingStore.spans(of: .everybody),
                TrainingStore.records(of: .everybody), PolicyStore.acknowledgements(of: .everybody),
                TrainingStore.courses(), TrainingStore.versions(), PolicyStore.policies(), PolicyStore.versions())
        let facts = DutyFacts(
            spans: spans, records: records, acknowledgements: acknowledgements, courses: courses, versions: versions,
            policies: policies, texts: texts)
        let overdue = Dictionary(
            uniqueKeysWithValues: Set(people.map(\.person)).map { person in
                (person, facts.duties(of: person, on: day).count { $0.state == .overdue })
            })
        let byClinic = Dictionary(
            people.map { ($0.clinic, overdue[$0.person] ?? 0) }, uniquingKeysWith: +)
        return (byClinic, overdue.values.reduce(0, +))
    }
}
