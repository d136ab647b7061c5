package import PraxisCore

/// Where the people of a file may work, and what its reader must know besides it.
package struct StaffSite: Sendable {
    /// A clinic by short name and name.
    package struct Clinic: Hashable, Sendable {
        package let slug: String
        package let name: String

        package init(slug: String, name: String) {
            self.slug = slug
            self.name = name
        }
    }

    package let clinics: [Clinic]
    /// The clinic that the whole file is for; `nil` where each row names its own.
    package let only: String?
    /// From when people work where a row does not say.
    package let startsOn: LocalDate?
    package let today: LocalDate

    package init(clinics: [Clinic], only: String?, startsOn: LocalDate?, today: LocalDate) {
        self.clinics = clinics
        self.only = only
        self.startsOn = startsOn
        self.today = today
    }

    /// The clinic of a short name or a name, whatever its case and punctuation.
    func clinic(_ text: String) -> Clinic? {
        let folded = NameFolding.folded(text)
        return self.clinics.first { NameFolding.folded($0.slug) == folded || NameFolding.folded($0.name) == folded }
    }
}

/// A file of staff, its columns found by heading. Each row is somebody or a refusal with row, column and reason; what is odd
/// but no mistake is kept as a note.
package struct StaffFile: Sendable {
    /// A row of the file.
    package struct Row: Sendable {
        package let number: Int
        /// Who and what; `nil` where the row is refused.
        package var record: StaffRecord?
        /// The earlier row that is about the same person at other work.
        package var follows: Int?
        package var problems: [CSVProblem]
        package var notes: [CSVProblem]
    }

    package private(set) var rows: [Row] = []
    /// What is odd about the file as a whole.
    package private(set) var remarks: [String] = []
    package let usedFallbackEncoding: Bool

    package static let limits = CSVLimits(rows: 5_000, columns: 200)

    /// Reads a file piece by piece; of its rows no more is held than what is kept.
    package init(_ source: ListSource, for site: StaffSite, limits: CSVLimits = Self.limits) async throws {
        var chunks = try source.chunks()
        let first = try chunks.next() ?? []
        var reader = StaffFileReader(heading: first, for: site, limits: limits)
        try reader.feed(first)
        while let chunk = try await chunks.turn() { try reader.feed(chunk) }
        self = try reader.finish()
    }

    package init(_ bytes: [UInt8], for site: StaffSite, limits: CSVLimits = Self.limits) throws(CSVFailure) {
        var reader = StaffFileReader(heading: bytes, for: site, limits: limits)
        try reader.feed(bytes)
        self = try reader.finish()
    }

    fileprivate init(_ rows: [Row], _ reader: CSVReader, _ rowReader: StaffRowReader) {
        self.usedFallbackEncoding = reader.usedFallbackEncoding
        self.rows = Self.related(rows)
        self.remarks = Self.remarks(reader.header, rowReader, rows)
    }

    /// Programs of countries that write decimals with a comma part values by semicolons; spreadsheets paste tabs.
    fileprivate static func delimiter(of heading: ArraySlice<UInt8>) -> Character {
        let counts = [",", ";", "\t"].map { (sign: Character) in
            (sign, heading.count { $0 == sign.asciiValue })
        }
        return counts.max { $0.1 < $1.1 }.map { $0.1 > 0 ? $0.0 : "," } ?? ","
    }

    private static func remarks(_ header: CSVHeader?, _ reader: StaffRowReader, _ rows: [Row]) -> [String] {
        var remarks: [String] = []
        let unknown = header.map(StaffColumn.unknown) ?? []
        if !unknown.isEmpty {
            remarks.append("Columns that are left aside: " + unknown.joined(separator: ", "))
        }
        for (column, forms) in reader.forms.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where forms.count > 1 {
            remarks.append(
                "Column \(column.rawValue) writes dates in \(forms.count) ways; look at them before you confirm")
        }
        if let last = rows.last, last.record == nil, last.problems.contains(where: { $0.reason.contains("cut off") }) {
            remarks.append("The last row is cut off; the file may lack people, fetch it again if you can")
        }
        return remarks
    }
}

