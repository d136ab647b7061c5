/// Why the daemon does not start although it could: serving would be worse.
package struct Refusal: Error, CustomStringConvertible {
    package let reasons: [String]

    package var description: String { self.reasons.joined(separator: "\n") }
}
