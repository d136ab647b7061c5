import FoundationEssentials
import PraxisCore

/// A clinic's shifts in a mail. It knows how many people they are, and not who or why.
struct ConflictMailLine: Hashable, Codable, Sendable {
    enum Account {}

    /// What became of the shifts.
    enum Matter: String, Codable, Sendable {
        /// Somebody who may no longer work them is on them.
        case held
        /// Somebody who may no longer work them was taken off them.
        case vacated
    }

    let account: Identifier<Account>
    let address: String
    let clinic: Slug
    let name: String
    let matter: Matter
    let shifts: Int
    let people: Int
    /// The day of the first of them on the clinic's calendar.
    let first: LocalDate
    let weeks: [ISOWeek]
    /// The notices that it is about.
    let notices: [UUID]

    /// `3 shifts at Northside, the first on Tue, Nov 24, 2026, are held by someone who may no longer work them.`
    var sentence: String {
        let isOne = self.shifts == 1
        let day = "\(self.first.short), \(self.first.year)"
        let what = isOne ? "1 shift at \(self.name), on" : "\(self.shifts) shifts at \(self.name), the first on"
        let who = self.people == 1 ? "someone" : "people"
        let happened =
            switch self.matter {
            case .held: "\(isOne ? "is" : "are") held by \(who)"
            case .vacated: "\(isOne ? "has" : "have") lost \(who)"
            }
        return "\(what) \(day), \(happened) who may no longer work \(isOne ? "it" : "them")."
    }
}

/// One recipient's mail: everything that a round found, in one message.
struct ConflictMail: Hashable, Sendable {
    /// So many weeks of a clinic have their address in a mail; its pages lead on.
    private static let weeksShown = 6

    let account: Identifier<ConflictMailLine.Account>
    let address: String
    let lines: [ConflictMailLine]

    /// The subject names nobody: it shows on locked screens.
    var subject: String {
        let shifts = self.lines.map(\.shifts).reduce(0, +)
        return shifts == 1 ? "A shift to come needs attention" : "\(shifts) shifts to come need attention"
    }

    /// - Parameter address: the page that shows a clinic's week.
    func text(address: (Slug, ISOWeek) -> String) -> String {
        self.lines.map { line in
            let more = line.weeks.count - Self.weeksShown
            return "- \(line.sentence)\n"
                + line.weeks.prefix(Self.weeksShown).map { "  \(address(line.clinic, $0))\n" }.joined()
                + (more > 0 ? "  and \(more == 1 ? "one more week" : "\(more) more weeks")\n" : "")
        }.joined(separator: "\n")
            + "\nThe roster tells who and why. Somebody else can take these shifts, or what is in the way can be cleared.\n"
    }

    /// The mails of a round, a recipient each, in the order of their addresses.
    static func round(_ lines: [ConflictMailLine]) -> [ConflictMail] {
        Dictionary(grouping: lines, by: \.account).values
            .map { ConflictMail(account: $0[0].account, address: $0[0].address, lines: $0) }
            .sorted { $0.address < $1.address }
    }
}
