package import Postgres
package import PraxisCore

/// An approval that was decided before the practice recorded its decisions here, taken over with the document that shows it.
///
/// It stands like a decision from the moment that a second person confirmed it, until a decision made here follows it.
package struct PriorApproval: Hashable, Sendable {
    package typealias ID = Identifier<PriorApproval>

    /// What became of it.
    package enum Standing: String, CaseIterable, Sendable {
        case waiting, confirmed, refused
        /// Confirmed, and found wrong since.
        case withdrawn
        /// A decision made here has taken its place.
        case followed
    }

    package let id: ID
    package let person: Person.ID
    package let name: String
    package let role: String
    package let decidedOn: LocalDate
    /// The last day, by the document where it names one and by the rules of the day of the decision; once confirmed.
    package let dueOn: LocalDate?
    /// The last day that the document names.
    package let approvedUntil: LocalDate?
    /// Who decided, in the words of the document.
    package let decidedBy: String
    /// The document's name, for those who may open what peers say.
    package let document: String?
    package let recordedBy: String
    package let recordedAt: Instant
    /// Whether the caller recorded it.
    package let isOwn: Bool
    /// How often somebody said something of it; a review names what its author saw.
    package let step: Int
    package let reviewedBy: String?
    package let reviewedAt: Instant?
    package let note: String?
    package let standing: Standing

    /// The role as people read it.
    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension PriorApproval: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.role = try row.read()
        self.decidedOn = try row.read()
        self.dueOn = try row.read()
        self.approvedUntil = try row.read()
        self.decidedBy = try row.read()
        self.document = try row.read()
        self.recordedBy = try row.read()
        self.recordedAt = try row.read()
        self.isOwn = try row.read()
        self.step = try row.read()
        self.reviewedBy = try row.read()
        self.reviewedAt = try row.read()
        self.note = try row.read()
        let (accepted, isFollowed): (Bool?, Bool) = (try row.read(), try row.read())
        self.standing =
            switch (accepted, isFollowed) {
            case (nil, _): .waiting
            case (true, true): .followed
            case (true, false): .confirmed
            case (false, _): self.step == 1 ? .refused : .withdrawn
            }
    }
}

/// An approval from before as somebody records it.
package struct PriorApprovalDraft: Hashable, Sendable {
    let role: ClinicalRole
    let decidedOn: LocalDate
    let approvedUntil: LocalDate?
    let decidedBy: String
    let document: EvidenceDraft

    /// Reads the fields `role`, `decided`, `until` and `by`.
    package init(_ field: (String) -> String?, document: EvidenceDraft?) throws(FieldErrors) {
        var errors = FieldErrors()
        let role = errors.check("role", field("role"), ClinicalRole.init(rawValue:), else: "Choose the role")
        let decided = errors.check(
            "decided", field("decided"), { Self.day($0, from: Self.first) },
            else: "Enter the day of the decision, from 2000 on")
        let until = field("until").flatMap { text in
            errors.check(
                "until", text, { Self.day($0, from: decided ?? Self.first) },
                else: "Enter the last day, not before the decision, or leave it blank")
        }
        let by = errors.check(
            "by", field("by"), { (1...200).contains($0.count) ? $0 : nil },
            else: "Enter who decided, in at most 200 characters")
        if document == nil { errors.add("document", "Add the document that shows the decision") }
        guard errors.isEmpty, let role, let decided, let by, let document else { throw errors }
        self.role = role
        self.decidedOn = decided
        self.approvedUntil = until
        self.decidedBy = by
        self.document = document
    }

    private static let (first, last) = (LocalDate("2000-01-01")!, LocalDate("2999-12-31")!)

    private static func day(_ text: String, from earliest: LocalDate) -> LocalDate? {
        LocalDate(text).flatMap { (earliest...max(earliest, Self.last)).contains($0) ? $0 : nil }
    }
}

/// What a second person says of an approval from before.
package struct PriorReviewDraft: Hashable, Sendable {
    let isAccepted: Bool
    let note: String?

    /// Reads the fields `accepted`, `yes` or `no`, and `note`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let accepted = errors.check(
            "accepted", field("accepted"), { ["yes": true, "no": false][$0] }, else: "Choose whether it counts")
        let note = field("note")
        if accepted == false, note == nil { errors.add("note", "Say why it does not count") }
        if let note, note.count > 2000 { errors.add("note", "Enter at most 2000 characters") }
        guard errors.isEmpty, let accepted else { throw errors }
        self.isAccepted = accepted
        self.note = note
    }
}
