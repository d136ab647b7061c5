/// What the server told about an error, as far as it names no values.
package struct ServerFault: Equatable, Sendable {
    package let sqlState: SQLState
    package let constraint: String?
    package let table: String?
    package let column: String?
    /// The server's sentence, kept for class 42 alone: it speaks of our statement, whose text is literals.
    package let statementProblem: String?
    /// The innermost PL/pgSQL function and its line.
    package let routine: String?
    /// The message and detail of our own class PX: a stable code and JSON of figures.
    package let raised: Raised?
    /// The connection ended with this error.
    let isFatal: Bool
    /// The prepared statement no longer fits the schema; preparing it again helps.
    let isStalePlan: Bool

    /// What our own functions raise with a state of class PX.
    package struct Raised: Equatable, Sendable {
        package let code: String
        package let detail: String?

        package init(code: String, detail: String?) {
            self.code = code
            self.detail = detail
        }
    }
}
