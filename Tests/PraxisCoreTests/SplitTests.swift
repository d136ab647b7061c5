import PraxisCore
import Testing

@Suite struct `Splitting a sum` {
    @Test(
        arguments: [
            (10_000, [1, 1, 1], [3334, 3333, 3333]),
            (10_001, [1, 1, 1], [3334, 3334, 3333]),
            (-10_000, [1, 1, 1], [-3334, -3333, -3333]),
            (18_225, [98, 2], [17_861, 364]),
            (78_508, [3333, 3333, 3334], [26_167, 26_167, 26_174]),
            (100, [1, 1, 1, 1, 1, 1, 1], [15, 15, 14, 14, 14, 14, 14]),
            (12_345_678, [425, 310, 1275, 90], [2_498_530, 1_822_457, 7_495_590, 529_101]),
            (5, [0, 0, 7], [0, 0, 5]),
        ] as [(Int64, [Int64], [Int64])])
    func `follows the reference vectors`(total: Int64, weights: [Int64], parts: [Int64]) throws {
        #expect(try split(total, by: weights) == parts)
    }

    @Test func `gives the left-over cents of a million over twelve to the first four`() throws {
        let parts = try split(1_000_000, by: Array(repeating: 1, count: 12))
        #expect(parts == Array(repeating: 83_334, count: 4) + Array(repeating: 83_333, count: 8))
    }

    @Test func `never answers without weights by an even split`() {
        #expect(throws: SplitError.noWeight) { try split(1, by: [0, 0]) }
        #expect(throws: SplitError.negativeWeight) { try split(1, by: [2, -1]) }
    }

    @Test func `leaves nothing where nothing is split`() throws {
        #expect(try split(0, by: [0, 0]) == [0, 0])
    }

    @Test func `always adds up, mirrors its sign and stays within one unit of the exact share`() throws {
        var random = SeededRandom(seed: 20_261_121)
        for _ in 0..<2000 {
            let total = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
            let weights = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Int64.random(in: 0...10_000, using: &random)
            }
            guard weights.contains(where: { $0 > 0 }) else { continue }
            let parts = try split(total, by: weights)
            #expect(parts.reduce(0, +) == total)
            #expect(try split(-total, by: weights) == parts.map { -$0 })
            let sum = weights.reduce(into: Int128(0)) { $0 += Int128($1) }
            for (part, weight) in zip(parts, weights) {
                let distance = Int128(part) * sum - Int128(total) * Int128(weight)
                #expect(distance.magnitude <= sum.magnitude)
            }
        }
    }
}

/// A generator that repeats itself, so that a failure can be seen again (SplitMix64).
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
