import Foundation
import PraxisCore

/// Brings names to the form in which they are compared: capitals without marks and punctuation.
package enum NameFolding {
    /// Capitals; marks and apostrophes dropped, hyphens and other punctuation turned into blanks, blanks single.
    package static func folded(_ text: String) -> String {
        Self.foldedASCII(text) ?? Self.foldedUnicode(text)
    }

    /// The same for plain text, as nearly all names of lists are; `nil` where some sign is another.
    private static func foldedASCII(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var isParted = false
        for byte in text.utf8 {
            let folded: UInt8
            switch byte {
            case 0x41...0x5A, 0x30...0x39: folded = byte
            case 0x61...0x7A: folded = byte - 0x20
            case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "."): continue
            case 0x80...: return nil
            default:
                isParted = true
                continue
            }
            if isParted, !bytes.isEmpty { bytes.append(0x20) }
            isParted = false
            bytes.append(folded)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func foldedUnicode(_ text: String) -> String {
        var result = ""
        for scalar in text.decomposedStringWithCompatibilityMapping.uppercased().unicodeScalars {
            if let plain = Self.undecomposed[scalar] {
                result += plain
            } else if Self.joins.contains(scalar) || scalar.properties.generalCategory == .nonspacingMark {
                continue
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                result.unicodeScalars.append(scalar)
            } else {
                result.append(" ")
            }
        }
        return result.split(separator: " ").joined(separator: " ")
    }

    /// The words of a folded name.
    package static func words(_ text: String) -> [String] { Self.folded(text).split(separator: " ").map(String.init) }

    /// Takes a generation suffix from the end of a name: `Q JR` becomes `Q` and `JR`.
    package static func splittingSuffix(_ text: String) -> (name: String, suffix: String?) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let last = words.last.map({ Self.folded(String($0)) }), Self.suffixes.contains(last) else {
            return (text.trimmingWhitespace(), nil)
        }
        return (words.dropLast().joined(separator: " "), last)
    }

    /// A name from a file in capitals, as people write it: `ANN-MARIE O'SAMPLE` becomes `Ann-Marie O'Sample`.
    package static func capitalized(_ text: String) -> String {
        guard text == text.uppercased() else { return text }
        var startsWord = true
        return String(
            text.flatMap { character -> String in
                defer { startsWord = !character.isLetter }
                return startsWord ? String(character) : character.lowercased()
            })
    }

    private static let suffixes: Set<String> = ["JR", "SR", "II", "III", "IV", "V"]
    private static let joins: Set<Unicode.Scalar> = ["'", "’", "ʼ", "`", "."]
    private static let undecomposed: [Unicode.Scalar: String] = [
        "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ẞ": "SS", "ß": "SS",
    ]
}
