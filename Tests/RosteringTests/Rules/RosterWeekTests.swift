import PraxisCore
import Rostering
import Testing

@Suite struct `Roster rules` {
    @Test func `let shifts touch`() {
        let early = Sample.shift("2026-03-30T07:00", "2026-03-30T15:00").assigned(to: Sample.ana)
        let late = Sample.shift("2026-03-30T15:00", "2026-03-30T23:00").assigned(to: Sample.ana)
        #expect(RosterRules.overlaps(in: [late, early]).isEmpty)
        #expect(early.span.rest(to: late.span) == 0)
    }

    @Test func `find one minute of overlap of one person, not of two`() {
        let early = Sample.shift("2026-03-30T07:00", "2026-03-30T15:00").assigned(to: Sample.ana)
        let late = Sample.shift("2026-03-30T14:59", "2026-03-30T23:00")
        let (hers, his) = (late.assigned(to: Sample.ana), late.assigned(to: Sample.ben))
        #expect(RosterRules.overlaps(in: [early, hers, his]) == [.overlap(Sample.ana, early.id, hers.id)])
    }

    @Test(arguments: [("2026-03-31T06:59", 479), ("2026-03-31T07:00", nil)])
    func `find rest shorter than the rule of the day`(start: String, minutes: Int?) throws {
        let rule = RestRule(
            minutes: 480, isBinding: false, citation: "House rule", startsOn: LocalDate("2026-01-01")!)
        let late = Sample.shift("2026-03-30T15:00", "2026-03-30T23:00").assigned(to: Sample.ana)
        let early = Sample.shift(start, "2026-03-31T12:00").assigned(to: Sample.ana)
        let expected = minutes.map { Violation.shortRest(Sample.ana, late.id, early.id, minutes: $0, rule) }
        #expect(RosterRules.shortRests(in: [early, late], under: [rule]) == [expected].compactMap(\.self))
        let ended = RestRule(
            minutes: 480, isBinding: true, citation: "Old", startsOn: LocalDate("2025-01-01")!,
            endsOn: LocalDate("2026-01-01")!)
        #expect(RosterRules.shortRests(in: [early, late], under: [ended]).isEmpty)
    }

    @Test func `count no one twice and fill no place by a person too many elsewhere`() {
        let (short, crowded) = (Sample.shift(need: 2), Sample.shift(need: 1))
        let coverage = Coverage.byDay(
            of: [short, crowded],
            with: [crowded.assigned(to: Sample.ana), crowded.assigned(to: Sample.ben)])
        #expect(coverage == [LocalDate("2026-03-30")!: Coverage(have: 1, need: 3)])
    }
}

@Suite struct `Publishing a week` {
    let week = ISOWeek("2026-W14")!
    let shift = Sample.shift()

    private func week(_ state: RosterState, _ assignments: [Assignment]) -> RosterWeek {
        RosterWeek(self.week, state, [self.shift], assignments)
    }

    @Test func `numbers publications from 1`() throws {
        let first = Publication(number: 1, at: Instant("2026-03-20T12:00:00Z")!)
        #expect(try self.week(.draft, []).nextPublication(given: [], under: []) == 1)
        #expect(try self.week(.changed(first, changes: 3), []).nextPublication(given: [], under: []) == 2)
    }

    @Test func `is refused where nothing changed`() {
        let state = RosterState(last: Publication(number: 1, at: Instant("2026-03-20T12:00:00Z")!), changes: 0)
        #expect(throws: RosterError.nothingToPublish) {
            try self.week(state, []).nextPublication(given: [], under: [])
        }
    }

    @Test func `is refused with every violation at once`() {
        let (one, other) = (self.shift.assigned(to: Sample.ana), self.shift.assigned(to: Sample.ana))
        let refusal = Refusal(
            person: Sample.ana, shift: self.shift.id,
            reasons: [ClearanceReason(requirement: "rn_license", state: "expired", name: "RN license")])
        let (a, b) = one.id < other.id ? (one, other) : (other, one)
        #expect(throws: RosterError.violations([.overlap(Sample.ana, a.id, b.id), .notCleared(refusal)])) {
            try self.week(.draft, [one, other]).nextPublication(given: [refusal], under: [])
        }
    }

    @Test func `subtracts the unpaid break and counts elapsed time`() {
        let night = Sample.shift("2026-03-07T19:00", "2026-03-08T07:00", rest: 30)
        let week = RosterWeek(self.week, .draft, [night], [night.assigned(to: Sample.ana)])
        #expect(week.paidMinutes == [Sample.ana: 630])
    }
}

@Suite struct `The difference between publications` {
    let day = Sample.shift()
    let night = Sample.shift("2026-03-31T19:00", "2026-04-01T07:00")

    @Test func `names each person concerned and nobody else`() throws {
        let kept = self.day.assigned(to: Sample.ben)
        let given = self.night.assigned(to: Sample.ana)
        let differences = PublicationDifference.between(published: [kept], planned: [kept, given])
        let ana = try #require(differences.first)
        #expect(differences.count == 1)
        #expect(ana.person == Sample.ana)
        #expect(ana.added == [given])
        #expect(ana.minutes == 720)
        #expect(ana.noticeMinutes(at: Instant("2026-03-30T23:00:00Z")!) == 1440)
    }

    @Test func `calls the same assignment at another time moved`() {
        let id = Assignment.ID.make()
        let (from, to) = (self.day.assigned(to: Sample.ana, id: id), self.night.assigned(to: Sample.ana, id: id))
        let differences = PublicationDifference.between(published: [from], planned: [to])
        #expect(differences.map(\.moved) == [[PublicationDifference.Move(from: from, to: to)]])
        #expect(differences.map(\.minutes) == [240])
    }

    @Test func `tells both when an assignment goes to another person`() {
        let id = Assignment.ID.make()
        let differences = PublicationDifference.between(
            published: [self.day.assigned(to: Sample.ana, id: id)],
            planned: [self.day.assigned(to: Sample.ben, id: id)])
        #expect(differences.map(\.person) == [Sample.ana, Sample.ben])
        #expect(differences.map(\.removed.count) == [1, 0])
        #expect(differences.map(\.added.count) == [0, 1])
    }
}
