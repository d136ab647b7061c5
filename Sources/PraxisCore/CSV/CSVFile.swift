/// A whole file that was read at once: its good rows, and a problem for each of the others.
package struct CSVFile: Sendable {
    package let header: CSVHeader
    package let rows: [CSVRow]
    package let problems: [CSVProblem]
    /// Whether some value was read as ISO 8859-1.
    package let usedFallbackEncoding: Bool

    package init(
        _ bytes: some Sequence<UInt8>, requiring required: [String] = [], aliases: [String: String] = [:],
        delimiter: Character = ",", limits: CSVLimits = CSVLimits()
    ) throws(CSVFailure) {
        var reader = CSVReader(requiring: required, aliases: aliases, delimiter: delimiter, limits: limits)
        var rows: [CSVRow] = []
        var problems: [CSVProblem] = []
        let receive = { (event: CSVReader.Event) throws(CSVFailure) -> Void in
            switch event {
            case .row(let row): rows.append(row)
            case .problem(let problem): problems.append(problem)
            }
        }
        try reader.feed(bytes, receive)
        try reader.finish(receive)
        guard let header = reader.header else { throw .empty }
        self.header = header
        self.rows = rows
        self.problems = problems
        self.usedFallbackEncoding = reader.usedFallbackEncoding
    }
}
