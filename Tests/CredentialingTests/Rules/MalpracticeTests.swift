import PraxisCore
import Testing

@testable import Credentialing

/// Limits in thousands of dollars against a minimum and a fund's primary limits (0: no fund), and the verdict.
let malpracticeVectors: [(each: Int64, year: Int64, inFund: Bool, minimum: [Int64], fund: [Int64], verdict: String)] = [
    (1_000, 3_000, false, [1_000, 3_000], [0, 0], "minimum"),
    (2_000, 4_000, false, [1_000, 3_000], [0, 0], "minimum"),
    (999, 3_000, false, [1_000, 3_000], [0, 0], "limits_low"),
    (1_000, 2_999, false, [1_000, 3_000], [0, 0], "limits_low"),
    // Without a fund nothing makes up for low limits, whatever is claimed.
    (500, 1_500, true, [1_000, 3_000], [0, 0], "limits_low"),
    (500, 1_500, true, [1_000, 3_000], [500, 1_500], "fund"),
    (500, 1_500, false, [1_000, 3_000], [500, 1_500], "fund_unproven"),
    (499, 1_500, true, [1_000, 3_000], [500, 1_500], "limits_low"),
    (500, 1_499, true, [1_000, 3_000], [500, 1_500], "limits_low"),
    // Who reaches the minimum needs no fund.
    (1_000, 3_000, false, [1_000, 3_000], [500, 1_500], "minimum"),
    // A state that asks for less than payers usually do.
    (100, 300, false, [100, 300], [0, 0], "minimum"),
]

@Suite struct `R12 Malpractice` {
    private func day(_ text: String) -> LocalDate { LocalDate(text)! }
    private func period(_ text: String) -> Period {
        let days = text.split(separator: "..", omittingEmptySubsequences: false).map { LocalDate(String($0)) }
        return Period(days[0]!, until: days[1])!
    }

    @Test(arguments: malpracticeVectors.indices)
    func `limits pass by the minimum, or by lower primary limits plus proven fund participation`(row: Int) {
        let vector = malpracticeVectors[row]
        func pair(_ each: Int64, _ year: Int64) -> MalpracticeLimits.Pair {
            MalpracticeLimits.Pair(
                each: Money(minorUnits: each * 100_000), aggregate: Money(minorUnits: year * 100_000))
        }
        let limits = MalpracticeLimits(
            minimum: pair(vector.minimum[0], vector.minimum[1]), primary: pair(vector.fund[0], vector.fund[1]))
        let verdict = limits.verdict(on: pair(vector.each, vector.year), inFund: vector.inFund)
        #expect(verdict.rawValue == vector.verdict)
        #expect(verdict.passes == ["minimum", "fund"].contains(vector.verdict))
    }

    @Test(
        arguments: [
            // work, policies (term, retroactive date), evidence, uncovered as of 2026-06-01 (half-open)
            (["2020-01-01.."], ["2026-01-01..2027-01-01 2020-01-01"], [], []),
            (["2020-01-01.."], ["2026-01-01..2027-01-01 2024-03-01"], [], ["2020-01-01..2024-03-01"]),
            // A tail, and prior acts, cover their days; a day between them stays open.
            (
                ["2020-01-01.."], ["2026-01-01..2027-01-01 2024-03-01"],
                ["2020-01-01..2022-01-01", "2022-01-02..2024-03-01"],
                ["2022-01-01..2022-01-02"]
            ),
            // An occurrence policy of that time covers it for ever, a claims-made one only while it is in force.
            (
                ["2020-01-01.."], ["2020-01-01..2022-01-01", "2026-01-01..2027-01-01 2024-03-01"], [],
                ["2022-01-01..2024-03-01"]
            ),
            (
                ["2020-01-01.."], ["2020-01-01..2024-03-01 2020-01-01", "2024-03-01..2027-01-01 2024-03-01"], [],
                ["2020-01-01..2024-03-01"]
            ),
            // Two in force: the one that reaches back further.
            (["2020-01-01.."], ["2026-01-01..2027-01-01 2024-03-01", "2026-05-01..2027-01-01 2019-01-01"], [], []),
            // Only work for the practice counts, and nothing that lies ahead.
            (
                ["2021-01-01..2022-01-01", "2025-01-01.."], ["2026-01-01..2027-01-01 2025-06-01"], [],
                ["2021-01-01..2022-01-01", "2025-01-01..2025-06-01"]
            ),
            (["2027-01-01.."], ["2026-01-01..2027-01-01 2025-06-01"], [], []),
            // Nothing is said where no policy is claims-made.
            (["2020-01-01.."], ["2024-01-01..2027-01-01"], [], []),
        ] as [([String], [String], [String], [String])])
    func `earlier work than the retroactive date needs tail or prior acts`(
        work: [String], policies: [String], evidence: [String], uncovered: [String]
    ) {
        let held = policies.map { text in
            let parts = text.split(separator: " ").map(String.init)
            return PriorActs.Policy(
                term: self.period(parts[0]), retroactiveOn: parts.count > 1 ? self.day(parts[1]) : nil)
        }
        let found = PriorActs.uncovered(
            work.map(self.period), by: held, and: evidence.map(self.period), on: self.day("2026-06-01"))
        #expect(found == uncovered.map(self.period))
    }

    @Test func `a certificate is entered whole, each mistake at its field`() throws {
        var fields = [
            "policy": "claims_made", "retroactive": "2024-03-01", "each": "1,000,000", "aggregate": "$3,000,000.00",
            "named_insured": "Asha Rao",
        ]
        let draft = try MalpracticeCoverDraft(clinics: ["denver"]) { fields[$0] }
        #expect(draft.limits.each == Money(minorUnits: 100_000_000) && draft.clinics.count == 1 && draft.follows == 0)
        let mistakes: [(String, String?, String)] = [
            ("policy", nil, "policy"), ("retroactive", nil, "retroactive"), ("each", "-5", "each"),
            ("each", "0", "each"),
            ("aggregate", "999,999", "aggregate"), ("named_insured", nil, "named_insured"),
            ("fund_state", "IN", "fund_reference"), ("fund_reference", "Receipt", "fund_state"),
            ("policy", "occurrence", "retroactive"),
        ]
        for (field, value, expected) in mistakes {
            var wrong = fields
            wrong[field] = value
            let errors = #expect(throws: FieldErrors.self) { try MalpracticeCoverDraft(clinics: []) { wrong[$0] } }
            #expect(errors?.entries.map(\.field) == [expected], "\(field)")
        }
        fields["fund_state"] = "IN"
        fields["fund_reference"] = "Receipt 7"
        #expect(try MalpracticeCoverDraft(clinics: []) { fields[$0] }.fundState == "IN")
    }
}