/// Reads a staff file row by row.
private struct StaffFileReader {
    private var reader: CSVReader
    private var rowReader: StaffRowReader
    private var rows: [StaffFile.Row] = []

    /// - Parameter bytes: what begins with the headings.
    init(heading bytes: [UInt8], for site: StaffSite, limits: CSVLimits) {
        let heading = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let delimiter = StaffFile.delimiter(of: heading)
        // What is no text is told by the reader, which sees all of it.
        let header = try? CSVFile(heading, delimiter: delimiter).header
        self.reader = CSVReader(
            requiring: StaffColumn.required.map(\.rawValue), aliases: header.map(StaffColumn.aliases) ?? [:],
            delimiter: delimiter, limits: limits)
        self.rowReader = StaffRowReader(site: site)
    }

    mutating func feed(_ bytes: [UInt8]) throws(CSVFailure) {
        var events: [CSVReader.Event] = []
        try self.reader.feed(bytes) { events.append($0) }
        for event in events { self.take(event) }
    }

    mutating func finish() throws(CSVFailure) -> StaffFile {
        var events: [CSVReader.Event] = []
        try self.reader.finish { events.append($0) }
        for event in events { self.take(event) }
        return StaffFile(self.rows, self.reader, self.rowReader)
    }

    private mutating func take(_ event: CSVReader.Event) {
        switch event {
        case .row(let row): self.rows.append(self.rowReader.read(row))
        case .problem(let problem):
            self.rows.append(
                StaffFile.Row(number: problem.row, record: nil, follows: nil, problems: [problem], notes: []))
        }
    }
}

extension StaffFile {
    /// As many rows as are compared of one name or number: a file has two of a name, a forged one thousands.
    private static let namesakes = 50

    /// Finds rows that are about the same person: at other work they follow the first, at the same work they are refused.
    private static func related(_ rows: [Row]) -> [Row] {
        var result = rows
        var named: [String: [Int]] = [:]
        var numbered: [String: [Int]] = [:]
        for index in result.indices {
            guard let record = result[index].record else { continue }
            let keys = [record.npi.map { "npi \($0)" }, record.number.map { "number \($0)" }].compactMap(\.self)
            let earlier = Set((named[record.nameKey] ?? []) + keys.flatMap { numbered[$0] ?? [] }).sorted()
            guard earlier.count < Self.namesakes else {
                result[index].refuse("has the name or number of \(earlier.count) rows before it; split the file")
                continue
            }
            Self.relate(index, to: earlier, in: &result)
            guard result[index].record != nil else { continue }
            named[record.nameKey, default: []].append(index)
            for key in keys { numbered[key, default: []].append(index) }
        }
        return result
    }

    private static func relate(_ index: Int, to earlier: [Int], in rows: inout [Row]) {
        guard let record = rows[index].record else { return }
        for other in earlier {
            guard let known = rows[other].record else { continue }
            let number = rows[other].number
            switch record.kinship(with: known) {
            case .none: continue
            case .same where record.sharesWork(with: known):
                rows[index].refuse("says the same as row \(number); keep one of the two rows")
            case .same:
                rows[index].follows = rows[index].follows ?? rows[other].follows ?? number
                continue
            case .unclear:
                rows[index].refuse(
                    "has the name of row \(number); give both an NPI, employee number, e-mail or birth date, the same "
                        + "for one person and different ones for two")
            case .contradicting:
                rows[index].refuse(
                    "shares a number with row \(number), but not the name and day of birth; one of the two is wrong")
            }
            return
        }
    }
}

extension StaffFile.Row {
    fileprivate mutating func refuse(_ reason: String) {
        self.record = nil
        self.follows = nil
        self.problems.append(CSVProblem(row: self.number, reason: reason))
    }
}
