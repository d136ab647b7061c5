/// How much work one scrypt hash is (RFC 7914): `2^logRounds` rounds over blocks of `128 * blockSize` bytes.
package struct ScryptCost: Hashable, Sendable {
    package let logRounds: Int
    package let blockSize: Int
    package let parallelism: Int

    /// `nil` outside the bounds that keep one hash below 256 MiB and a few seconds.
    package init?(logRounds: Int, blockSize: Int, parallelism: Int) {
        guard (4...18).contains(logRounds), (1...16).contains(blockSize), (1...16).contains(parallelism),
            blockSize << (7 + logRounds) <= 256 << 20
        else { return nil }
        self.init(unchecked: (logRounds, blockSize, parallelism))
    }

    private init(unchecked cost: (logRounds: Int, blockSize: Int, parallelism: Int)) {
        self.logRounds = cost.logRounds
        self.blockSize = cost.blockSize
        self.parallelism = cost.parallelism
    }

    /// 32 MiB and about 0.2 s: the floor of ASVS 5.0, appendix on password storage.
    package static let standard = Self(unchecked: (15, 8, 3))
    /// For tests and nothing else.
    package static let light = Self(unchecked: (10, 8, 1))

    /// Whether a hash of this cost should be replaced by one of the other.
    package func isBelow(_ other: ScryptCost) -> Bool {
        let work = self.blockSize * self.parallelism << self.logRounds
        return work < other.blockSize * other.parallelism << other.logRounds
    }
}
