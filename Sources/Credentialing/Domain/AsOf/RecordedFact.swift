package import Postgres
package import PraxisCore

/// One record about what somebody holds or where they work: what it says, when it was made and by whom.
package struct RecordedFact: Hashable, Sendable {
    /// What it is about.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case credential, error, term, status, verification, residence, override, appointment, cover, tail
        case appointmentEnd = "appointment_end"
        /// What an import had brought went with its undo.
        case appointmentUndone = "appointment_undone"
    }

    package let kind: Kind
    /// The credential or the clinic.
    package let subject: String
    package let recordedAt: Instant
    /// Nobody where an operator did it.
    package let recordedBy: String?
    /// Whether it takes the place of an earlier record.
    package let isCorrection: Bool
    private let word: String?
    private let from: LocalDate?
    private let through: LocalDate?
    private let source: String?
    /// Why it takes the place of an earlier record.
    package let reason: String?

    /// What it says, for people.
    package var sentence: String {
        switch self.kind {
        case .credential: "Put on file"
        case .error: self.isCorrection ? "Not in error after all" : "Put on file in error"
        case .term: (self.isCorrection ? "Term corrected: " : "Term: ") + self.days
        case .status:
            (self.isCorrection ? "Board action changed: " : "Board action: ") + "\(self.word ?? "") \(self.days)"
        case .verification:
            (self.isCorrection ? "Check corrected: " : "Check: ")
                + [self.result, self.source].compactMap(\.self).joined(separator: ", ")
        case .residence: "Lives in \(self.word ?? "") \(self.days)"
        case .cover:
            "Certificate read: "
                + [
                    self.word.flatMap(MalpracticeCover.Policy.init)?.title, self.source,
                    self.from.map { "retroactive to \($0.readable)" },
                ]
                .compactMap(\.self).joined(separator: ", ")
        case .tail:
            (self.word.flatMap(MalpracticeTail.Kind.init)?.title ?? "Cover of earlier work taken back")
                + " \(self.days)"
        case .override: "Override of \(self.source ?? "") \(self.word ?? "")"
        case .appointment: "Appointed as \(self.role) \(self.days)"
        case .appointmentEnd:
            "Appointment as \(self.role) " + (self.through.map { "ends on \($0.readable)" } ?? "has no end")
        case .appointmentUndone: "Appointment as \(self.role) taken back: the import that had brought it was undone"
        }
    }

    private var result: String? { self.word.flatMap(VerificationResult.init)?.title }

    private var role: String {
        (self.word.flatMap { ClinicalRole(rawValue: $0) }?.title ?? self.word ?? "").lowercased()
    }

    private var days: String {
        let from = self.from.map { "from \($0.readable)" } ?? ""
        return from + (self.through.map { " through \($0.readable)" } ?? "")
    }
}

extension RecordedFact: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .credential
        self.subject = try row.read()
        self.recordedAt = try row.read()
        self.recordedBy = try row.read()
        self.isCorrection = try row.read()
        self.word = try row.read()
        self.from = try row.read()
        self.through = try row.read()
        self.source = try row.read()
        self.reason = try row.read()
    }
}
