import CLibPQ

extension PostgresSession {
    /// Runs the text of a migration as it stands, by the simple protocol.
    func run(script file: MigrationFile) throws(MigratorError) {
        guard let raw = self.connection?.raw, let result = PQexec(raw, file.text) else {
            throw .database(.connectionLost)
        }
        let answer = ResultSet(result)
        guard answer.status == PGRES_FATAL_ERROR else { return }
        guard let state = answer.errorField("C") else { throw .database(.connectionLost) }
        let message = answer.errorField("M") ?? ""
        let hint = answer.errorField("H").map { "; \($0)" } ?? ""
        let place = answer.errorField("W")?.split(separator: "\n").first.map { "; \($0)" } ?? ""
        throw .failed(
            file: file.path,
            line: answer.errorField("P").flatMap { Int($0) }.map(file.line(ofCharacter:)),
            sqlState: SQLState(rawValue: state), message: message + hint + place)
    }

    /// Whether a transaction is open and sound.
    var isInTransaction: Bool {
        guard let raw = self.connection?.raw else { return false }
        return PQtransactionStatus(raw) == PQTRANS_INTRANS
    }
}
