import PraxisCore
import Rostering
import Testing

@testable import PraxisWeb

@Suite struct `The words of the roster` {
    private let zone = Zone("America/Chicago")!

    private func span(_ start: String, _ end: String) -> Span { Span(Instant(start)!, until: Instant(end)!)! }

    @Test func `say when a shift ends on another day and when the clocks change`() {
        let night = self.span("2026-03-08T01:00:00Z", "2026-03-08T12:00:00Z")
        #expect(RosterWords.hours(night, in: self.zone) == "7:00 PM – 7:00 AM next day")
        #expect(RosterWords.clockChange(night, in: self.zone) == "−1 h")
        #expect(
            RosterWords.clockChange(self.span("2026-11-01T00:00:00Z", "2026-11-01T13:00:00Z"), in: self.zone) == "+1 h")
        #expect(
            RosterWords.clockChange(self.span("2026-07-01T13:00:00Z", "2026-07-01T21:00:00Z"), in: self.zone) == nil)
    }

    @Test(arguments: [(0, "0 h"), (45, "45 min"), (2280, "38 h"), (84390, "1,406 h 30 min"), (-90, "−1 h 30 min")])
    func `say durations`(minutes: Int, expected: String) { #expect(RosterWords.duration(minutes) == expected) }

    @Test func `name the license, its state and the day it lapsed`() {
        let reason = ClearanceReason(
            requirement: "rn_license", state: "expired", name: "RN license", jurisdiction: "CO",
            coversUntil: LocalDate("2026-10-31"))
        #expect(RosterWords.reason(reason) == "RN license (CO) lapsed on Oct 31, 2026")
        #expect(RosterWords.remedy([ClearanceReason(requirement: "exclusion", state: "excluded")]).hasPrefix("Nobody"))
    }

    @Test(arguments: [
        ("expired", "verified a renewal"), ("suspended", "Choose somebody else"), ("revoked", "Choose somebody else"),
        ("missing", "put it on file"), ("unverified", "has verified it"),
    ])
    func `name the remedy that there is`(state: String, words: String) {
        #expect(RosterWords.remedy([ClearanceReason(requirement: "rn_license", state: state)]).contains(words))
    }

    @Test func `tell hours in a cell as everywhere else, only shorter`() {
        let day = self.span("2026-03-10T13:00:00Z", "2026-03-10T21:30:00Z")
        #expect(RosterWords.shortHours(day, in: self.zone) == "8a–4:30p")
    }

    @Test(arguments: [
        ("exclusion", "excluded", "Excluded from federal health care programs"),
        ("exclusion", "review_pending", "Compliance review pending"),
        ("screening", "stale_monitoring", "The last screening is too long ago"),
        ("screening", "not_screened", "Not compared with the exclusion lists yet"),
        ("rn_license", "restricted", "RN license is restricted or on probation"),
        ("rn_license", "suspended", "RN license is suspended"),
    ])
    func `say every reason in words`(requirement: String, state: String, expected: String) {
        let name = requirement == "rn_license" ? "RN license" : nil
        #expect(RosterWords.reason(ClearanceReason(requirement: requirement, state: state, name: name)) == expected)
    }

    @Test func `name the nearest times that exist`() {
        let error = PlacementError.skipped(
            .starts, earlier: LocalDateTime("2026-03-08T01:30")!, later: LocalDateTime("2026-03-08T03:30")!)
        #expect(RosterWords.placement(error).contains("1:30 AM or 3:30 AM"))
    }

    @Test(arguments: [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (23, "23rd")])
    func `count publications`(number: Int, expected: String) { #expect(RosterWords.ordinal(number) == expected) }

    @Test func `fold calendar lines and escape what calendars read`() {
        #expect(RosterCalendar.escaped("Day; A, B\\\r\n") == "Day\\; A\\, B\\\\\\n")
        let folded = RosterCalendar.folded("SUMMARY:" + String(repeating: "é", count: 100))
        #expect(folded.allSatisfy { $0.utf8.count <= 75 })
        #expect(folded.dropFirst().allSatisfy { $0.hasPrefix(" ") })
    }
}
