import Postgres
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

    @Test func `tells of nobody as taking part whom nobody approved by today`() {
        let line = self.line(self.denver, [.givenName: "Asha"])
        let sentence = "no decision has approved Asha Rao: decide the file, or enter the day of an earlier decision"
        #expect(line.obstacle(today: self.today) == sentence)
        for (day, isApproved) in [("2026-12-31", true), ("2027-01-01", false), ("soon", false), ("", false)] {
            let line = self.line(self.denver, [.givenName: "Asha", .decidedOn: day])
            #expect((line.obstacle(today: self.today) == nil) == isApproved, "\(day)")
        }
        // Of who leaves it is told all the same.
        #expect(self.line(self.denver, action: .terminate).obstacle(today: self.today) == nil)
        let problems = RosterProblem.all(in: [line], self.layout, today: self.today)
        #expect(problems.map(\.reasons) == [[sentence]])
    }

    @Test func `ends the enrollment that the payer holds on its own day, though the next row ends as well`() {
        let base = self.held(self.line(self.denver))
        let now = [self.line(self.denver, [.effectiveOn: "", .termOn: "2026-12-20", .termReason: "Excluded"])]
        for (end, day, reason) in [
            ("2026-12-01", "2026-12-01", "Enrollment ended"), ("2026-12-24", "2026-12-20", "Excluded"),
        ] {
            let before: RosterFacts = [.effectiveOn: "2026-01-01", .termOn: end, .termReason: "Enrollment ended"]
            let lines = RosterDelta.lines(
                from: base, to: now, fields: self.layout.fields, ended: [now[0].key: before], today: self.today)
            #expect(lines.map { $0.facts[.termOn] } == [day])
            #expect(lines.map { $0.facts[.termReason] } == [reason])
        }
    }

    @Test func `says which values were typed, and which of them something on file overrules`() {
        let origin = RosterOrigin(
            sent: [.taxonomy: "207R00000X", .decidedOn: "2025-06-01", .caqh: "1"], onFile: [.decidedOn: "2025-06-01"],
            typed: [.taxonomy: "207R00000X", .decidedOn: "2025-06-01", .recredentialingOn: "2026-01-01"])
        #expect(origin.typed == [.taxonomy])
        #expect(
            origin.overruled == [.init(field: .recredentialingOn, typed: "2026-01-01", onFile: nil)])
        let line = self.line(self.denver)
        let marks = RosterMark.all(in: [line], [line.key: origin], fields: [.npi])
        #expect(marks.isEmpty, "what this payer does not get is not marked")
    }
}

@Suite struct `A roster's file` {
    private let key = RosterKey(person: .make(), clinic: .make())

    private func text(_ delimiter: RosterLayout.Delimiter, _ hospital: String) -> String {
        let layout = RosterLayout(
            columns: [.init("Act", nil), .init("Hospital, first", .hospital)], dayForm: .iso, refusedWords: [],
            delimiter: delimiter, actions: .init(add: "A", change: "U", terminate: "D"))
        return RosterFile.text([PayerRosterLine(self.key, .change, [.hospital: hospital])], layout)
    }

    @Test(arguments: [
        (RosterLayout.Delimiter.comma, "a, b", "Act,\"Hospital, first\"\r\nU,\"a, b\"\r\n"),
        (.comma, "a|b\tc", "Act,\"Hospital, first\"\r\nU,a|b\tc\r\n"),
        (.pipe, "a, b\tc", "Act|Hospital, first\r\nU|a, b\tc\r\n"),
        (.pipe, "a|b", "Act|Hospital, first\r\nU|\"a|b\"\r\n"),
        (.pipe, "a \"b\"", "Act|Hospital, first\r\nU|\"a \"\"b\"\"\"\r\n"),
        (.tab, "a, b|c", "Act\tHospital, first\r\nU\ta, b|c\r\n"),
        (.tab, "a\tb", "Act\tHospital, first\r\nU\t\"a\tb\"\r\n"),
        (.tab, "a\r\nb", "Act\tHospital, first\r\nU\t\"a\r\nb\"\r\n"),
    ])
    func `quotes what its own delimiter would tear apart`(
        delimiter: RosterLayout.Delimiter, hospital: String, expected: String
    ) {
        #expect(self.text(delimiter, hospital) == expected)
    }

    @Test func `of a layout that was saved before there was a choice has commas and A, C and T`() throws {
        let column = #"{"heading": "NPI", "field": "npi", "required": true, "length": 10}"#
        let saved = #"{"dayForm": "iso", "refusedWords": [], "columns": ["# + column + "]}"
        let layout = try JSONText(text: saved).decoded(as: RosterLayout.self)
        let npi = RosterLayout.Column("NPI", .npi, isRequired: true, length: 10)
        #expect(layout == RosterLayout(columns: [npi], dayForm: .iso, refusedWords: []))
        let caqh = RosterLayout(
            columns: layout.columns, dayForm: .iso, refusedWords: [], delimiter: .pipe,
            actions: .init(add: "A", change: "U", terminate: "D"))
        #expect(try JSONText(caqh).decoded(as: RosterLayout.self) == caqh)
    }
}
