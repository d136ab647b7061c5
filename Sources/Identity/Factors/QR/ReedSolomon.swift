/// Error correction over GF(256) with the polynomial of QR codes, 0x11D (ISO/IEC 18004, section 7.5).
enum ReedSolomon {
    /// The remainder of the data divided by the generator of that degree: the correction bytes.
    static func correction(for data: ArraySlice<UInt8>, count: Int) -> [UInt8] {
        let generator = self.generator(degree: count)
        var remainder = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for index in remainder.indices { remainder[index] ^= self.product(generator[index], factor) }
        }
        return remainder
    }

    /// The coefficients of (x − 2⁰)(x − 2¹)…, without the leading one.
    private static func generator(degree: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: degree - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in coefficients.indices {
                coefficients[index] = self.product(coefficients[index], root)
                if index + 1 < degree { coefficients[index] ^= coefficients[index + 1] }
            }
            root = self.product(root, 2)
        }
        return coefficients
    }

    static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var result = 0
        for bit in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7) * 0x11D
            result ^= Int(b >> bit & 1) * Int(a)
        }
        return UInt8(truncatingIfNeeded: result)
    }
}
