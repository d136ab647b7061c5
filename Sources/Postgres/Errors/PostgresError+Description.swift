extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        switch self.kind {
        case .refused: "refused by the server: \(self.faultDescription)"
        case .connectionLost: "connection lost before COMMIT" + self.cause
        case .outcomeUnknown: "connection lost after COMMIT was sent; the outcome is unknown" + self.cause
        case .rolledBack: "COMMIT was answered with ROLLBACK"
        case .unavailable: "no connection to the server" + (self.reason.map { ": \($0)" } ?? self.cause)
        case .poolExhausted: "every connection is busy"
        case .closed: "the pool is shut down"
        case .badParameter(let number, let problem): "parameter \(number) \(problem)"
        case .badColumn(let number, let name, let problem): "column \(number) (\(name)) \(problem)"
        case .misuse(let text): text.description
        }
    }

    package var debugDescription: String { self.description }

    private var cause: String { self.fault == nil ? "" : ": \(self.faultDescription)" }

    private var faultDescription: String {
        guard let fault = self.fault else { return "unknown" }
        var text = fault.sqlState.rawValue
        if let raised = fault.raised { text += " \(raised.code)" }
        if let problem = fault.statementProblem { text += " \(problem)" }
        let names = [
            fault.table.map { "table \($0)" }, fault.column.map { "column \($0)" },
            fault.constraint.map { "constraint \($0)" }, fault.routine,
        ].compactMap(\.self)
        return names.isEmpty ? text : text + " (" + names.joined(separator: ", ") + ")"
    }
}

extension PostgresError.ParameterProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .containsNUL: "contains the character NUL"
        case .tooLarge(let limit): "is larger than \(limit) bytes"
        case .tooMany(let limit): "is one too many: a statement takes \(limit)"
        }
    }
}

extension PostgresError.ColumnProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing: "is missing"
        case .null: "is NULL"
        case .unreadable(let type): "is not a \(type)"
        }
    }
}
