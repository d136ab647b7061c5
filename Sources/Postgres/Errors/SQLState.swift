/// A five-character code of PostgreSQL's errors (appendix A of its manual); the first two are the class.
package struct SQLState: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// The first two characters.
    package var category: Substring { self.rawValue.prefix(2) }
}

extension SQLState {
    package static let featureNotSupported = Self(rawValue: "0A000")
    package static let invalidTextRepresentation = Self(rawValue: "22P02")
    package static let foreignKeyViolation = Self(rawValue: "23503")
    package static let uniqueViolation = Self(rawValue: "23505")
    package static let checkViolation = Self(rawValue: "23514")
    package static let invalidStatementName = Self(rawValue: "26000")
    package static let serializationFailure = Self(rawValue: "40001")
    package static let deadlockDetected = Self(rawValue: "40P01")
    package static let insufficientPrivilege = Self(rawValue: "42501")
    package static let undefinedTable = Self(rawValue: "42P01")
    package static let lockNotAvailable = Self(rawValue: "55P03")
    package static let invalidTableDefinition = Self(rawValue: "42P16")
    package static let queryCanceled = Self(rawValue: "57014")

    /// Ours: the caller may not do this.
    package static let forbidden = Self(rawValue: "PX403")
    /// Ours: somebody was faster, or the object is in another state.
    package static let conflict = Self(rawValue: "PX409")
    /// Ours: a rule of the business says no.
    package static let ruleRefused = Self(rawValue: "PX422")
}

extension SQLState: CustomStringConvertible {
    package var description: String { self.rawValue }
}
