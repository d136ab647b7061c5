/// The headings of a file: found by name, whatever their order, case and spacing.
package struct CSVHeader: Hashable, Sendable {
    package let headings: [String]
    private let positions: [String: Int]

    /// - Parameters:
    ///   - headings: the first row.
    ///   - required: headings without which the file cannot be used.
    ///   - aliases: other spellings of a heading, each with the one that the program asks for.
    package init(
        _ headings: [String], requiring required: [String] = [], aliases: [String: String] = [:]
    ) throws(CSVFailure) {
        self.headings = headings.map(Self.trimmed)
        let known = Dictionary(aliases.map { (Self.folded($0.key), Self.folded($0.value)) }) { first, _ in first }
        var positions: [String: Int] = [:]
        for (index, heading) in self.headings.enumerated() where !heading.isEmpty {
            let folded = Self.folded(heading)
            guard positions.updateValue(index, forKey: known[folded] ?? folded) == nil else {
                throw .repeatedHeading(heading)
            }
        }
        let missing = required.filter { positions[Self.folded($0)] == nil }
        guard missing.isEmpty else { throw .missingHeadings(missing) }
        self.positions = positions
    }

    /// Where the values of a heading stand, counted from 0.
    package func position(of heading: String) -> Int? { self.positions[Self.folded(heading)] }

    package var count: Int { self.headings.count }

    /// Lower case, every run of white space as one space, none around hyphens.
    private static func folded(_ heading: String) -> String {
        heading.lowercased().replacing("-", with: " - ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func trimmed(_ heading: String) -> String {
        heading.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
