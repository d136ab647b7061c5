/// Reads a CSV file with headings, chunk by chunk: every row comes out with its header, every broken one as a problem.
package struct CSVReader: Sendable {
    /// One row, or why it cannot be read.
    package enum Event: Sendable {
        case row(CSVRow)
        case problem(CSVProblem)
    }

    private let required: [String]
    private let aliases: [String: String]
    private var parser: CSVParser
    /// The headings, once the first row has been read.
    package private(set) var header: CSVHeader?

    package init(
        requiring required: [String] = [], aliases: [String: String] = [:], delimiter: Character = ",",
        limits: CSVLimits = CSVLimits()
    ) {
        self.required = required
        self.aliases = aliases
        self.parser = CSVParser(delimiter: delimiter, limits: limits)
    }

    /// Whether a value was not UTF-8 and was read as ISO 8859-1.
    package var usedFallbackEncoding: Bool { self.parser.usedFallbackEncoding }

    /// Takes the next bytes of the file and hands over every row that they complete.
    package mutating func feed(
        _ bytes: some Sequence<UInt8>, _ receive: (Event) throws(CSVFailure) -> Void
    ) throws(CSVFailure) {
        var header = self.header
        let headings = (self.required, self.aliases)
        try self.parser.feed(bytes) { event throws(CSVFailure) in
            try Self.take(event, &header, headings, receive)
        }
        self.header = header
    }

    /// Says that the file has ended.
    package mutating func finish(_ receive: (Event) throws(CSVFailure) -> Void) throws(CSVFailure) {
        var header = self.header
        let headings = (self.required, self.aliases)
        try self.parser.finish { event throws(CSVFailure) in
            try Self.take(event, &header, headings, receive)
        }
        self.header = header
        if header == nil { throw .empty }
    }

    private static func take(
        _ event: CSVParser.Event, _ header: inout CSVHeader?,
        _ headings: (required: [String], aliases: [String: String]),
        _ receive: (Event) throws(CSVFailure) -> Void
    ) throws(CSVFailure) {
        switch (event, header) {
        case (.record(_, let values), nil):
            header = try CSVHeader(values, requiring: headings.required, aliases: headings.aliases)
        case (.problem(let problem), nil):
            throw .malformedHeader(problem)
        case (.record(let row, let values), let header?):
            try receive(Self.row(row, values, header))
        case (.problem(let problem), let header?):
            try receive(.problem(Self.named(problem, header)))
        }
    }

    private static func row(_ number: Int, _ values: [String], _ header: CSVHeader) -> Event {
        guard values.count == header.count else {
            let found = values.count == 1 ? "1 value" : "\(values.count) values"
            let remedy =
                values.count < header.count ? "; the file may be cut off" : "; a comma may lack its quotation marks"
            return .problem(
                CSVProblem(row: number, reason: "has \(found) under \(header.count) headings\(remedy)"))
        }
        return .row(CSVRow(number: number, header: header, values: values))
    }

    private static func named(_ problem: CSVProblem, _ header: CSVHeader) -> CSVProblem {
        guard let column = problem.column, header.headings.indices.contains(column - 1) else { return problem }
        return CSVProblem(
            row: problem.row, column: column, heading: header.headings[column - 1], reason: problem.reason)
    }
}
