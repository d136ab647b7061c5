/// The size of a QR code and how its bytes are split into blocks, at correction level M (ISO/IEC 18004, table 9).
struct QRVersion {
    let number: Int
    let blocks: Int
    let correctionPerBlock: Int

    private static let all: [QRVersion] = {
        let correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24]
        let blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10]
        return zip(1..., zip(blocks, correction)).map {
            QRVersion(number: $0, blocks: $1.0, correctionPerBlock: $1.1)
        }
    }()

    /// The smallest version that holds so many bytes; `nil` above version 15, 412 bytes.
    static func holding(_ count: Int) -> QRVersion? {
        self.all.first { 4 + $0.lengthBits + count * 8 <= $0.dataCount * 8 }
    }

    /// Modules on a side.
    var size: Int { self.number * 4 + 17 }

    /// Bits of the length field in byte mode.
    var lengthBits: Int { self.number < 10 ? 8 : 16 }

    /// All bytes, of data and of correction.
    var byteCount: Int {
        var modules = (16 * self.number + 128) * self.number + 64
        if self.number >= 2 {
            let patterns = self.number / 7 + 2
            modules -= (25 * patterns - 10) * patterns - 55
            if self.number >= 7 { modules -= 36 }
        }
        return modules / 8
    }

    var dataCount: Int { self.byteCount - self.blocks * self.correctionPerBlock }

    /// Where the centers of alignment patterns lie, in both directions.
    var alignment: [Int] {
        guard self.number > 1 else { return [] }
        let count = self.number / 7 + 2
        let step = (self.number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        return [6] + (0..<count - 1).reversed().map { self.size - 7 - $0 * step }
    }
}
