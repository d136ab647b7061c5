package import FoundationEssentials

extension UUID {
    /// A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits.
    package static func version7(
        milliseconds: UInt64 = UInt64(Date.now.timeIntervalSince1970 * 1000)
    ) -> UUID {
        var random = SystemRandomNumberGenerator()
        var high = milliseconds << 16 | 0x7000 | random.next() & 0x0FFF
        var low = 0x8000_0000_0000_0000 | random.next() >> 2
        high = high.bigEndian
        low = low.bigEndian
        return withUnsafeBytes(of: (high, low)) { UUID(uuid: $0.load(as: uuid_t.self)) }
    }
}
