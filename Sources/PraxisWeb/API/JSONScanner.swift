import Postgres

/// Reads JSON strictly: no name twice, no NUL, no broken text, bounded depth and number length, nothing behind the end.
/// What other readers would repair or choose between is refused, so that all of them see the same request.
struct JSONScanner {
    static let deepest = 32
    static let longestNumber = 40

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value of a whole text.
    static func value(of bytes: [UInt8]) throws(BadRequest) -> JSONValue {
        var scanner = JSONScanner(bytes)
        let value = try scanner.value(depth: 0)
        scanner.skipSpace()
        guard scanner.position == bytes.count else { throw scanner.error("there is more text behind its end") }
        return value
    }

    private func error(_ what: String) -> BadRequest {
        BadRequest("bad_json", "The body is not JSON that is read here: at byte \(self.position), \(what)")
    }

    private var next: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    private mutating func skipSpace() {
        while let byte = self.next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { self.position += 1 }
    }

    private mutating func take(_ byte: Character) throws(BadRequest) {
        guard let next = self.next, next == byte.asciiValue else { throw self.error("“\(byte)” is missing") }
        self.position += 1
    }

    private mutating func value(depth: Int) throws(BadRequest) -> JSONValue {
        guard depth < Self.deepest else { throw self.error("it is nested deeper than \(Self.deepest) levels") }
        self.skipSpace()
        switch self.next {
        case UInt8(ascii: "{"): return try self.object(depth: depth)
        case UInt8(ascii: "["): return try self.array(depth: depth)
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.word("true", .bool(true))
        case UInt8(ascii: "f"): return try self.word("false", .bool(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try self.number()
        default: throw self.error("a value is missing")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(BadRequest) -> JSONValue {
        let end = self.position + word.utf8CodeUnitCount
        guard end <= self.bytes.count, word.withUTF8Buffer({ self.bytes[self.position..<end].elementsEqual($0) }) else {
            throw self.error("a value is missing")
        }
        self.position = end
        return value
    }

    private mutating func object(depth: Int) throws(BadRequest) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        self.position += 1
        self.skipSpace()
        if self.next == UInt8(ascii: "}") { self.position += 1; return .object([]) }
        while true {
            self.skipSpace()
            let name = try self.string()
            guard names.insert(name).inserted else { throw self.error("a name comes twice in one object") }
            self.skipSpace()
            try self.take(":")
            members.append(JSONValue.Member(name: name, value: try self.value(depth: depth + 1)))
            self.skipSpace()
            if self.next == UInt8(ascii: ",") { self.position += 1; continue }
            try self.take("}")
            return .object(members)
        }
    }

    private mutating func array(depth: Int) throws(BadRequest) -> JSONValue {
        var values: [JSONValue] = []
        self.position += 1
        self.skipSpace()
        if self.next == UInt8(ascii: "]") { self.position += 1; return .array([]) }
        while true {
            values.append(try self.value(depth: depth + 1))
            self.skipSpace()
            if self.next == UInt8(ascii: ",") { self.position += 1; continue }
            try self.take("]")
            return .array(values)
        }
    }

    private mutating func digits() throws(BadRequest) {
        let start = self.position
        while let byte = self.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { self.position += 1 }
        guard self.position > start else { throw self.error("a digit is missing") }
    }

    private mutating func number() throws(BadRequest) -> JSONValue {
        let start = self.position
        if self.next == UInt8(ascii: "-") { self.position += 1 }
        if self.next == UInt8(ascii: "0") { self.position += 1 } else { try self.digits() }
        if self.next == UInt8(ascii: ".") {
            self.position += 1
            try self.digits()
        }
        if self.next == UInt8(ascii: "e") || self.next == UInt8(ascii: "E") {
            self.position += 1
            if self.next == UInt8(ascii: "+") || self.next == UInt8(ascii: "-") { self.position += 1 }
            try self.digits()
        }
        guard self.position - start <= Self.longestNumber else { throw self.error("a number is too long") }
        return .number(String(decoding: self.bytes[start..<self.position], as: UTF8.self))
    }

    private mutating func string() throws(BadRequest) -> String {
        try self.take("\"")
        var text: [UInt8] = []
        while let byte = self.next {
            self.position += 1
            switch byte {
            case UInt8(ascii: "\""): return try String(strict: text)
            case UInt8(ascii: "\\"): try self.escape(into: &text)
            case 0..<0x20: throw self.error("a control character stands in a text")
            default: text.append(byte)
            }
        }
        throw self.error("a text does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(BadRequest) {
        guard let byte = self.next else { throw self.error("a text does not end") }
        self.position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += try self.scalar().utf8
        default: throw self.error("an unknown escape stands in a text")
        }
    }

    private mutating func scalar() throws(BadRequest) -> String {
        let first = try self.codeUnit()
        if let scalar = Unicode.Scalar(first) { return String(Character(scalar)) }
        guard (0xD800..<0xDC00).contains(first), self.next == UInt8(ascii: "\\") else {
            throw self.error("half of a character stands alone")
        }
        self.position += 1
        try self.take("u")
        let second = try self.codeUnit()
        let value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) & 0x3FF)
        guard (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(value) else {
            throw self.error("half of a character stands alone")
        }
        return String(Character(scalar))
    }

    private mutating func codeUnit() throws(BadRequest) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = self.next.flatMap(Hexadecimal.value) else { throw self.error("four digits are missing") }
            self.position += 1
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
