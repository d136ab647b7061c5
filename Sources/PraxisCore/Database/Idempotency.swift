import Postgres

/// Why a write with an idempotency key was refused.
package enum IdempotencyError: Error, Equatable {
    /// The key was sent before with another method, path or body.
    case keyUsedForAnotherRequest
}

/// The row that makes a write happen once. It stands in the same transaction as its effect.
enum Idempotency {
    struct Kept: PostgresRow {
        let requestHash: [UInt8]
        let answer: JSONText?

        init(row: inout RowReader) throws(PostgresError) {
            self.requestHash = try row.read()
            self.answer = try row.read()
        }
    }

    static func claim(_ once: IdempotencyKey) -> SQL {
        "INSERT INTO praxis.idempotency (key, request_hash) VALUES (\(once.key), \(once.requestHash))"
    }

    static func keep(_ answer: JSONText, for once: IdempotencyKey) -> SQL {
        "UPDATE praxis.idempotency SET answer = \(answer) WHERE key = \(once.key)"
    }

    static func kept(_ once: IdempotencyKey) -> Query<Kept> {
        Query("SELECT request_hash, answer FROM praxis.idempotency WHERE key = \(once.key)")
    }
}

extension PostgresError {
    var isDuplicateRequest: Bool { self.constraint == "idempotency_pkey" && self.sqlState == .uniqueViolation }
}
