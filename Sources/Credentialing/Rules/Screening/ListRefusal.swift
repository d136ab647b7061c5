/// When a list is refused whole: a broken one must not clear anybody.
package enum ListRefusal {
    /// The share of the rows of the list before that a full list must have, in percent.
    package static let leastPercent = 95

    /// Why the list cannot be taken, as one sentence without a period; `nil` where it can.
    ///
    /// - Parameters:
    ///   - rowsBefore: the rows of the full list in force, if there is one.
    ///   - supplementRows: the rows of the supplements in force, all of which a full list holds.
    package static func reason(against file: ExclusionFile, rowsBefore: Int?, supplementRows: Int) -> String? {
        if let problem = file.problems.first {
            let others = file.problems.count == 1 ? "" : ", and \(file.problems.count - 1) more rows"
            return "\(problem)\(others); get the file again"
        }
        if file.entries.isEmpty { return "the list has no rows" }
        if file.kind == .full, let rowsBefore, file.entries.count * 100 < rowsBefore * Self.leastPercent {
            return
                "the list has \(file.entries.count) rows, the one before it had \(rowsBefore); the file may be cut off"
        }
        if file.kind == .full, rowsBefore == nil, file.entries.count < supplementRows {
            return "the list has \(file.entries.count) rows, the supplements in force have \(supplementRows); "
                + "this is no full list"
        }
        let reinstated = file.entries.count { $0.reinstatedOn != nil }
        if file.kind == .reinstatements, reinstated * 2 < file.entries.count {
            return "most rows have no date of reinstatement; this is a list of exclusions"
        }
        if file.kind == .exclusions, reinstated == file.entries.count {
            return "every row has a date of reinstatement; this is a list of reinstatements"
        }
        return nil
    }
}
