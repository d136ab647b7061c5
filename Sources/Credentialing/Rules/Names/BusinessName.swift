/// A business name as it is compared: a set of words without legal forms, whatever their order.
package struct BusinessName: Hashable, Sendable {
    /// The width of the OIG's column; names in it are cut there.
    package static let width = 30

    package let words: Set<String>
    /// The words of the name as the OIG's column would hold it.
    package let cutWords: Set<String>
    /// Whether it may have been cut itself.
    private let mayBeCut: Bool

    package init(_ name: String) {
        let name = name.trimmingBlanks
        self.words = Self.words(name)
        self.mayBeCut = name.count >= Self.width
        self.cutWords = self.mayBeCut ? Self.words(String(name.prefix(Self.width)).trimmingBlanks) : self.words
    }

    /// Whether the sets of words agree to nine tenths: twice the common words, by the words of both (Sørensen and Dice).
    package func agrees(with other: BusinessName) -> Bool {
        Self.agree(self.words, other.words)
            || (self.mayBeCut && other.mayBeCut && Self.agree(self.cutWords, other.cutWords))
    }

    static func agree(_ a: Set<String>, _ b: Set<String>) -> Bool {
        guard !a.isEmpty, !b.isEmpty else { return false }
        return a.count { b.contains($0) } * 20 >= (a.count + b.count) * 9
    }

    private static func words(_ name: String) -> Set<String> {
        var words: [String] = []
        var letters = ""
        for word in NameFolding.words(name) {
            // P C and D M D are one word each.
            if word.count == 1 {
                letters += word
                continue
            }
            if !letters.isEmpty { words.append(letters) }
            letters = ""
            words.append(word)
        }
        if !letters.isEmpty { words.append(letters) }
        let telling = Set(words.filter { !Self.legalForms.contains($0) })
        return telling.isEmpty ? Set(words) : telling
    }

    private static let legalForms: Set<String> = [
        "INC", "INCORPORATED", "LLC", "LLP", "LLLP", "LP", "PC", "PA", "PLLC", "PLC", "LTD", "LIMITED", "CO", "COMPANY",
        "CORP", "CORPORATION", "THE", "OF", "AND", "DBA", "FOR", "IN",
    ]
}
