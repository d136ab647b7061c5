/// American Soundex: a letter and three digits for how a surname sounds.
package enum Soundex {
    /// The code of a surname; empty where it has no letter of A to Z.
    package static func code(_ name: String) -> String {
        let letters = name.uppercased().filter { ("A"..."Z").contains($0) }
        guard let first = letters.first else { return "" }
        var code = String(first)
        var last = Self.digit(first)
        for letter in letters.dropFirst() where code.count < 4 {
            let digit = Self.digit(letter)
            if let digit, digit != last { code.append(digit) }
            // H and W do not part equal sounds; vowels do.
            if letter != "H", letter != "W" { last = digit }
        }
        return code.padding(to: 4)
    }

    private static func digit(_ letter: Character) -> Character? {
        switch letter {
        case "B", "F", "P", "V": "1"
        case "C", "G", "J", "K", "Q", "S", "X", "Z": "2"
        case "D", "T": "3"
        case "L": "4"
        case "M", "N": "5"
        case "R": "6"
        default: nil
        }
    }
}

/// Slips of the pen: one letter more, less, other, or two neighbors swapped.
package enum EditDistance {
    /// Whether one slip, or none, turns one text into the other.
    package static func isAtMostOne(_ a: String, _ b: String) -> Bool {
        let (short, long) =
            a.utf8.count <= b.utf8.count ? (Array(a.utf8), Array(b.utf8)) : (Array(b.utf8), Array(a.utf8))
        guard long.count - short.count <= 1 else { return false }
        let start = zip(short, long).prefix { $0 == $1 }.count
        let shortRest = short.dropFirst(start)
        let longRest = long.dropFirst(start)
        if short.count < long.count { return shortRest.elementsEqual(longRest.dropFirst()) }
        return shortRest.dropFirst().elementsEqual(longRest.dropFirst())
            || (shortRest.count >= 2 && shortRest.dropFirst(2).elementsEqual(longRest.dropFirst(2))
                && shortRest.prefix(2).elementsEqual(longRest.prefix(2).reversed()))
    }
}

extension String {
    fileprivate func padding(to length: Int) -> String {
        self + String(repeating: "0", count: Swift.max(0, length - self.count))
    }
}
