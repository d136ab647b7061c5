/// A statement as it goes to the server. Its text is made only when it is prepared.
struct Statement: Sendable {
    private let sql: SQL
    let key: Key
    let values: [String?]
    let byteCount: Int

    /// What a prepared statement is found by: where its literals stand in the program, and the types between them. Other
    /// types make another statement.
    struct Key: Hashable, Sendable {
        fileprivate var words: [UInt] = []
    }

    /// Refuses what must not be sent.
    init(_ sql: SQL, limits: ParameterLimits = .standard) throws(PostgresError) {
        var key = Key()
        key.words.reserveCapacity(sql.parts.count * 2)
        var values: [String?] = []
        var byteCount = 0
        for part in sql.parts {
            switch part {
            case .text(let literal):
                byteCount += literal.utf8CodeUnitCountOrOne
                key.words.append(literal.identity)
                key.words.append(UInt(literal.utf8CodeUnitCountOrOne) << 1 | 1)
            case .value(let parameter):
                values.append(parameter.text)
                byteCount += parameter.text?.utf8.count ?? 0
                key.words.append(UInt(parameter.type.rawValue))
                key.words.append(0)
            }
        }
        try limits.check(values)
        self.sql = sql
        self.key = key
        self.values = values
        self.byteCount = byteCount
    }

    /// The text with numbered parameters.
    var text: String {
        var text = ""
        var number = 0
        for part in self.sql.parts {
            switch part {
            case .text(let literal):
                let literal = "\(literal)"
                // `LIMIT \(n)0` is no parameter with a larger number.
                if number > 0, text.last?.isNumber == true, literal.first?.isNumber == true { text += " " }
                text += literal
            case .value:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    var types: [UInt32] {
        self.sql.parts.compactMap { part in
            if case .value(let parameter) = part { parameter.type.rawValue } else { nil }
        }
    }
}

extension StaticString {
    /// The address of the literal, or its only character.
    fileprivate var identity: UInt {
        self.hasPointerRepresentation ? UInt(bitPattern: self.utf8Start) : UInt(self.unicodeScalar.value)
    }

    fileprivate var utf8CodeUnitCountOrOne: Int { self.hasPointerRepresentation ? self.utf8CodeUnitCount : 1 }
}
