import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `How long a completion counts` {
    private let yearly = Recurrence(every: 12, .month, from: .due)
    private let osha = Recurrence(every: 365, .day, from: .completion)

    @Test(arguments: [
        ("2026-03-14", "2027-03-14"), ("2024-02-29", "2025-02-28"), ("2025-12-31", "2026-12-31"),
        ("2023-03-01", "2024-02-29"),
    ])
    func `is 365 days from the completion for bloodborne pathogens`(day: String, last: String) {
        #expect(self.osha.lastDay(completedOn: LocalDate(day)!, firstDue: nil, openDue: nil).description == last)
        // Where it was due does not matter.
        #expect(
            self.osha.lastDay(
                completedOn: LocalDate(day)!, firstDue: LocalDate("2020-01-01")!, openDue: LocalDate("2026-01-01")!
            ).description == last)
    }

    /// First due on 2024-03-01; done on a day while another day is open.
    @Test(arguments: [
        // In time, on the day, late, years late.
        ("2024-02-10", "2024-03-01", "2025-03-01"), ("2024-03-01", "2024-03-01", "2025-03-01"),
        ("2024-06-30", "2024-03-01", "2025-03-01"), ("2026-05-01", "2024-03-01", "2027-03-01"),
        // A year later, early and late: the due day stays where it was.
        ("2025-01-15", "2025-03-01", "2026-03-01"), ("2025-03-02", "2025-03-01", "2026-03-01"),
        // A second time within the cycle that is done already.
        ("2025-02-01", "2026-03-01", "2025-03-01"),
        // Long before it is asked: at its own pace.
        ("2022-05-05", "2024-03-01", "2023-05-05"),
    ])
    func `runs from due day to due day where that is the anchor`(done: String, open: String, last: String) {
        let day = self.yearly.lastDay(
            completedOn: LocalDate(done)!, firstDue: LocalDate("2024-03-01")!, openDue: LocalDate(open)!)
        #expect(day.description == last)
    }

    @Test func `does not drift where a month lacks the day`() {
        let monthly = Recurrence(every: 1, .month, from: .due)
        let first = LocalDate("2026-01-31")!
        #expect(
            (0...3).map { monthly.day($0, after: first).description } == [
                "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
            ])
        let leap = LocalDate("2024-02-29")!
        #expect(
            (1...4).map { self.yearly.day($0, after: leap).description } == [
                "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
            ])
    }
}

@Suite struct `How long records are kept` {
    private let osha = Retention(code: "osha_bbp", name: "", years: 3, from: .record, citation: "")
    private let hipaa = Retention(code: "hipaa", name: "", years: 6, from: .lastEffective, citation: "")

    @Test(arguments: [("2026-03-14", "2029-03-14"), ("2024-02-29", "2027-02-28")])
    func `is three years from the training for bloodborne pathogens`(day: String, last: String) {
        #expect(self.osha.keptThrough(recordedOn: LocalDate(day)!, lastEffective: nil)?.description == last)
    }

    @Test func `is six years from the last day in force for HIPAA, or from the record if that is later`() {
        let day = LocalDate("2024-02-29")!
        #expect(self.hipaa.keptThrough(recordedOn: day, lastEffective: nil) == nil)
        #expect(
            self.hipaa.keptThrough(recordedOn: day, lastEffective: LocalDate("2026-05-31")!)?.description
                == "2032-05-31")
        #expect(
            self.hipaa.keptThrough(recordedOn: day, lastEffective: LocalDate("2023-12-31")!)?.description
                == "2030-02-28")
    }
}
