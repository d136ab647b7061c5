/// A name as it is compared with a list's: every form of the surname that a list may carry, and the given names.
package struct ComparedName: Hashable, Sendable {
    /// The whole surname without separators, and each of its parts that is a name by itself, however short.
    package let surnames: [String]
    /// The whole surname without separators.
    package let surname: String
    /// The given names without separators.
    package let given: String
    private let firstGiven: String
    /// The given names that the other side may have as its first: alone, and with the middle name.
    private let givenForms: [String]

    /// The widths of the list's columns; names in it are cut there, so both sides are cut before they are compared.
    package static let surnameWidth = 20
    package static let givenWidth = 15

    /// - Parameter middle: the middle name where it stands by itself, as in a list.
    package init(family: String, given: String, middle: String = "") {
        let whole = NameFolding.splittingSuffix(family).name
        let parts = NameFolding.words(whole)
        let joined = parts.joined()
        let cutAsPrinted =
            whole.utf8.count <= Self.surnameWidth
            ? "" : NameFolding.words(String(whole.prefix(Self.surnameWidth))).joined()
        let names = parts.count > 1 ? parts.filter { $0.count > 1 && !Self.particles.contains($0) } : []
        self.surname = String(joined.prefix(Self.surnameWidth))
        var surnames = self.surname.isEmpty ? [] : [self.surname]
        for name in [cutAsPrinted] + names.map({ String($0.prefix(Self.surnameWidth)) })
        where !name.isEmpty && !surnames.contains(name) { surnames.append(name) }
        self.surnames = surnames
        let givenWords = NameFolding.words(given)
        self.given = String(givenWords.joined().prefix(Self.givenWidth))
        self.firstGiven = String((givenWords.first ?? "").prefix(Self.givenWidth))
        let all = middle.isEmpty ? givenWords : givenWords + NameFolding.words(middle)
        let withMiddle = String(all.joined().prefix(Self.givenWidth))
        self.givenForms = withMiddle == self.given ? [self.given] : [self.given, withMiddle]
    }

    /// Words before a surname that many people share.
    private static let particles: Set<String> = [
        "DE", "DEL", "DELA", "LA", "LAS", "LOS", "DA", "DAS", "DI", "DOS", "DU", "VAN", "VON", "DER", "DEN", "EL", "AL",
        "ST", "SAINT", "SAN", "MC", "MAC",
    ]

    /// Whether a form of one surname is a form of the other.
    package func sharesSurname(with other: ComparedName) -> Bool {
        self.surnames.contains { other.surnames.contains($0) }
    }

    /// Whether the surnames sound alike or differ by one letter.
    package func resemblesSurname(of other: ComparedName) -> Bool {
        Soundex.code(self.surname) == Soundex.code(other.surname)
            || EditDistance.isAtMostOne(self.surname, other.surname)
    }

    /// The ways in which given names agree.
    package enum GivenAgreement: Sendable { case equal, nickname, prefix }

    /// Whether the first given names are the same word, whatever follows.
    package func sharesFirstGiven(with other: ComparedName) -> Bool {
        !self.firstGiven.isEmpty && self.firstGiven == other.firstGiven
    }

    /// How the given names agree; `nil` where they do not.
    package func givenAgreement(with other: ComparedName) -> GivenAgreement? {
        guard !self.given.isEmpty, !other.given.isEmpty else { return nil }
        if self.givenForms.contains(where: { other.givenForms.contains($0) }) { return .equal }
        if Nicknames.share(self.firstGiven, other.firstGiven) { return .nickname }
        let isPrefix = self.given.hasPrefix(other.given) || other.given.hasPrefix(self.given)
        return isPrefix || self.firstGiven == other.firstGiven ? .prefix : nil
    }
}
