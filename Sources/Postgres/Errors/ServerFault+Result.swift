import CLibPQ

extension ServerFault {
    /// Reads an error result; `nil` where libpq made it without word from the server.
    init?(_ result: ResultSet) {
        guard let state = result.errorField("C") else { return nil }
        let sqlState = SQLState(rawValue: state)
        let message = result.errorField("M")
        self.sqlState = sqlState
        self.constraint = result.errorField("n")
        self.table = result.errorField("t")
        self.column = result.errorField("c")
        self.statementProblem = sqlState.category == "42" ? message : nil
        self.routine = result.errorField("W")?
            .split(separator: "\n")
            .first { $0.hasPrefix("PL/pgSQL function") }
            .map(String.init)
        self.raised = sqlState.category == "PX" ? Raised(code: message ?? "", detail: result.errorField("D")) : nil
        self.isFatal = result.errorField("V").map { $0 == "FATAL" || $0 == "PANIC" } ?? false
        self.isStalePlan =
            sqlState == .featureNotSupported && result.errorField("R") == "RevalidateCachedQuery"
    }
}
