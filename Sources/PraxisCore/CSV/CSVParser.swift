/// The grammar of RFC 4180 as a machine that takes a file in chunks: quoted values, doubled quotation marks, line ends of
/// any kind, a byte order mark. A broken row becomes a problem, and the rows after it are read on.
package struct CSVParser: Sendable {
    /// One row as it stands in the file, or why it cannot be read.
    package enum Event: Hashable, Sendable {
        case record(row: Int, values: [String])
        case problem(CSVProblem)
    }

    private enum State { case startOfField, unquoted, quoted, quoteInQuoted }

    /// Whether a value was not UTF-8 and was read as ISO 8859-1.
    package private(set) var usedFallbackEncoding = false

    private let delimiter: UInt8
    private let limits: CSVLimits
    private var state = State.startOfField
    private var row = 1
    private var field: [UInt8] = []
    private var values: [String] = []
    private var rowBytes = 0
    private var problem: CSVProblem?
    private var skipsLineFeed = false
    private var leading: [UInt8]? = []

    package init(delimiter: Character = ",", limits: CSVLimits = CSVLimits()) {
        self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
        self.limits = limits
    }

    /// Takes the next bytes of the file and hands over every row that they complete.
    package mutating func feed(
        _ bytes: some Sequence<UInt8>, _ receive: (Event) throws(CSVFailure) -> Void
    ) throws(CSVFailure) {
        for byte in bytes {
            if self.leading != nil {
                try self.takeLeading(byte, receive)
            } else {
                try self.take(byte, receive)
            }
        }
    }

    /// Says that the file has ended: completes the last row, which needs no line end.
    package mutating func finish(_ receive: (Event) throws(CSVFailure) -> Void) throws(CSVFailure) {
        try self.releaseLeading(receive)
        if self.state == .quoted {
            self.note(
                "the quotation mark that opens this value is never closed; the file is cut off or a mark is missing")
        }
        if self.state != .startOfField || !self.values.isEmpty || self.problem != nil {
            try self.endRow(receive)
        }
    }
}

extension CSVParser {
    /// The first bytes tell a byte order mark, and files that are no text at all.
    private mutating func takeLeading(
        _ byte: UInt8, _ receive: (Event) throws(CSVFailure) -> Void
    ) throws(CSVFailure) {
        self.leading?.append(byte)
        if self.leading?.count == 4 { try self.releaseLeading(receive) }
    }

    private mutating func releaseLeading(_ receive: (Event) throws(CSVFailure) -> Void) throws(CSVFailure) {
        guard var bytes = self.leading else { return }
        self.leading = nil
        let otherFormats: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0]]
        if otherFormats.contains(where: { bytes.starts(with: $0) }) { throw .notText }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        for byte in bytes { try self.take(byte, receive) }
    }

    private mutating func take(_ byte: UInt8, _ receive: (Event) throws(CSVFailure) -> Void) throws(CSVFailure) {
        let quote = UInt8(ascii: "\"")
        let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        if self.skipsLineFeed {
            self.skipsLineFeed = false
            if byte == UInt8(ascii: "\n") { return }
        }
        switch self.state {
        case .quoted:
            if byte == quote { self.state = .quoteInQuoted } else { self.append(byte) }
        case .quoteInQuoted where byte == quote:
            self.append(quote)
            self.state = .quoted
        case .startOfField where byte == quote:
            self.state = .quoted
        case _ where byte == self.delimiter:
            self.endField()
        case _ where isLineEnd:
            self.skipsLineFeed = byte == UInt8(ascii: "\r")
            try self.endRow(receive)
        case .quoteInQuoted:
            self.note("there is text after the closing quotation mark; double a quotation mark inside a value")
            self.append(byte)
            self.state = .unquoted
        case .startOfField, .unquoted:
            if byte == quote {
                self.note("there is a quotation mark inside a value; put the value in quotation marks and double it")
            }
            self.append(byte)
            self.state = .unquoted
        }
    }

    private mutating func append(_ byte: UInt8) {
        self.rowBytes += 1
        if self.field.count >= self.limits.fieldBytes {
            self.note("the value is longer than \(self.limits.fieldBytes) bytes")
        } else if self.rowBytes > self.limits.rowBytes {
            self.note("the row is longer than \(self.limits.rowBytes) bytes")
        } else {
            if byte == 0 { self.note("the value contains a NUL byte; save the file as “CSV UTF-8”") }
            self.field.append(byte)
        }
    }

    private mutating func endField() {
        self.state = .startOfField
        guard self.values.count < self.limits.columns else {
            self.note("the row has more than \(self.limits.columns) values")
            self.field.removeAll(keepingCapacity: true)
            return
        }
        if let text = String(validating: self.field, as: UTF8.self) {
            self.values.append(text)
        } else {
            self.usedFallbackEncoding = true
            self.values.append(Latin1.decode(self.field))
        }
        self.field.removeAll(keepingCapacity: true)
    }

    private mutating func endRow(_ receive: (Event) throws(CSVFailure) -> Void) throws(CSVFailure) {
        let isBlank = self.values.isEmpty && self.state == .startOfField && self.problem == nil
        if !isBlank { self.endField() }
        defer {
            self.values.removeAll(keepingCapacity: true)
            self.problem = nil
            self.rowBytes = 0
            self.row += 1
        }
        guard self.row <= self.limits.rows + 1 else { throw .tooManyRows(limit: self.limits.rows) }
        if let problem = self.problem {
            try receive(.problem(problem))
        } else if !isBlank {
            try receive(.record(row: self.row, values: self.values))
        }
    }

    /// Keeps the first problem of a row.
    private mutating func note(_ reason: String) {
        guard self.problem == nil else { return }
        self.problem = CSVProblem(row: self.row, column: self.values.count + 1, reason: reason)
    }
}
