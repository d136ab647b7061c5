/// One row below the headings. Values are asked for by heading; what is wrong is noted with row and column.
package struct CSVRow: Hashable, Sendable {
    package let number: Int
    package let header: CSVHeader
    package let values: [String]
    package private(set) var problems: [CSVProblem] = []

    package init(number: Int, header: CSVHeader, values: [String]) {
        self.number = number
        self.header = header
        self.values = values
    }

    /// The value without outer white space; `nil` where it is blank or the file has no such column.
    package func text(_ heading: String) -> String? {
        guard let position = self.header.position(of: heading), position < self.values.count else { return nil }
        let value = self.values[position]
        let trimmed = value.trimmingWhitespace()
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Notes that the value under a heading cannot be used.
    package mutating func refuse(_ heading: String, _ reason: String) {
        let position = self.header.position(of: heading)
        self.problems.append(
            CSVProblem(row: self.number, column: position.map { $0 + 1 }, heading: heading, reason: reason))
    }

    /// A value that must be there and must be such a value; otherwise `nil`, with the reason noted.
    package mutating func required<Value>(
        _ heading: String, _ parse: (String) -> Value?, else reason: String
    ) -> Value? {
        guard let text = self.text(heading) else {
            self.refuse(heading, "is missing")
            return nil
        }
        guard let value = parse(text) else {
            self.refuse(heading, reason)
            return nil
        }
        return value
    }

    /// A value that may be blank; where it is not, it must be such a value.
    package mutating func optional<Value>(
        _ heading: String, _ parse: (String) -> Value?, else reason: String
    ) -> Value? {
        guard let text = self.text(heading) else { return nil }
        guard let value = parse(text) else {
            self.refuse(heading, reason)
            return nil
        }
        return value
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    package func trimmingWhitespace() -> String {
        let start = self.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
