import ArgumentParser
import Postgres
import PraxisServer

/// What went wrong, for the operator, and the exit status that says which kind of thing it was.
struct Failure: Error {
    let text: String
    let status: ExitCode

    init(_ text: String, status: ExitCode = .failure) {
        self.text = text
        self.status = status
    }

    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let status as ExitCode: self.init("", status: status)
        case let problems as Settings.Problems: self.init(problems.description, status: .configuration)
        case let error as PostgresError where error.kind == .unavailable:
            let reason = error.reason.map { " (\($0))" } ?? ""
            self.init(
                "the database cannot be reached\(reason); is it running, and is migrator.url right?",
                status: .unavailable)
        case MigratorError.database(let error): self.init(error)
        default: self.init("\(error)")
        }
    }
}

extension ExitCode {
    /// The command was not understood.
    static let usage = ExitCode.validationFailure
    /// The database or the daemon does not answer.
    static let unavailable = ExitCode(69)
    /// The settings are wrong.
    static let configuration = ExitCode(78)
}
