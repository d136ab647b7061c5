import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `R19 A policy` {
    private func day(_ text: String) -> LocalDate { LocalDate(text)! }

    private func version(
        _ number: Int, _ change: PolicyVersion.Change, from: String?, until: String? = nil, due: Int = 30,
        isApproved: Bool = true
    ) -> PolicyVersion {
        PolicyVersion(
            policy: Policy.ID(.version7()), number: number, title: "Privacy", body: "Text", document: nil,
            change: change,
            changeReason: nil, dueDays: due, version: 1, authors: "", digest: isApproved ? "00" : nil, approvedBy: nil,
            approvedAt: nil, effectiveFrom: from.flatMap { LocalDate($0) }, endsOn: until.flatMap { LocalDate($0) })
    }

    private var versions: [PolicyVersion] {
        [
            self.version(1, .first, from: "2024-01-01", until: "2025-06-01"),
            self.version(2, .editorial, from: "2025-06-01", until: "2026-01-01"),
            self.version(3, .material, from: "2026-01-01", until: "2026-04-01"),
            self.version(4, .editorial, from: "2026-04-01"),
            self.version(5, .material, from: nil),
        ]
    }

    private func standing(
        hired: String = "2020-01-01", left: String? = nil, _ acknowledged: [Int], on day: String
    ) -> PolicyStanding? {
        PolicyClock.standing(
            [DutySpan(self.day(hired), until: left.map(self.day), due: 14)], self.versions, acknowledged: acknowledged,
            on: self.day(day))
    }

    @Test(
        arguments: [
            ("2023-12-31", nil), ("2024-01-01", 1), ("2025-05-31", 1), ("2025-06-01", 2), ("2026-03-31", 3),
            ("2030-01-01", 4),
        ] as [(String, Int?)])
    func `has one version in force on each day`(on: String, number: Int?) {
        #expect(PolicyClock.inForce(self.versions, on: self.day(on))?.number == number)
    }

    @Test func `asks nobody again after an editorial change`() throws {
        let standing = try #require(self.standing([1], on: "2025-07-01"))
        #expect(standing.due == nil && standing.state == .current && standing.version.number == 2)
    }

    @Test(arguments: [("2026-01-31", DutyState.due), ("2026-02-01", .overdue)])
    func `asks everybody again after a change of content, within its days`(on: String, state: DutyState) throws {
        let standing = try #require(self.standing([1], on: on))
        #expect(standing.due == self.day("2026-01-31") && standing.state == state && standing.acknowledged == 1)
    }

    @Test func `gives no more time because it changed once more, and asks for what is in force`() throws {
        let standing = try #require(self.standing([1, 2], on: "2026-05-01"))
        #expect(standing.due == self.day("2026-01-31") && standing.version.number == 4 && standing.state == .overdue)
        #expect(self.standing([1, 3], on: "2026-05-01")?.state == .current)
        #expect(self.standing([4], on: "2026-05-01")?.due == nil)
    }

    @Test func `asks who is new for the version in force alone, within the days after hire`() throws {
        let standing = try #require(self.standing(hired: "2026-05-10", [], on: "2026-05-12"))
        #expect(standing.version.number == 4 && standing.due == self.day("2026-05-24") && standing.state == .due)
        // Hired after the version came into force, asked by it and not by the ones before.
        #expect(self.standing(hired: "2025-12-20", [], on: "2025-12-25")?.due == self.day("2026-01-03"))
    }

    @Test func `asks nothing of whoever has left, and again of whoever comes back`() throws {
        #expect(self.standing(left: "2026-01-15", [1], on: "2026-01-15") == nil)
        let spans = [
            DutySpan(self.day("2020-01-01"), until: self.day("2025-12-01"), due: 14),
            DutySpan(self.day("2026-05-10"), until: nil, due: 14),
        ]
        let back = try #require(
            PolicyClock.standing(spans, self.versions, acknowledged: [1], on: self.day("2026-05-11")))
        #expect(back.due == self.day("2026-05-24") && back.acknowledged == 1)
    }

    @Test func `moves from draft to retired`() {
        #expect(self.version(1, .first, from: nil, isApproved: false).state(on: self.day("2026-01-01")) == .draft)
        #expect(self.version(1, .first, from: nil).state(on: self.day("2026-01-01")) == .approved)
        let life = self.version(1, .first, from: "2026-02-01", until: "2026-03-01")
        #expect(
            ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"].map { life.state(on: self.day($0)) }
                == [.scheduled, .effective, .effective, .retired])
    }
}
