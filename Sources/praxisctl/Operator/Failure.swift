import ArgumentParser
import Budgeting
import Credentialing
import FoundationEssentials
import Postgres
import PraxisCore
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
        case let failure as CSVFailure: self.init("the file cannot be read: \(failure.message)", status: .data)
        case let errors as FieldErrors:
            self.init(errors.entries.map { "\($0.field): \($0.message)" }.joined(separator: "\n"), status: .data)
        case let error as CocoaError: self.init("\(error.filePath ?? "the file") cannot be read")
        case let error as BudgetingError: self.init(error.sentence, status: .data)
        case let error as CredentialingError: self.init(error)
        case let error as ImportError: self.init(error)
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

extension Failure {
    private init(_ error: CredentialingError) {
        switch error {
        case .unusableFile(let failure): self.init("the file cannot be used: \(failure.message)", status: .data)
        case .noList: self.init("there is no list to compare with; bring one in with praxisctl import list first")
        case .stale: self.init("the practice changed since the preview; run the command again")
        default: self.init("refused: \(error)")
        }
    }
}

extension Failure {
    private init(_ error: ImportError) {
        switch error {
        case .unusable(let failure): self.init("the file cannot be used: \(failure.message)", status: .data)
        case .known: self.init("this very file was loaded before", status: .data)
        case .shrunk(let before, let now):
            self.init("the file has \(now) rows where the last one had \(before); it may be cut off", status: .data)
        case .outdated(let newest):
            self.init("a newer list of this kind, of \(newest), is in effect", status: .data)
        default: self.init("refused: \(error)")
        }
    }
}

extension BudgetingError {
    /// What is wrong and what to do.
    fileprivate var sentence: String {
        switch self {
        case .reasonMissing: "the year has an approved budget: say why it is revised, with --reason"
        case .alreadyEntered(let id, let name): "this file waits for approval already, as “\(name)” (\(id))"
        case .nothingToImport: "the file has no row that can be used"
        default: "the budget is refused: \(self)"
        }
    }
}

extension ExitCode {
    /// The command was not understood.
    static let usage = ExitCode.validationFailure
    /// Rows of a file were refused.
    static let data = ExitCode(65)
    /// The database or the daemon does not answer.
    static let unavailable = ExitCode(69)
    /// The settings are wrong.
    static let configuration = ExitCode(78)
}
