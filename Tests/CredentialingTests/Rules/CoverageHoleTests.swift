import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite struct `Holes in the history of a credential` {
    private let credential = Credential.ID.make()

    private func term(_ issued: String, _ expires: String?, verified: Bool = true) throws -> Term {
        Term(
            id: .make(), credential: self.credential, issuedOn: try #require(LocalDate(issued)),
            expiresOn: try expires.map { try #require(LocalDate($0)) }, isVerified: verified,
            result: verified ? .confirmed : nil, verifiedAt: nil)
    }

    /// Each hole as `gap 2026-04-01..2026-04-19`, where terms were confirmed on some days.
    private func holes(_ terms: [(Term, String?)]) -> [String] {
        let days = Dictionary(
            uniqueKeysWithValues: terms.compactMap { term, day in day.flatMap(LocalDate.init).map { (term.id, $0) } })
        return CoverageHole.all(in: terms.map(\.0).shuffled()) { days[$0] }
            .map { "\($0.kind) \($0.first)..\($0.last)" }
    }

    @Test func `R2: a gap between two terms stays in the history`() throws {
        let old = (try self.term("2024-04-01", "2026-03-31"), "2024-04-02" as String?)
        #expect(try self.holes([old, (self.term("2026-04-01", "2028-03-31"), "2026-03-20")]).isEmpty)
        #expect(
            try self.holes([old, (self.term("2026-04-20", "2028-03-31"), "2026-04-20")])
                == ["gap 2026-04-01..2026-04-19"])
        #expect(
            try self.holes([old, (self.term("2026-04-02", "2028-03-31"), "2026-04-01")])
                == ["gap 2026-04-01..2026-04-01"])
    }

    @Test func `R3: a renewal that was verified late tells the days on which nobody knew`() throws {
        let old = (try self.term("2024-04-01", "2026-03-31"), "2025-01-01" as String?)
        #expect(
            try self.holes([old, (self.term("2026-04-01", "2028-03-31"), "2026-04-20")])
                == ["unverified 2026-04-01..2026-04-19"])
        #expect(
            try self.holes([old, (self.term("2026-03-01", "2028-03-31"), "2026-04-20")])
                == ["unverified 2026-04-01..2026-04-19"], "the old one covered the days before")
        #expect(
            try self.holes([old, (self.term("2026-04-05", "2026-05-31"), "2026-07-01")])
                == ["gap 2026-04-01..2026-04-04", "unverified 2026-04-05..2026-05-31"])
    }

    @Test func `none are what lies before the first, what a longer term covers, and what nobody has verified`() throws {
        #expect(try self.holes([(self.term("2020-01-01", nil), "2026-01-01")]).isEmpty)
        #expect(
            try self.holes([
                (self.term("2020-01-01", nil), "2020-01-01"), (self.term("2022-01-01", "2023-01-01"), "2025-01-01"),
            ]).isEmpty)
        #expect(
            try self.holes([
                (self.term("2020-01-01", "2021-12-31"), "2020-01-01"),
                (self.term("2022-02-01", "2023-12-31", verified: false), nil),
                (self.term("2024-01-01", nil), "2023-12-31"),
            ]) == ["gap 2022-01-01..2023-12-31"])
    }
}
