/// When a list is refused whole: a broken one must not clear anybody.
package enum ListRefusal {
    /// The share of the rows of the list before that a full list must have, in percent.
    package static let leastPercent = 95
    /// One row in so many may be unreadable; it is shown, and the others are compared.
    package static let readableRows = 1_000

    /// The share of a full list's rows that may lack a day that they should have, in percent; of a supplement, half.
    package static let mostOddPercent = 5
    /// So few odd rows refuse no list, whatever their share.
    static let oddRows = 10

    /// The full list in force of the same publisher, before the one that comes in.
    package struct Before: Hashable, Sendable {
        package let rows: Int
        package let flags: [ListEntry.Flag: Int]

        package init(rows: Int, flags: [ListEntry.Flag: Int] = [:]) {
            self.rows = rows
            self.flags = flags
        }
    }

    /// Why the list cannot be taken, as one sentence without a period; `nil` where it can.
    ///
    /// - Parameters:
    ///   - before: the publisher's full list in force, if there is one.
    ///   - supplementRows: the rows of the supplements in force, all of which a full list holds.
    package static func reason(
        against tally: ListReader.Tally, _ kind: ExclusionFile.Kind, of list: ExclusionList = .leie, before: Before?,
        supplementRows: Int
    ) -> String? {
        if let problem = tally.isCutOff ? tally.problems.last : tally.problems.first,
            tally.isCutOff || tally.unread * Self.readableRows > tally.rows
        {
            let others = tally.unread == 1 ? "" : ", and \(tally.unread - 1) more rows"
            return "\(problem)\(others); get the file again"
        }
        if tally.rows == 0 { return "the list has no rows" }
        if let before, kind == .full, tally.rows * 100 < before.rows * Self.leastPercent {
            return "the list has \(tally.rows) rows, the one before it had \(before.rows); the file may be cut off"
        }
        if let odd = Self.oddity(of: tally, kind, list, before) { return odd }
        if kind == .full, before == nil, tally.rows < supplementRows {
            return "the list has \(tally.rows) rows, the supplements in force have \(supplementRows); "
                + "this is no full list"
        }
        if kind == .reinstatements, tally.reinstated * 2 < tally.rows {
            return "most rows have no date of reinstatement; this is a list of exclusions"
        }
        if kind == .exclusions, tally.reinstated == tally.rows {
            return "every row has a date of reinstatement; this is a list of reinstatements"
        }
        return nil
    }

    /// A list whose rows can be read and say nothing, as after a conversion that shifted or lost a column.
    private static func oddity(
        of tally: ListReader.Tally, _ kind: ExclusionFile.Kind, _ list: ExclusionList, _ before: Before?
    ) -> String? {
        let nameless = tally.flags[.nameMissing] ?? 0
        if nameless * Self.readableRows > tally.rows {
            return "\(nameless) of \(tally.rows) rows have no name; the columns may be shifted; get the file again"
        }
        let percent = kind == .full ? Self.mostOddPercent : 50
        for (flag, what) in [
            (ListEntry.Flag.exclusionDateUnknown, "no day of exclusion"), (.birthDateMissing, "no day of birth"),
        ] {
            // SAM never has days of birth.
            if flag == .birthDateMissing, list == .sam { continue }
            let count = tally.flags[flag] ?? 0
            let isUsual = before.map { count * $0.rows <= 2 * ($0.flags[flag] ?? 0) * tally.rows } ?? false
            if count >= Self.oddRows, count * 100 > tally.rows * percent, !isUsual {
                return "\(count) of \(tally.rows) rows have \(what) that can be read; get the file again"
            }
        }
        return nil
    }
}
