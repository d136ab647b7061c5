import Postgres

extension String {
    /// Text from its percent-encoded form.
    init(percentEncoded bytes: some Collection<UInt8>, plusIsSpace: Bool = false) throws(BadRequest) {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+") where plusIsSpace: plain.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(Hexadecimal.value),
                    let low = rest.next().flatMap(Hexadecimal.value)
                else {
                    throw BadRequest("bad_encoding", "A percent sign is not followed by two digits")
                }
                plain.append(high << 4 | low)
            default: plain.append(byte)
            }
        }
        try self.init(strict: plain)
    }

    /// Text from bytes that must be UTF-8 without NUL, which the database cannot keep.
    init(strict bytes: [UInt8]) throws(BadRequest) {
        guard !bytes.contains(0) else { throw BadRequest("nul", "Text must not contain the character NUL") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw BadRequest("bad_encoding", "Text must be UTF-8")
        }
        self = text
    }
}
