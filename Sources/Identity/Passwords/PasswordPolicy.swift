/// What makes a password acceptable: length and not being guessable. No rules about kinds of characters, no expiry
/// (NIST SP 800-63B-4, section 3.1.1.2).
package struct PasswordPolicy: Sendable {
    /// Why a password is refused, as a sentence that names the remedy.
    package enum Refusal: Error, Equatable, Sendable {
        case tooShort(minimum: Int)
        case tooLong(maximum: Int)
        case common
        case patterned
        case personal

        package var message: String {
            switch self {
            case .tooShort(let minimum): "Use at least \(minimum) characters; a few words in a row work well"
            case .tooLong(let maximum): "Use at most \(maximum) characters"
            case .common: "This is one of the passwords that are tried first; choose another one"
            case .patterned: "This repeats or counts characters and is quickly guessed; choose another one"
            case .personal: "Choose a password that does not consist of your name, your email address or your practice"
            }
        }
    }

    /// Counted in code points.
    package var minimum: Int
    package var maximum: Int

    package init(minimum: Int = 8, maximum: Int = 256) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// - Parameter known: Words that a guesser knows of this person, such as the email address and the practice's name.
    package func check(_ password: String, known: [String] = []) throws(Refusal) {
        let length = password.unicodeScalars.count
        guard length >= self.minimum else { throw .tooShort(minimum: self.minimum) }
        guard length <= self.maximum else { throw .tooLong(maximum: self.maximum) }
        let cores = Self.cores(of: password)
        if cores.contains(where: CommonPasswords.contains) { throw .common }
        if Self.isPatterned(password) { throw .patterned }
        let words = known.flatMap { $0.lowercased().split { !$0.isLetter } }.filter { $0.count >= 3 }
        if cores.contains(where: { Self.consists($0, of: Set(words)) }) { throw .personal }
    }

    /// The password in lower case, and twice without its decoration: digits and marks at the ends fall away, those
    /// inside that look like a letter become it. Once the first one may stand for a letter too (`1etmein`).
    static func cores(of password: String) -> [String] {
        let lower = password.lowercased()
        return [lower, self.core(of: lower[...], from: \.isLetter)]
            + [self.core(of: lower[...], from: { $0.isLetter || Self.lookAlikes.keys.contains($0) })]
    }

    private static func core(of text: Substring, from isStart: (Character) -> Bool) -> String {
        var letters = text.drop { !isStart($0) }
        while let last = letters.last, !last.isLetter { letters.removeLast() }
        return String(letters.map { Self.lookAlikes[$0] ?? $0 })
    }

    private static let lookAlikes: [Character: Character] = [
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]

    /// A short piece over and over (`abcabcabc`), or a run up or down (`12345678`, `hgfedcba`).
    static func isPatterned(_ password: String) -> Bool {
        let scalars = password.lowercased().unicodeScalars.map { Int($0.value) }
        for length in 1...4 where scalars.count >= length * 2 {
            if scalars.indices.allSatisfy({ scalars[$0] == scalars[$0 % length] }) { return true }
        }
        let steps = zip(scalars, scalars.dropFirst()).map { $1 - $0 }
        return steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == -1 }
    }

    private static func consists(_ text: String, of words: Set<Substring>) -> Bool {
        var rest = text.filter(\.isLetter)
        for word in words.sorted(by: { $0.count > $1.count }) {
            while let found = rest.firstRange(of: word) { rest.removeSubrange(found) }
        }
        return rest.count < 3 && rest.count < text.count
    }
}
