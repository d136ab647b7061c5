/// Random numbers that a seed gives again.
struct SeededDice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { self.state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    mutating func chance(_ percent: Int) -> Bool { self.roll(1...100) <= percent }

    /// Some of the elements, each with that chance.
    mutating func some<Element>(of elements: some Sequence<Element>, percent: Int = 50) -> [Element] {
        var kept: [Element] = []
        for element in elements where self.chance(percent) { kept.append(element) }
        return kept
    }
}
