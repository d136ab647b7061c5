import FoundationEssentials
import Postgres
import PraxisCore

/// The rows of all lists in force, arranged for comparing people and businesses with them.
struct Comparison {
    /// What was found.
    struct Outcome: Sendable {
        var findings: [StoredFinding] = []
        var suppressed = 0

        var tiers: [String: Int] { self.findings.reduce(into: [:]) { $0[String($1.tier), default: 0] += 1 } }
    }

    private let rows: [ListedRow]
    private let known: Set<KnownMatch>
    private let people: ExclusionIndex
    private let businesses: PartyIndex

    init(_ rows: [ListedRow], _ known: [KnownMatch]) {
        self.rows = rows
        self.known = Set(known)
        self.people = ExclusionIndex(rows.map(\.identity))
        self.businesses = PartyIndex(rows.map(\.party))
    }

    /// Compares; others get their turn in between.
    func of(_ people: [ScreeningSubject], _ parties: [ScreenedParty]) async -> Outcome {
        var outcome = Outcome()
        for (index, person) in people.enumerated() {
            self.add(self.people.findings(for: person), person.hash, person.person.uuid, to: &outcome) { finding in
                finding.person = person.person
            } subject: {
                ScreeningMatch.Subject(names: person.names, birthDate: person.birthDate, npi: person.npi)
            }
            if index.isMultiple(of: 256) { await Task.yield() }
        }
        for party in parties.map(\.subject) {
            self.add(self.businesses.findings(for: party), party.hash, party.id, to: &outcome) { finding in
                if party.kind == .vendor { finding.vendor = party.id } else { finding.entity = party.id }
            } subject: {
                ScreeningMatch.Subject(
                    names: party.names.map { .init(family: $0, given: "") }, npi: party.npi, states: party.states,
                    uei: party.uei, cage: party.cage)
            }
        }
        return outcome
    }

    private func add(
        _ found: [(entry: Int, finding: MatchFinding)], _ hash: [UInt8], _ id: UUID, to outcome: inout Outcome,
        _ mark: (inout StoredFinding) -> Void, subject: () -> ScreeningMatch.Subject
    ) {
        guard !found.isEmpty else { return }
        let subject = subject()
        for (place, finding) in found {
            let row = self.rows[place]
            if self.known.contains(KnownMatch(subject: id, recordHash: row.recordHash, subjectHash: hash)) {
                outcome.suppressed += 1
            }
            var stored = StoredFinding(
                id: .make(), list: row.list, row: row.row, tier: finding.tier.rawValue,
                reasons: finding.reasons.map(\.rawValue), subject: subject, subjectHash: Hexadecimal.text(hash),
                recordHash: Hexadecimal.text(row.recordHash))
            mark(&stored)
            stored.repeats = self.repeated(by: row, among: found).map { Hexadecimal.text($0.recordHash) }
            outcome.findings.append(stored)
        }
    }

    /// The row of the OIG's list of which a row of SAM's is the copy: the same names, found for the same subject; of
    /// namesakes the one that points at it most strongly, then the one excluded on the same day.
    private func repeated(by row: ListedRow, among found: [(entry: Int, finding: MatchFinding)]) -> ListedRow? {
        guard row.repeats else { return nil }
        let copied = found.filter { place, _ in
            let other = self.rows[place]
            return !other.repeats && other.list != row.list
                && NameFolding.folded(other.identity.lastName) == NameFolding.folded(row.identity.lastName)
                && NameFolding.folded(other.identity.firstName) == NameFolding.folded(row.identity.firstName)
                && BusinessName(other.party.name).words == BusinessName(row.party.name).words
        }
        func rank(_ other: (entry: Int, finding: MatchFinding)) -> (Int, Int) {
            (other.finding.tier.rawValue, self.rows[other.entry].excludedOn == row.excludedOn ? 0 : 1)
        }
        return copied.min { rank($0) < rank($1) }.map { self.rows[$0.entry] }
    }
}
