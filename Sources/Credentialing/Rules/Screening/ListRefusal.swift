/// When a list is refused whole: a broken one must not clear anybody.
package enum ListRefusal {
    /// The share of the rows of the list before that a full list must have, in percent.
    package static let leastPercent = 95
    /// One row in so many may be unreadable; it is shown, and the others are compared.
    package static let readableRows = 1_000

    /// Why the list cannot be taken, as one sentence without a period; `nil` where it can.
    ///
    /// - Parameters:
    ///   - rowsBefore: the rows of the publisher's full list in force, if there is one.
    ///   - supplementRows: the rows of the supplements in force, all of which a full list holds.
    package static func reason(
        against tally: ListReader.Tally, _ kind: ExclusionFile.Kind, rowsBefore: Int?, supplementRows: Int
    ) -> String? {
        if let problem = tally.isCutOff ? tally.problems.last : tally.problems.first,
            tally.isCutOff || tally.unread * Self.readableRows > tally.rows
        {
            let others = tally.unread == 1 ? "" : ", and \(tally.unread - 1) more rows"
            return "\(problem)\(others); get the file again"
        }
        if tally.rows == 0 { return "the list has no rows" }
        if kind == .full, let rowsBefore, tally.rows * 100 < rowsBefore * Self.leastPercent {
            return "the list has \(tally.rows) rows, the one before it had \(rowsBefore); the file may be cut off"
        }
        if kind == .full, rowsBefore == nil, tally.rows < supplementRows {
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
}
