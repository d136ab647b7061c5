/// A QR code of some text: byte mode, correction level M (ISO/IEC 18004). Enrolling a second factor shows one.
package struct QRCode: Equatable, Sendable {
    /// Modules on a side, without the quiet zone of four.
    package let size: Int
    private let dark: [Bool]

    /// `nil` for text of more than 412 bytes.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.holding(bytes.count) else { return nil }
        let words = Self.interleaved(Self.dataWords(bytes, version), version)
        let plain = QRCanvas(version, words)
        let best = (0..<8).map { plain.masked($0) }.min { $0.penalty < $1.penalty }
        self.size = version.size
        self.dark = best?.dark ?? []
    }

    /// Whether a module is drawn.
    package func isDark(row: Int, column: Int) -> Bool { self.dark[row * self.size + column] }

    /// Mode, length, text, terminator and filler.
    private static func dataWords(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, version.lengthBits)
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, version.dataCount * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        for filler in 0..<(version.dataCount - words.count) { words.append(filler.isMultiple(of: 2) ? 0xEC : 0x11) }
        return words
    }

    /// The blocks with their correction bytes, column by column; the last blocks may be one byte longer.
    private static func interleaved(_ data: [UInt8], _ version: QRVersion) -> [UInt8] {
        let short = version.dataCount / version.blocks
        let longBlocks = version.dataCount % version.blocks
        var blocks: [ArraySlice<UInt8>] = []
        var rest = data[...]
        for index in 0..<version.blocks {
            let count = index < version.blocks - longBlocks ? short : short + 1
            blocks.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        let correction = blocks.map { ReedSolomon.correction(for: $0, count: version.correctionPerBlock) }
        let dataPart = (0...short).flatMap { column in
            blocks.filter { column < $0.count }.map { $0[$0.startIndex + column] }
        }
        return dataPart + (0..<version.correctionPerBlock).flatMap { column in correction.map { $0[column] } }
    }
}
