import Postgres
package import PraxisCore

/// A page of the board of expirables.
package struct Board: Sendable {
    package let lines: [BoardLine]
    package let next: BoardCursor?
    package let counts: [BoardBucket: Int]
    package let types: [CredentialType]
    /// What falls if nothing renews.
    package let total: LapseTotal
    package let months: [ExpiryMonth]
    /// What the clinics themselves hold and will not for long.
    package let clinicEndings: [ClinicEnding]
}

extension CredentialingService {
    /// A page of the board, how many lines each bucket has, and what depends on them.
    package func board(_ filter: BoardFilter, after: BoardCursor? = nil, as caller: Caller) async throws -> Board {
        let (lines, counts, types, months, shifts, usual, endings) = try await self.database.read(
            as: caller, BoardStore.lines(filter, after: after, limit: BoardStore.pageSize + 1, in: caller.scope),
            BoardStore.counts(in: caller.scope), CredentialStore.types(), BoardStore.months(12, in: caller.scope),
            ImpactStore.shifts(in: caller.scope), ImpactStore.usual(in: caller.scope),
            ClinicCredentialStore.ending(in: caller.scope))
        let page = Array(lines.prefix(BoardStore.pageSize))
        return Board(
            lines: Impacts(shifts, usual).told(page),
            next: lines.count > page.count ? page.last.map(BoardCursor.init(after:)) : nil,
            counts: Self.byBucket(counts), types: types, total: LapseTotal(shifts), months: months,
            clinicEndings: endings)
    }

    /// Lines of the board from after a place in it, each with what depends on it and, of malpractice insurance, with what
    /// its certificate says.
    package func boardLines(
        _ filter: BoardFilter, after: BoardCursor? = nil, limit: Int, as caller: Caller
    ) async throws -> [BoardLine] {
        try await self.database.read(as: caller) { transaction in
            let (lines, shifts, usual) = try await transaction.fetch(
                BoardStore.lines(filter, after: after, limit: limit, in: caller.scope),
                ImpactStore.shifts(in: caller.scope), ImpactStore.usual(in: caller.scope))
            let policies = try await transaction.fetch(MalpracticeStore.policies(of: lines.map(\.person)))
            let insurance = Dictionary(policies.map { ($0.credential, $0) }, uniquingKeysWith: { first, _ in first })
            return Impacts(shifts, usual).told(lines).map { line in
                var line = line
                line.insurance = insurance[line.credential]
                return line
            }
        }
    }

    /// Credentials that a search finds.
    package func credentials(found words: String, limit: Int, as caller: Caller) async throws -> [BoardLine] {
        try await self.database.read(
            as: caller, BoardStore.lines(BoardFilter(search: words), after: nil, limit: limit, in: caller.scope))
    }

    /// Shifts to come that credentials do not cover as things stand, in the order of time.
    package func uncoveredShifts(as caller: Caller) async throws -> [UncoveredShift] {
        try await self.database.read(as: caller, ImpactStore.shifts(in: caller.scope))
    }

    /// The same, with what the clinics may no longer do.
    package func lapses(as caller: Caller) async throws -> (shifts: [UncoveredShift], services: [StoppedService]) {
        let (shifts, endings, standing) = try await self.database.read(
            as: caller, ImpactStore.shifts(in: caller.scope), ClinicCredentialStore.ending(in: caller.scope),
            ClinicCredentialStore.standing(in: caller.scope))
        return (shifts, StoppedService.found(endings, standing, shifts))
    }

    static func byBucket(_ counts: [BoardCount]) -> [BoardBucket: Int] {
        Dictionary(counts.map { ($0.bucket, $0.count) }, uniquingKeysWith: +)
    }
}

/// What depends on each credential at each clinic.
private struct Impacts {
    private struct Place: Hashable {
        let credential: Credential.ID
        let clinic: Slug
    }

    private var places: [Place: LapseImpact] = [:]

    init(_ shifts: [UncoveredShift], _ usual: [UsualShifts]) {
        for shift in shifts {
            guard let credential = shift.credential else { continue }
            let place = Place(credential: credential, clinic: shift.clinicSlug)
            if shift.isBlocked {
                self.places[place, default: LapseImpact()].blocked += 1
            } else {
                self.places[place, default: LapseImpact()].remarked += 1
            }
        }
        for worked in usual {
            let place = Place(credential: worked.credential, clinic: worked.clinic)
            self.places[place, default: LapseImpact()].usual = worked.count
        }
    }

    /// The lines with what depends on them.
    func told(_ lines: [BoardLine]) -> [BoardLine] {
        lines.map { line in
            var line = line
            line.impact = self.places[Place(credential: line.credential, clinic: line.clinicSlug)] ?? LapseImpact()
            return line
        }
    }
}
