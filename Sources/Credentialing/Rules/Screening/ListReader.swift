package import PraxisCore

/// Reads a list chunk by chunk, so that its size is no matter: every row comes out as an entry, and what cannot be told
/// apart as a problem.
package struct ListReader: Sendable {
    /// What was read so far.
    package struct Tally: Hashable, Sendable {
        package var rows = 0
        package var flagged = 0
        package var reinstated = 0
        /// How many rows have each flag.
        package var flags: [ListEntry.Flag: Int] = [:]
        /// Rows that could not be read.
        package var unread = 0
        /// The first of their problems.
        package var problems: [CSVProblem] = []
        /// Whether the last row of the file is one of them: then the file is cut off.
        package var isCutOff = false
        package var usedFallbackEncoding = false
    }

    /// Problems that are kept; a file with more of them is refused anyway.
    static let keptProblems = 200
    private static let limits = CSVLimits(rows: 10_000_000)

    private let list: ExclusionList
    private let month: LocalDate
    private var reader: CSVReader
    private var leie: ColumnMap<LEIELayout.Column>?
    private var sam: ColumnMap<SAMLayout.Column>?
    package private(set) var tally = Tally()

    package init(_ list: ExclusionList, month: LocalDate) {
        self.list = list
        self.month = month.adding(days: 1 - month.day)
        self.reader =
            switch list {
            case .leie:
                CSVReader(
                    requiring: LEIELayout.Column.allCases.map(\.rawValue), aliases: LEIELayout.aliases,
                    limits: Self.limits)
            case .sam: CSVReader(requiring: SAMLayout.required, aliases: SAMLayout.aliases, limits: Self.limits)
            }
    }

    /// Takes the next bytes of the file.
    ///
    /// - Returns: the entries that they complete.
    package mutating func feed(_ bytes: [UInt8]) throws(CSVFailure) -> [ListEntry] {
        var events: [CSVReader.Event] = []
        try self.reader.feed(bytes) { events.append($0) }
        return self.take(events)
    }

    /// Says that the file has ended.
    ///
    /// - Returns: the entry of the last row, which needs no line end.
    package mutating func finish() throws(CSVFailure) -> [ListEntry] {
        var events: [CSVReader.Event] = []
        try self.reader.finish { events.append($0) }
        self.tally.usedFallbackEncoding = self.reader.usedFallbackEncoding
        return self.take(events)
    }

    private mutating func take(_ events: [CSVReader.Event]) -> [ListEntry] {
        var entries: [ListEntry] = []
        entries.reserveCapacity(events.count)
        for event in events {
            switch event {
            case .problem(let problem):
                self.tally.unread += 1
                self.tally.isCutOff = true
                if self.tally.problems.count < Self.keptProblems { self.tally.problems.append(problem) }
            case .row(let row):
                let entry = self.entry(row)
                self.tally.rows += 1
                self.tally.isCutOff = false
                if !entry.flags.isEmpty { self.tally.flagged += 1 }
                for flag in entry.flags { self.tally.flags[flag, default: 0] += 1 }
                if entry.reinstatedOn != nil { self.tally.reinstated += 1 }
                entries.append(entry)
            }
        }
        return entries
    }

    private mutating func entry(_ row: CSVRow) -> ListEntry {
        switch self.list {
        case .leie:
            let columns = self.leie ?? ColumnMap(row.header)
            self.leie = columns
            return LEIELayout.entry(row, columns, listedOn: self.month)
        case .sam:
            let columns = self.sam ?? ColumnMap(row.header)
            self.sam = columns
            return SAMLayout.entry(row, columns, listedOn: self.month)
        }
    }
}
