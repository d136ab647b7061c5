package import PraxisCore

/// Reads a file of Medicare's enrollment system, or of Care Compare, chunk by chunk and keeps the rows about certain people,
/// so that its two million others cost no memory. Its headings tell which of the two it is, in any order and of any year.
package struct PecosReader: Sendable {
    /// What the file is.
    package enum Layout: String, CaseIterable, Codable, Sendable {
        /// One row an enrollment, with its state.
        case enrollment
        /// One row a clinician, enrollment, group and address; the state in it is that of the address.
        case careCompare = "care_compare"
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
    package private(set) var entries: [Entry] = []
    package private(set) var rows = 0
    /// Rows whose number fails its own check, and of our people those without a usable enrollment.
    package private(set) var flagged = 0
    /// The first rows that cannot be read.
    package private(set) var problems: [CSVProblem] = []

    private static let problemsKept = 50
    private static let account = "PECOS_ASCT_CNTL_ID"
    private static let enrollment = "ENRLMT_ID"
    private static let careCompareMark = "Ind_PAC_ID"

    /// What Care Compare calls the same columns, now, in its interface for programs, and formerly.
    private static let aliases = [
        careCompareMark: account, "Ind_enrl_ID": enrollment, "Provider Last Name": "LAST_NAME",
        "provider_last_name": "LAST_NAME",
        "lst_nm": "LAST_NAME", "Provider First Name": "FIRST_NAME", "provider_first_name": "FIRST_NAME",
        "frst_nm": "FIRST_NAME",
        "pri_spec": "PROVIDER_TYPE_DESC",
    ]

    /// - Parameter wanted: the numbers of the people.
    package init(keeping wanted: Set<String>) {
        self.wanted = wanted
        self.reader = CSVReader(
            requiring: ["NPI", Self.enrollment, Self.account, "LAST_NAME", "FIRST_NAME"], aliases: Self.aliases,
            limits: CSVLimits(rows: 20_000_000))
    }

    /// What the file is, as its headings say.
    package var layout: Layout {
        let headings = self.reader.header?.headings ?? []
        return headings.contains { $0.lowercased() == Self.careCompareMark.lowercased() } ? .careCompare : .enrollment
    }

    /// Takes the next bytes of the file.
    package mutating func feed(_ bytes: [UInt8]) throws(CSVFailure) {
        var events: [CSVReader.Event] = []
        try self.reader.feed(bytes) { events.append($0) }
        for event in events { self.take(event) }
    }

    /// Says that the file has ended.
    package mutating func finish() throws(CSVFailure) {
        var events: [CSVReader.Event] = []
        try self.reader.finish { events.append($0) }
        for event in events { self.take(event) }
    }

    private mutating func take(_ event: CSVReader.Event) {
        switch event {
        case .problem(let problem):
            if self.problems.count < Self.problemsKept { self.problems.append(problem) }
        case .row(let row):
            self.rows += 1
            guard let npi = row.text("NPI"), self.wanted.contains(npi) else {
                if row.text("NPI").flatMap({ NPI($0) }) == nil { self.flagged += 1 }
                return
            }
            guard let entry = Self.entry(row, npi) else { return self.flagged += 1 }
            let key = [npi, entry.account ?? "", entry.enrollment, entry.state ?? ""].joined(separator: "|")
            if self.seen.insert(key).inserted { self.entries.append(entry) }
        }
    }

    private static func entry(_ row: CSVRow, _ npi: String) -> Entry? {
        guard let enrollment = row.text(Self.enrollment).flatMap(Self.number) else { return nil }
        return Entry(
            row: row.number, npi: npi, account: row.text(Self.account).flatMap(Self.number), enrollment: enrollment,
            state: row.text("STATE_CD").flatMap(StateCode.init)?.description,
            type: row.text("PROVIDER_TYPE_DESC").map { String($0.prefix(100)) },
            given: String((row.text("FIRST_NAME") ?? "").prefix(100)),
            family: String((row.text("LAST_NAME") ?? "").prefix(100)))
    }

    /// Digits and capitals, at most twenty: anything else is no number of that system.
    private static func number(_ text: String) -> String? {
        let plausible = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        return plausible && (1...20).contains(text.utf8.count) ? text : nil
    }
}
