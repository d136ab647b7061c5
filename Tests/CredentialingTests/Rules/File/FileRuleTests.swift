import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `The day of a decision` {
    private func day(
        _ decided: String, recorded: String = "2026-07-10", verified: String? = "2026-07-01", document: Bool = true,
        signed: String? = nil, isOwn: Bool = false, appointed: String? = nil
    ) throws -> DecisionDay {
        try DecisionDay(
            LocalDate(decided)!, recorded: LocalDate(recorded)!, lastVerified: verified.flatMap { LocalDate($0) },
            document: document ? .init(signedOn: LocalDate(signed ?? decided)!, isOwn: isOwn) : nil,
            appointed: appointed.flatMap { LocalDate($0) })
    }

    @Test func `R7 is not in the future`() {
        #expect(throws: DecisionDay.Fault.inFuture) { try self.day("2026-07-11") }
    }

    @Test func `R7 is not before the last verification`() throws {
        #expect(throws: DecisionDay.Fault.beforeLastVerification(LocalDate("2026-07-01")!)) {
            try self.day("2026-06-30")
        }
        #expect(try self.day("2026-07-01").isRecordedLate)
    }

    @Test func `R7 recorded late takes a document and shows`() throws {
        #expect(throws: DecisionDay.Fault.lateWithoutDocument) { try self.day("2026-07-09", document: false) }
        #expect(try self.day("2026-07-09").isRecordedLate)
        #expect(try !self.day("2026-07-10", document: false).isRecordedLate)
    }

    @Test func `R7 recorded late bears the day of its document, which somebody else put on file`() throws {
        #expect(throws: DecisionDay.Fault.documentOfAnotherDay(LocalDate("2026-07-08")!)) {
            try self.day("2026-07-09", signed: "2026-07-08")
        }
        #expect(throws: DecisionDay.Fault.ownDocument) { try self.day("2026-07-09", isOwn: true) }
        #expect(try !self.day("2026-07-10", isOwn: true).isRecordedLate, "of today it proves nothing that is not known")
    }

    @Test func `R7 comes before the appointment`() throws {
        #expect(throws: DecisionDay.Fault.appointedBefore) { try self.day("2026-07-10", appointed: "2026-07-09") }
        #expect(try self.day("2026-07-10", appointed: "2026-07-10").decided == LocalDate("2026-07-10"))
    }
}

@Suite struct `The day of a check` {
    private func day(_ made: String, _ recorded: String, filed: String? = nil) -> CheckDay {
        CheckDay(
            LocalDate(made)!, recorded: LocalDate(recorded)!, documentFiled: filed.flatMap { LocalDate($0) })
    }

    @Test(arguments: [
        ("2026-11-22", "2026-11-22", nil, "2026-11-22", false), ("2026-10-20", "2026-11-22", nil, "2026-11-22", true),
        ("2026-10-20", "2026-11-22", "2026-10-20", "2026-10-20", true),
        ("2026-10-20", "2026-11-22", "2026-11-01", "2026-11-01", true),
        // A document that was there before does not make the check older than it was.
        ("2026-10-20", "2026-11-22", "2026-09-01", "2026-10-20", true),
        ("2026-10-20", "2026-11-22", "2026-11-30", "2026-11-22", true),
    ])
    func `R7 is proven by the record, not by what somebody types`(
        made: String, recorded: String, filed: String?, proven: String, late: Bool
    ) {
        let day = self.day(made, recorded, filed: filed)
        #expect(day.proven == LocalDate(proven) && day.isRecordedLate == late)
    }
}

@Suite struct `Work history` {
    private func gaps(_ positions: (String, String?)...) -> [String] {
        WorkHistory(years: 5, gapMonths: 6, writtenGapMonths: 12).gaps(
            in: positions.map { .init(from: LocalDate($0.0)!, until: $0.1.flatMap { LocalDate($0) }) },
            asOf: LocalDate("2026-07-01")!
        ).map { "\($0.first)..\($0.last)\($0.isInWriting ? " in writing" : "")" }
    }

    @Test func `without a break needs no word`() {
        #expect(gaps(("2015-01-01", nil)) == [])
        #expect(gaps(("2020-01-01", "2023-12-31"), ("2024-01-01", nil)) == [])
    }

    @Test func `of exactly six months passes, a day more is explained`() {
        #expect(gaps(("2010-01-01", "2023-12-31"), ("2024-07-01", nil)) == [])
        #expect(gaps(("2010-01-01", "2023-12-31"), ("2024-07-02", nil)) == ["2024-01-01..2024-07-01"])
    }

    @Test func `with more than a year missing is explained in writing`() {
        #expect(gaps(("2010-01-01", "2022-12-31"), ("2024-01-02", nil)) == ["2023-01-01..2024-01-01 in writing"])
        #expect(gaps() == ["2021-07-01..2026-06-30 in writing"])
    }

    @Test func `counts times that overlap once and the time since the last`() {
        #expect(gaps(("2010-01-01", "2025-06-30"), ("2012-01-01", "2014-01-01")) == ["2025-07-01..2026-06-30"])
    }
}

@Suite struct `The states of a file` {
    @Test func `all stand in the order and every one but the last can be reached`() {
        #expect(Set(FileState.inOrder) == Set(FileState.allCases))
        #expect(Set(FileStep.all.map(\.to)).union([.draft]) == Set(FileState.allCases))
        #expect(FileStep.all.count == Set(FileStep.all.map { "\($0.from) \($0.to)" }).count)
        #expect(FileState.withdrawn.steps.isEmpty)
    }

    @Test func `only a decider decides, and only the person submits`() {
        #expect(FileStep.all.filter { $0.to == .decided }.allSatisfy { $0.actor == .decider })
        #expect(
            FileStep.all.filter { [.received, .applicationInProgress].contains($0.to) }.allSatisfy {
                $0.actor == .applicant
            })
    }
}
