import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A roster for a payer` {
    private let layout = RosterLayout(
        columns: [
            .init("Action", nil), .init("NPI", .npi, isRequired: true, length: 10),
            .init("Last name", .familyName, isRequired: true),
            .init("License", .licenseNumber), .init("Effective", .effectiveOn, isRequired: true),
            .init("Term", .termOn),
        ], dayForm: .american, refusedWords: ["N/A", "pending"])
    private let today = LocalDate("2026-12-31") ?? .first
    private let rao = Person.ID.make()
    private let denver = PayerRosterClinic.ID.make()
    private let phoenix = PayerRosterClinic.ID.make()

    private func line(
        _ clinic: PayerRosterClinic.ID, _ change: RosterFacts = [:], person: Person.ID? = nil,
        action: PayerRosterLine.Action? = nil
    ) -> PayerRosterLine {
        let facts: RosterFacts = [.npi: "1000000004", .familyName: "Rao", .effectiveOn: "2026-01-01"]
        return PayerRosterLine(
            RosterKey(person: person ?? self.rao, clinic: clinic), action, facts.merging(change) { $1 })
    }

    private func held(_ lines: PayerRosterLine...) -> [RosterKey: RosterFacts] {
        Dictionary(lines.map { ($0.key, $0.facts) }) { $1 }
    }

    @Test func `has a row per clinic with one NPI, and writes days as the payer wants them`() {
        let lines = RosterDelta.full(
            [
                self.line(self.denver), self.line(self.phoenix),
                self.line(self.denver, [.termOn: "2026-02-01"], person: .make()),
            ], today: self.today)
        #expect(lines.count == 2)
        #expect(Set(lines.compactMap { $0.facts[.npi] }) == ["1000000004"])
        #expect(self.layout.cells(lines[0]) == ["", "1000000004", "Rao", "", "01/01/2026", ""])
    }

    @Test(arguments: ["N/A", "n/a", "na", "Pending", " pending "])
    func `refuses words that stand for nothing`(word: String) {
        let problems = self.layout.problems(self.line(self.denver, [.licenseNumber: word]))
        #expect(problems == ["License: the payer refuses “\(word)”"])
    }

    @Test func `refuses what is missing, too long or no day, and says in which column`() {
        let wrong: RosterFacts = [.npi: "10000000041", .familyName: "", .effectiveOn: "2026-02-30"]
        #expect(
            self.layout.problems(self.line(self.denver, wrong))
                == ["NPI: more than 10 characters", "Last name: missing", "Effective: no day"])
        #expect(self.layout.problems(self.line(self.denver)) == [])
    }

    @Test func `as a delta adds, changes and terminates against what was accepted`() {
        let leaver = Person.ID.make()
        let base = self.held(self.line(self.denver), self.line(self.denver, person: leaver))
        let now = [
            self.line(self.denver, [.licenseNumber: "DR.2"]), self.line(self.phoenix),
            self.line(self.denver, [.termOn: "2026-12-01", .termReason: "Left"], person: leaver),
        ]
        let lines = RosterDelta.lines(from: base, to: now, fields: self.layout.fields, today: self.today)
        #expect(Set(lines.compactMap(\.action)) == [.add, .change, .terminate])
        #expect(lines.first { $0.action == .terminate }?.facts[.termOn] == "2026-12-01")
        #expect(lines.first { $0.action == .add }?.key.clinic == self.phoenix)
    }

    @Test func `keeps who leaves on a day to come, and terminates them after it`() {
        let leaving = self.line(self.denver, [.termOn: "2027-01-31", .termReason: "Left"])
        let base = self.held(self.line(self.denver))
        for (day, action) in [("2027-01-31", nil), ("2027-02-01", PayerRosterLine.Action.terminate)] {
            let today = LocalDate(day)!
            #expect(RosterDelta.full([leaving], today: today).isEmpty == (action != nil))
            let lines = RosterDelta.lines(from: base, to: [leaving], fields: self.layout.fields, today: today)
            #expect(lines.contains { $0.action == .terminate } == (action != nil), "\(day)")
            #expect(action == nil || lines.first?.facts[.termOn] == "2027-01-31")
        }
    }

    @Test func `says nothing of what the payer does not ask for, and nothing where nothing changed`() {
        let base = self.held(self.line(self.denver))
        let now = [self.line(self.denver, [.hospital: "Example Hospital"])]
        #expect(RosterDelta.lines(from: base, to: now, fields: self.layout.fields, today: self.today).isEmpty)
    }

    @Test func `terminates whoever is gone without a date as of today`() {
        let lines = RosterDelta.lines(
            from: self.held(self.line(self.denver)), to: [], fields: self.layout.fields, today: self.today)
        #expect(lines.map(\.action) == [.terminate])
        #expect(lines.first?.facts[.termOn] == "2026-12-31")
    }

    @Test func `is told again what the payer rejected, until it is accepted`() {
        let base = self.held(self.line(self.denver))
        let now = [self.line(self.denver, [.licenseNumber: "DR.2"]), self.line(self.phoenix)]
        let sent = RosterDelta.lines(from: base, to: now, fields: self.layout.fields, today: self.today)
        let rejected = Set(sent.indices.filter { sent[$0].action == .change }.map { $0 + 1 })
        let after = RosterDelta.accepted(sent, rejected: rejected, on: base, isFull: false)
        #expect(after.count == 2)
        let again = RosterDelta.lines(from: after, to: now, fields: self.layout.fields, today: self.today)
        #expect(again.map(\.action) == [.change])
        #expect(again.first?.key.clinic == self.denver)
    }

    @Test func `keeps at the payer whose termination was rejected, and whom a full file replaced`() {
        let base = self.held(self.line(self.denver), self.line(self.phoenix))
        let gone = [self.line(self.denver, [.termOn: "2026-12-01"], action: .terminate)]
        #expect(RosterDelta.accepted(gone, rejected: [1], on: base, isFull: false).count == 2)
        #expect(RosterDelta.accepted(gone, rejected: [], on: base, isFull: false).count == 1)
        let full = [self.line(self.denver, [.licenseNumber: "DR.2"])]
        let held = RosterDelta.accepted(full, rejected: [1], on: base, isFull: true)
        #expect(held.count == 1)
        #expect(held.values.first?[.licenseNumber] == nil)
    }
}
