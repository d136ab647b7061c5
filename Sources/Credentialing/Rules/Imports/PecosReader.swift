package import PraxisCore

/// Reads a file of Medicare's enrollment system, of Care Compare, or a public list of Medicare's chunk by chunk and keeps the
/// rows about certain people, so that its two million others cost no memory. Its headings tell what it is, in any order and of
/// any year.
package struct PecosReader: Sendable {
    /// What the file is.
    package enum Layout: String, CaseIterable, Codable, Sendable {
        /// One row an enrollment, with its state.
        case enrollment
        /// One row a clinician, enrollment, group and address; the state in it is that of the address.
        case careCompare = "care_compare"
        case orderRefer = "order_refer"
        case optOut = "opt_out"
        case revalidation

        /// The list that it is, where it is one.
        package var list: MedicareList? { MedicareList(rawValue: self.rawValue) }
    }

    /// What a row says of somebody.
    package struct Entry: Hashable, Codable, Sendable {
        package let row: Int
        package let npi: String
        /// The number of the person in Medicare's enrollment system.
        package let account: String?
        package let enrollment: String
        package let state: String?
        package let type: String?
        package let given: String
        package let family: String
    }

    private let wanted: Set<String>
    private var reader: CSVReader
    private var seen: Set<String> = []
    private var said: Set<Said> = []
    private var settled: Layout?
    package private(set) var entries: [Entry] = []
    /// What a list says of the people.
    package private(set) var listed: [MedicareRow] = []
    /// The newest day on which a row of the list was brought up to date, where it says so.
    package private(set) var updatedOn: LocalDate?
    package private(set) var rows = 0
    /// Rows whose number fails its own check, and of our people those without a usable enrollment.
    package private(set) var flagged = 0
    /// The first rows that cannot be read.
    package private(set) var problems: [CSVProblem] = []

    private static let problemsKept = 50

    /// By it a row of a list that says the same again is recognized.
    private struct Said: Hashable {
        let npi: String
        let fact: MedicareFact
    }

    /// - Parameter wanted: the numbers of the people.
    package init(keeping wanted: Set<String>) {
        self.wanted = wanted
        self.reader = CSVReader(aliases: Layout.aliases, limits: CSVLimits(rows: 20_000_000))
    }

    /// What the file is, as its headings say.
    package var layout: Layout { self.settled ?? .enrollment }

    /// Takes the next bytes of the file.
    package mutating func feed(_ bytes: [UInt8]) throws(CSVFailure) {
        var events: [CSVReader.Event] = []
        try self.reader.feed(bytes) { events.append($0) }
        try self.settle()
        for event in events { self.take(event) }
    }

    /// Says that the file has ended.
    package mutating func finish() throws(CSVFailure) {
        var events: [CSVReader.Event] = []
        try self.reader.finish { events.append($0) }
        try self.settle()
        for event in events { self.take(event) }
    }

    /// Says what the file is as soon as its headings are there.
    private mutating func settle() throws(CSVFailure) {
        guard self.settled == nil, let header = self.reader.header else { return }
        let layout = Layout(header)
        let missing = layout.required.filter { header.position(of: $0) == nil }
        guard missing.isEmpty else { throw .missingHeadings(missing) }
        self.settled = layout
    }

    private mutating func take(_ event: CSVReader.Event) {
        switch event {
        case .problem(let problem):
            if self.problems.count < Self.problemsKept { self.problems.append(problem) }
        case .row(let row):
            self.rows += 1
            if self.layout == .optOut { self.note(row) }
            guard let npi = row.text("NPI"), self.wanted.contains(npi) else {
                if row.text("NPI").flatMap({ NPI($0) }) == nil { self.flagged += 1 }
                return
            }
            if let list = self.layout.list { return self.take(row, npi, of: list) }
            guard let entry = Self.entry(row, npi) else { return self.flagged += 1 }
            let key = [npi, entry.account ?? "", entry.enrollment, entry.state ?? ""].joined(separator: "|")
            if self.seen.insert(key).inserted { self.entries.append(entry) }
        }
    }

    private mutating func take(_ row: CSVRow, _ npi: String, of list: MedicareList) {
        guard let listed = MedicareRow(row, npi, of: list) else { return }
        if let fact = listed.fact, !self.said.insert(Said(npi: npi, fact: fact)).inserted { return }
        self.listed.append(listed)
    }

    private mutating func note(_ row: CSVRow) {
        guard let day = row.text(MedicareRow.Heading.updated).flatMap(MedicareRow.day) else { return }
        self.updatedOn = max(self.updatedOn ?? day, day)
    }

    private static func entry(_ row: CSVRow, _ npi: String) -> Entry? {
        guard let enrollment = row.text(Layout.enrollmentHeading).flatMap(Self.number) else { return nil }
        return Entry(
            row: row.number, npi: npi, account: row.text(Layout.accountHeading).flatMap(Self.number),
            enrollment: enrollment,
            state: row.text("STATE_CD").flatMap(StateCode.init)?.description,
            type: row.text("PROVIDER_TYPE_DESC").map { String($0.prefix(100)) },
            given: String((row.text("FIRST_NAME") ?? "").prefix(100)),
            family: String((row.text("LAST_NAME") ?? "").prefix(100)))
    }

    /// Digits and capitals, at most twenty: anything else is no number of that system.
    static func number(_ text: String) -> String? {
        let plausible = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        return plausible && (1...20).contains(text.utf8.count) ? text : nil
    }
}
