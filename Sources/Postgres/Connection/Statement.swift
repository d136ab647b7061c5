/// A statement as it goes to the server: its text with numbered parameters, their types and their texts.
struct Statement: Sendable {
    let key: Key
    let values: [String?]

    /// What a prepared statement is found by: the same text with other types is another statement.
    struct Key: Hashable, Sendable {
        let text: String
        let types: [UInt32]
    }

    /// Numbers the parameters and refuses what must not be sent.
    init(_ sql: SQL, limits: ParameterLimits = .standard) throws(PostgresError) {
        var text: [UInt8] = []
        text.reserveCapacity(512)
        var types: [UInt32] = []
        var values: [String?] = []
        for part in sql.parts {
            switch part {
            case .text(let literal):
                literal.withUTF8Buffer { bytes in
                    if !values.isEmpty, text.last?.isDigit == true, bytes.first?.isDigit == true {
                        text.append(UInt8(ascii: " "))
                    }
                    text.append(contentsOf: bytes)
                }
            case .value(let parameter):
                types.append(parameter.type.rawValue)
                values.append(parameter.text)
                text.append(UInt8(ascii: "$"))
                text.append(contentsOf: String(values.count).utf8)
            }
        }
        try limits.check(values)
        self.key = Key(text: String(decoding: text, as: UTF8.self), types: types)
        self.values = values
    }

    var byteCount: Int {
        self.values.reduce(self.key.text.utf8.count) { $0 + ($1?.utf8.count ?? 0) }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
