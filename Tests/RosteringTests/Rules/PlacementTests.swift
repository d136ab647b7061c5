import PraxisCore
import Rostering
import Testing

@Suite struct `Placing wall hours on a day` {
    let night = WallHours(TimeOfDay("19:00")!, TimeOfDay("07:00")!)
    let lasting = WallHours(TimeOfDay("19:00")!, TimeOfDay("07:00")!, .keepDuration)

    @Test(arguments: [
        ("America/New_York", "2026-03-07", 660, -60), ("America/New_York", "2026-10-31", 780, 60),
        ("America/New_York", "2026-07-01", 720, 0), ("America/Phoenix", "2026-03-07", 720, 0),
        ("America/Phoenix", "2026-10-31", 720, 0), ("America/Chicago", "2027-03-13", 660, -60),
        ("America/Chicago", "2027-11-06", 780, 60), ("Asia/Kolkata", "2026-03-07", 720, 0),
    ])
    func `keeps the end on the clock and tells elapsed time`(
        zone: String, day: String, minutes: Int, change: Int
    ) throws {
        let zone = try #require(Zone(zone))
        let span = try self.night.placed(on: LocalDate(day)!, in: zone)
        #expect(span.minutes == minutes)
        #expect(span.clockChange(in: zone) == change)
        #expect(zone.local(of: span.end).time == TimeOfDay("07:00"))
    }

    @Test(arguments: [("2026-03-07", "08:00"), ("2026-10-31", "06:00"), ("2026-07-01", "07:00")])
    func `keeps the duration where the template says so`(day: String, end: String) throws {
        let span = try self.lasting.placed(on: LocalDate(day)!, in: Sample.newYork)
        #expect(span.minutes == 720)
        #expect(Sample.newYork.local(of: span.end).time == TimeOfDay(end))
    }

    @Test func `refuses a time that does not exist and names the nearest that do`() {
        let early = WallHours(TimeOfDay("02:30")!, TimeOfDay("10:00")!)
        let error = PlacementError.skipped(
            .starts, earlier: LocalDateTime("2026-03-08T01:30")!, later: LocalDateTime("2026-03-08T03:30")!)
        #expect(throws: error) { try early.placed(on: LocalDate("2026-03-08")!, in: Sample.chicago) }
        #expect(throws: Never.self) { try early.placed(on: LocalDate("2026-03-08")!, in: Sample.phoenix) }
    }

    @Test func `asks which is meant where a time exists twice`() throws {
        let late = WallHours(TimeOfDay("18:00")!, TimeOfDay("01:30")!)
        let day = LocalDate("2026-10-31")!
        #expect(throws: PlacementError.repeated(.ends, LocalDateTime("2026-11-01T01:30")!)) {
            try late.placed(on: day, in: Sample.chicago)
        }
        #expect(try late.placed(on: day, in: Sample.chicago, .first).minutes == 450)
        #expect(try late.placed(on: day, in: Sample.chicago, .second).minutes == 510)
    }

    @Test func `refuses a span that the clocks leave empty`() {
        let short = WallHours(TimeOfDay("01:50")!, TimeOfDay("01:55")!)
        #expect(throws: Never.self) { try short.placed(on: LocalDate("2026-11-01")!, in: Sample.chicago, .second) }
        let round = WallHours(TimeOfDay("08:00")!, TimeOfDay("08:00")!)
        #expect(round.nominalMinutes == 1440)
    }
}

@Suite struct `Copying a week` {
    @Test func `keeps the wall times across a clock change`() throws {
        let monday = Sample.shift("2026-03-02T08:00", "2026-03-02T16:00", in: Sample.chicago)
        let copy = WeekCopy(of: [monday], to: ISOWeek("2026-W11")!, in: Sample.chicago)
        let copied = try #require(copy.placed.first)
        #expect(copied.shift.date == LocalDate("2026-03-09"))
        #expect(Sample.chicago.local(of: copied.shift.span.start).time == TimeOfDay("08:00"))
        #expect(copied.shift.span.start.minutes(since: monday.span.start) == 7 * 1440 - 60)
    }

    @Test(arguments: [WallHours.EndPolicy.keepDuration, .keepEnd])
    func `a night on which the clocks changed is copied as its template has it`(policy: WallHours.EndPolicy) throws {
        let template = ShiftTemplate(
            id: .make(), name: "Night", role: ClinicalRole("registered_nurse")!,
            hours: WallHours(TimeOfDay("19:00")!, TimeOfDay("07:00")!, policy))
        let night = try template.shift(on: LocalDate("2027-03-13")!, in: Sample.chicago)
        let copy = WeekCopy(of: [night], from: [template], to: ISOWeek("2027-W11")!, in: Sample.chicago)
        #expect(
            copy.placed.map(\.shift.span) == [Sample.span("2027-03-20T19:00", "2027-03-21T07:00", in: Sample.chicago)])
    }

    @Test func `a night without a template lasts as long as it did when the clocks changed`() {
        let night = Sample.shift("2027-03-13T19:00", "2027-03-14T08:00", in: Sample.chicago)
        let copy = WeekCopy(of: [night], to: ISOWeek("2027-W11")!, in: Sample.chicago)
        #expect(copy.placed.map(\.shift.span.minutes) == [720])
    }

    @Test func `says which shifts are at times that exist twice`() {
        let sunday = Sample.shift("2026-10-25T01:30", "2026-10-25T09:00", in: Sample.chicago)
        let copy = WeekCopy(of: [sunday], to: ISOWeek("2026-W44")!, in: Sample.chicago)
        #expect(copy.placed.map(\.isFirstOfTwo) == [true])
        #expect(copy.placed.map(\.shift.span.minutes) == [510])
    }

    @Test func `names the shift that the clocks do not allow, and copies the rest`() throws {
        let sunday = Sample.shift("2026-03-01T02:30", "2026-03-01T10:00", in: Sample.chicago)
        let monday = Sample.shift("2026-02-23T08:00", "2026-02-23T16:00", in: Sample.chicago)
        let copy = WeekCopy(of: [sunday, monday], to: ISOWeek("2026-W10")!, in: Sample.chicago)
        #expect(copy.placed.map(\.shift.date) == [LocalDate("2026-03-02")])
        #expect(copy.refused.map(\.date) == [LocalDate("2026-03-08")])
    }

    @Test func `does not double what the later week has`() {
        let monday = Sample.shift("2026-03-02T08:00", "2026-03-02T16:00", in: Sample.chicago)
        let there = Sample.shift("2026-03-09T08:00", "2026-03-09T16:00", in: Sample.chicago)
        let copy = WeekCopy(of: [monday], to: ISOWeek("2026-W11")!, in: Sample.chicago, without: [there])
        #expect(copy.placed.isEmpty)
    }

    @Test func `carries people along in the order of people`() {
        let monday = Sample.shift("2026-03-02T08:00", "2026-03-02T16:00", in: Sample.chicago)
        let copy = WeekCopy(of: [monday], to: ISOWeek("2026-W11")!, in: Sample.chicago)
        let places = copy.places(of: [monday.assigned(to: Sample.ben), monday.assigned(to: Sample.ana)])
        #expect(places.map(\.person) == [Sample.ana, Sample.ben])
        #expect(Set(places.map(\.shift)) == Set(copy.placed.map(\.shift.id)))
    }
}
