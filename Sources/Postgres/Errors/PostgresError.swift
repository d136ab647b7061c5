/// Anything that can go wrong between a statement and its rows. No description of it tells a value.
package struct PostgresError: Error, Equatable, Sendable {
    /// Where it went wrong, and so what became of the transaction.
    package enum Kind: Equatable, Sendable {
        /// The server refused a statement; `sqlState` says why. The transaction did not happen.
        case refused
        /// The connection was lost before COMMIT was sent; the transaction did not happen.
        case connectionLost
        /// The connection was lost after COMMIT was sent; the transaction happened or it did not.
        case outcomeUnknown
        /// COMMIT was answered with ROLLBACK: an earlier error was swallowed.
        case rolledBack
        /// No connection to the server could be made in time.
        case unavailable
        /// Every connection was busy for longer than the wait limit, or the queue was full.
        case poolExhausted
        /// The pool is shut down.
        case closed
        /// A parameter was refused before sending; the first has number 1.
        case badParameter(Int, ParameterProblem)
        /// A column is missing, NULL without being optional, or not such a value.
        case badColumn(Int, String, ColumnProblem)
        /// A statement that this way of running it cannot serve, such as COPY among transactions.
        case misuse(StaticText)
    }

    /// Why a parameter is not sent.
    package enum ParameterProblem: Equatable, Sendable {
        case containsNUL
        case tooLarge(limit: Int)
        case tooMany(limit: Int)
    }

    /// Why a column cannot be read.
    package enum ColumnProblem: Equatable, Sendable {
        case missing
        case null
        case unreadable(as: String)
    }

    package let kind: Kind
    package let fault: ServerFault?
    /// Why no connection could be made, in libpq's words: they name host, database and role, never a password.
    package let reason: String?

    package init(_ kind: Kind, fault: ServerFault? = nil, reason: String? = nil) {
        self.kind = kind
        self.fault = fault
        self.reason = reason
    }

    package static let connectionLost = Self(.connectionLost)
    package static let outcomeUnknown = Self(.outcomeUnknown)
    package static let rolledBack = Self(.rolledBack)
    package static let unavailable = Self(.unavailable)
    package static let poolExhausted = Self(.poolExhausted)
    package static let closed = Self(.closed)

    /// The server's code; `nil` where the error did not come from the server.
    package var sqlState: SQLState? { self.fault?.sqlState }

    /// The constraint that the statement violated.
    package var constraint: String? { self.fault?.constraint }

    /// What our own functions raised with a state of class PX.
    package var raised: ServerFault.Raised? { self.fault?.raised }

    /// Whether the transaction may have happened although it failed.
    package var isOutcomeUnknown: Bool { self.kind == .outcomeUnknown }

    /// Whether the same request may succeed in a moment: a service answers 503 with Retry-After.
    package var isTemporary: Bool {
        switch self.kind {
        case .connectionLost, .outcomeUnknown, .unavailable, .poolExhausted, .closed: true
        case .refused:
            switch self.sqlState {
            case .serializationFailure, .deadlockDetected, .lockNotAvailable, .queryCanceled: true
            default: ["08", "53", "57", "58"].contains(self.sqlState?.category)
            }
        case .rolledBack, .badParameter, .badColumn, .misuse: false
        }
    }

    /// Whether running the whole transaction again is the remedy.
    var isRetryable: Bool {
        self.kind == .refused
            && (self.sqlState == .serializationFailure || self.sqlState == .deadlockDetected
                || self.sqlState == .invalidStatementName || self.fault?.isStalePlan == true)
    }
}

/// Text that was written in the source, so that an error which carries it cannot carry a value.
package struct StaticText: Equatable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let description: String

    package init(stringLiteral text: StaticString) { self.description = "\(text)" }
}
