/// What is wrong with one row of a CSV file, and where: rows are counted as a spreadsheet shows them, the header is row 1.
package struct CSVProblem: Error, Hashable, Codable, Sendable {
    package let row: Int
    /// Counted from 1; `nil` where the whole row is meant.
    package let column: Int?
    /// The column's heading, where the file has one.
    package let heading: String?
    /// What is wrong and what to do, as one sentence without a period.
    package let reason: String

    package init(row: Int, column: Int? = nil, heading: String? = nil, reason: String) {
        self.row = row
        self.column = column
        self.heading = heading
        self.reason = reason
    }
}

extension CSVProblem: CustomStringConvertible {
    package var description: String {
        let place = self.heading.map { ", column \($0)" } ?? self.column.map { ", column \($0)" } ?? ""
        return "Row \(self.row)\(place): \(self.reason)"
    }
}

/// Why nothing of a file can be used.
package enum CSVFailure: Error, Hashable, Sendable {
    case empty
    /// A spreadsheet, an archive or another encoding than UTF-8 and ISO 8859-1.
    case notText
    case malformedHeader(CSVProblem)
    case repeatedHeading(String)
    case missingHeadings([String])
    /// Two headings that say the same in two ways.
    case conflictingHeadings(String, String)
    case tooManyRows(limit: Int)

    /// What is wrong and what to do, as one sentence without a period.
    package var message: String {
        switch self {
        case .empty: "the file is empty; it needs a row of headings and at least one row below it"
        case .notText:
            "this is not a CSV text file; unpack an archive, and save a workbook as “CSV UTF-8 (comma delimited)”"
        case .malformedHeader(let problem): problem.description
        case .repeatedHeading(let name): "the heading “\(name)” stands in the first row twice; remove one"
        case .missingHeadings(let names):
            "the first row lacks the headings " + names.map { "“\($0)”" }.joined(separator: ", ")
        case .conflictingHeadings(let one, let other):
            "the first row has both “\(one)” and “\(other)”; keep one of them"
        case .tooManyRows(let limit): "the file has more than \(limit) rows; split it"
        }
    }
}

/// How much of a file is taken before it is refused.
package struct CSVLimits: Hashable, Sendable {
    package var rows: Int
    package var columns: Int
    package var fieldBytes: Int
    package var rowBytes: Int

    package init(rows: Int = 1_000_000, columns: Int = 1_000, fieldBytes: Int = 65_536, rowBytes: Int = 1 << 20) {
        self.rows = rows
        self.columns = columns
        self.fieldBytes = fieldBytes
        self.rowBytes = rowBytes
    }
}
