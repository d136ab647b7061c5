import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A due date on Medicare's list` {
    private let began = LocalDate("2022-03-31")!
    private let held = LocalDate("2027-03-31")!
    private let listed = LocalDate("2026-11-30")!

    private func fact(
        _ number: String = "I1", _ state: String? = "CO", due: LocalDate?, adjusted: LocalDate? = nil,
        isSupplier: Bool = false
    ) -> MedicareFact {
        .enrolled(number, in: state, isSupplier: isSupplier, due: due, adjusted: adjusted)
    }

    private func enrollment(
        _ clinic: String = "Denver", _ state: String = "CO", number: String? = nil, isSupplier: Bool = false,
        origin: MedicareEnrollment.Origin = .rule, mayChange: Bool = true
    ) -> MedicareEnrollment {
        MedicareEnrollment(
            clinic: clinic, state: state, isSupplier: isSupplier, number: number, effectiveOn: self.began,
            dueOn: self.held, origin: origin, mayChange: mayChange)
    }

    @Test func `is for every enrollment in its state and line, and for none elsewhere`() {
        let sites = [
            self.enrollment(), self.enrollment("Aurora"), self.enrollment("Phoenix", "AZ"),
            self.enrollment(isSupplier: true),
        ]
        let (matches, remarks) = DueMatch.all([self.fact(due: self.listed)], sites)
        #expect(matches.map(\.clinic) == ["Denver", "Aurora"] && matches.allSatisfy { $0.outcome == .set })
        #expect(matches.allSatisfy { $0.before == self.held && $0.listed == self.listed } && remarks.isEmpty)
    }

    @Test func `is the adjusted one, and none where it is to be determined or is on file`() {
        let adjusted = DueMatch.all([self.fact(due: self.held, adjusted: self.listed)], [self.enrollment()])
        #expect(adjusted.matches.map(\.listed) == [self.listed])
        #expect(DueMatch.all([self.fact(due: nil)], [self.enrollment()]).matches.isEmpty)
        #expect(DueMatch.all([self.fact(due: self.held)], [self.enrollment()]).matches.isEmpty)
        #expect(DueMatch.all([], [self.enrollment()]).matches.isEmpty)
    }

    @Test func `of several enrollments in a state is that with the payer's number, or none`() {
        let facts = [self.fact("I1", due: self.listed), self.fact("I2", due: self.began.adding(days: 1))]
        let unclear = DueMatch.all(facts, [self.enrollment()])
        #expect(unclear.matches.isEmpty && unclear.remarks.count == 1)
        let numbered = DueMatch.all(facts, [self.enrollment(number: "i1")])
        #expect(numbered.matches.map(\.listed) == [self.listed] && numbered.remarks.isEmpty)
        let elsewhere = DueMatch.all([self.fact("I1", "UT", due: self.listed)], [self.enrollment(number: "I1")])
        #expect(elsewhere.matches.count == 1)
    }

    @Test(arguments: [
        (MedicareEnrollment.Origin.rule, true, DueMatch.Outcome.set, "becomes Nov 30, 2026"),
        (.list, true, .set, "becomes Nov 30, 2026"),
        (.entered, true, .kept, "Mar 31, 2027 was entered by hand and stays; the list says Nov 30, 2026"),
        (.list, false, .locked, "Mar 31, 2027 stays, for you may not change it; the list says Nov 30, 2026"),
    ])
    func `takes the place of a computed one, and stands beside one that somebody entered`(
        origin: MedicareEnrollment.Origin, mayChange: Bool, outcome: DueMatch.Outcome, words: String
    ) {
        let matches = DueMatch.all(
            [self.fact(due: self.listed)], [self.enrollment(origin: origin, mayChange: mayChange)]
        ).matches
        #expect(matches.map(\.outcome) == [outcome])
        #expect(matches.first?.sentence.hasSuffix(words) == true, "\(matches.first?.sentence ?? "")")
    }

    @Test func `before the enrollment began is shown and not taken`() {
        let early = DueMatch.all([self.fact(due: self.began.adding(days: -1))], [self.enrollment()]).matches
        #expect(early.map(\.outcome) == [.early])
    }
}
