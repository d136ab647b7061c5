/// How a transaction ended: it happened only where COMMIT was answered with the tag `COMMIT`.
struct Outcome {
    private let results: [ResultSet]
    private(set) var failure: PostgresError?
    let isLost: Bool

    /// - Parameters:
    ///   - work: the answer to everything before COMMIT.
    ///   - commit: the answer to COMMIT; `nil` where none came.
    init(mode: TransactionMode, wasCommitSent: Bool, work: Pipeline.Answer, commit: Pipeline.Answer?) {
        self.results = work.results
        self.isLost = work.isLost || commit?.isLost ?? true
        if let failure = work.failure {
            // The server's word that a statement failed settles it; mere silence after COMMIT was sent does not.
            let isKnown = !work.isLost || failure.fault != nil || failure.kind != .connectionLost
            self.failure = isKnown || mode.isReadOnly || !wasCommitSent ? failure : .outcomeUnknown
        } else if let commit {
            if commit.isLost {
                self.failure = PostgresError(
                    mode.isReadOnly ? .connectionLost : .outcomeUnknown, fault: commit.failure?.fault)
            } else {
                self.failure = commit.failure ?? (commit.hasCommitted ? nil : .rolledBack)
            }
        } else {
            self.failure = .connectionLost
        }
    }

    /// Puts the reason why a statement could not be prepared in the place of "no such prepared statement".
    mutating func explain(_ unprepared: [Statement.Key: PostgresError], _ statements: [Statement]) {
        guard self.failure?.sqlState == .invalidStatementName, !unprepared.isEmpty else { return }
        self.failure = statements.lazy.compactMap { unprepared[$0.key] }.first ?? self.failure
    }

    var result: Result<[ResultSet], any Error> {
        if let failure { .failure(failure) } else { .success(self.results) }
    }
}
