/// A staff rostering instance in the text form of Curtois and Qu's 24 benchmark instances, as a problem.
///
/// Curtois, T. and Qu, R. (2014), Computational results on new staff scheduling benchmark instances, ASAP Research
/// Group, School of Computer Science, University of Nottingham.
package enum Nrp24 {
    /// The problem that a file describes.
    package static func problem(from text: String) throws(Nrp24Error) -> RosterProblem {
        var parser = Nrp24Parser()
        for (number, line) in Nrp24Text.lines(of: text) { try parser.read(line, number: number) }
        return try parser.problem()
    }

    /// The roster as the checker reads it: a line per person, the name and a cell per day, empty for a day off.
    package static func text(of roster: Roster, for problem: RosterProblem) -> String {
        var text = ""
        for (person, row) in zip(problem.people, roster.rows) {
            let cells = row.map { cell in cell.map { problem.shiftTypes[$0].id } ?? "" }
            text += ([person.id] + cells).joined(separator: ",") + "\n"
        }
        return text
    }
}

/// What is wrong with a file, where, and what was expected there.
package struct Nrp24Error: Error, Hashable, CustomStringConvertible {
    package var line: Int
    package var expected: String

    package init(line: Int, expected: String) {
        self.line = line
        self.expected = expected
    }

    package var description: String { "line \(self.line): expected \(self.expected)" }
}
