/// The modules of a QR code while they are drawn: fixed patterns first, then the words in their zigzag, then a mask.
struct QRCanvas {
    let version: QRVersion
    private(set) var dark: [Bool]
    private var isFixed: [Bool]
    private var size: Int { self.version.size }

    init(_ version: QRVersion, _ words: [UInt8]) {
        self.version = version
        self.dark = Array(repeating: false, count: version.size * version.size)
        self.isFixed = self.dark
        self.drawPatterns()
        self.drawFormat(mask: 0)
        self.drawVersion()
        self.draw(words)
    }

    /// The finished code under one of the eight masks.
    func masked(_ mask: Int) -> QRCanvas {
        var canvas = self
        for row in 0..<self.size {
            for column in 0..<self.size where !self.isFixed[row * self.size + column] {
                if Self.isFlipped(mask, row, column) { canvas.dark[row * self.size + column].toggle() }
            }
        }
        canvas.drawFormat(mask: mask)
        return canvas
    }

    private static func isFlipped(_ mask: Int, _ y: Int, _ x: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard (0..<self.size).contains(row), (0..<self.size).contains(column) else { return }
        self.dark[row * self.size + column] = isDark
        self.isFixed[row * self.size + column] = true
    }

    private mutating func drawPatterns() {
        for index in 0..<self.size {
            self.set(6, index, index.isMultiple(of: 2))
            self.set(index, 6, index.isMultiple(of: 2))
        }
        for (row, column) in [(3, 3), (3, self.size - 4), (self.size - 4, 3)] {
            self.drawRings(row, column, radius: 4) { $0 != 2 && $0 != 4 }
        }
        let centers = self.version.alignment
        for row in centers {
            for column in centers where !self.isFinder(row, column) {
                self.drawRings(row, column, radius: 2) { $0 != 1 }
            }
        }
    }

    private func isFinder(_ row: Int, _ column: Int) -> Bool {
        let last = self.size - 7
        return (row, column) == (6, 6) || (row, column) == (6, last) || (row, column) == (last, 6)
    }

    private mutating func drawRings(_ row: Int, _ column: Int, radius: Int, _ isDark: (Int) -> Bool) {
        for y in -radius...radius {
            for x in -radius...radius { self.set(row + y, column + x, isDark(max(abs(x), abs(y)))) }
        }
    }

    /// Level M and the mask, with their BCH code, twice.
    private mutating func drawFormat(mask: Int) {
        let bits = (mask << 10 | Self.remainder(mask << 10, by: 0x537)) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0..<6 { self.set(index, 8, bit(index)) }
        self.set(7, 8, bit(6))
        self.set(8, 8, bit(7))
        self.set(8, 7, bit(8))
        for index in 9..<15 { self.set(8, 14 - index, bit(index)) }
        for index in 0..<8 { self.set(8, self.size - 1 - index, bit(index)) }
        for index in 8..<15 { self.set(self.size - 15 + index, 8, bit(index)) }
        self.set(self.size - 8, 8, true)
    }

    private mutating func drawVersion() {
        guard self.version.number >= 7 else { return }
        let bits = self.version.number << 12 | Self.remainder(self.version.number << 12, by: 0x1F25)
        for index in 0..<18 {
            let (a, b) = (self.size - 11 + index % 3, index / 3)
            self.set(b, a, bits >> index & 1 == 1)
            self.set(a, b, bits >> index & 1 == 1)
        }
    }

    private static func remainder(_ value: Int, by divisor: Int) -> Int {
        var rest = value
        let width = Int.bitWidth - divisor.leadingZeroBitCount
        while Int.bitWidth - rest.leadingZeroBitCount >= width {
            rest ^= divisor << (Int.bitWidth - rest.leadingZeroBitCount - width)
        }
        return rest
    }

    /// Two columns at a time from the right, up and down in turn, around everything fixed.
    private mutating func draw(_ words: [UInt8]) {
        var bits = words.lazy.flatMap { word in (0..<8).reversed().map { word >> $0 & 1 == 1 } }.makeIterator()
        var isUpward = true
        for right in stride(from: self.size - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for step in 0..<self.size {
                let row = isUpward ? self.size - 1 - step : step
                for column in [right, right - 1] where !self.isFixed[row * self.size + column] {
                    self.dark[row * self.size + column] = bits.next() ?? false
                }
            }
            isUpward.toggle()
        }
    }
}
