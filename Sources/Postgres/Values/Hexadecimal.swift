/// Digits of base 16 in lower case, as PostgreSQL and JSON carry bytes.
package enum Hexadecimal {
    /// The digit of a value below 16.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The value of a digit of either case; `nil` for anything else.
    package static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Two digits a byte.
    package static func text(_ bytes: some Sequence<UInt8>, prefix: String = "") -> String {
        let bytes = Array(bytes)
        let count = prefix.utf8.count + bytes.count * 2
        return String(unsafeUninitializedCapacity: count) { buffer in
            var index = 0
            for unit in prefix.utf8 {
                buffer[index] = unit
                index += 1
            }
            for byte in bytes {
                buffer[index] = Self.digit(byte >> 4)
                buffer[index + 1] = Self.digit(byte & 15)
                index += 2
            }
            return index
        }
    }

    /// The bytes that an even number of digits stands for; `nil` where there is anything else.
    package static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var digits = text.makeIterator()
        while let first = digits.next(), let second = digits.next() {
            guard let high = Self.value(first), let low = Self.value(second) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}
