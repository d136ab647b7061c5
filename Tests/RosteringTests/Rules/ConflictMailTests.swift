import PraxisCore
import Testing

@testable import Rostering

@Suite struct `A mail about conflicts` {
    private func line(
        _ matter: ConflictMailLine.Matter = .held, shifts: Int = 1, people: Int = 1, weeks: Int = 1,
        to account: Identifier<ConflictMailLine.Account> = .make(), _ address: String = "a@x.example"
    ) -> ConflictMailLine {
        let first = LocalDate("2026-11-24")!
        return ConflictMailLine(
            account: account, address: address, clinic: Slug("northside")!, name: "Northside", matter: matter,
            shifts: shifts, people: people, first: first,
            weeks: (0..<weeks).map { ISOWeek(containing: first.adding(days: 7 * $0)) }, notices: [])
    }

    @Test(arguments: [
        (1, 1, "1 shift at Northside, on Tue, Nov 24, 2026, is held by someone who may no longer work it."),
        (1, 2, "1 shift at Northside, on Tue, Nov 24, 2026, is held by people who may no longer work it."),
        (
            3, 1,
            "3 shifts at Northside, the first on Tue, Nov 24, 2026, are held by someone who may no longer work them."
        ),
    ])
    func `says how many, where and when`(shifts: Int, people: Int, sentence: String) {
        #expect(self.line(shifts: shifts, people: people).sentence == sentence)
    }

    @Test func `says that shifts have become empty`() {
        #expect(
            self.line(.vacated, shifts: 2, people: 2).sentence
                == "2 shifts at Northside, the first on Tue, Nov 24, 2026, have lost people who may no longer work them."
        )
    }

    @Test func `leads to the weeks, a few of them`() throws {
        let mail = try #require(ConflictMail.round([self.line(shifts: 9, weeks: 8)]).first)
        let text = mail.text { "https://x.example/\($0)/roster/\($1)" }
        let addresses = text.split(separator: "\n").filter { $0.hasPrefix("  https://") }
        #expect(addresses.first == "  https://x.example/northside/roster/2026-W48")
        #expect(addresses.count == 6)
        #expect(text.contains("\n  and 2 more weeks\n"))
        #expect(mail.subject == "9 shifts to come need attention")
    }

    @Test func `is one for each recipient`() {
        let (ana, ben) = (
            Identifier<ConflictMailLine.Account>.make(), Identifier<ConflictMailLine.Account>.make()
        )
        let round = ConflictMail.round([
            self.line(to: ben, "ben@x.example"), self.line(to: ana, "ana@x.example"),
            self.line(.vacated, to: ben, "ben@x.example"),
        ])
        #expect(round.map(\.address) == ["ana@x.example", "ben@x.example"])
        #expect(round.map(\.lines.count) == [1, 2])
        #expect(round[0].subject == "A shift to come needs attention")
    }
}
