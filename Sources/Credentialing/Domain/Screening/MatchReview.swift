package import Postgres
package import PraxisCore

/// A step of the review of a match.
package enum MatchDecision: String, CaseIterable, Codable, Sendable {
    case cleared, confirmed, escalated
    /// Somebody has taken it up.
    case inReview = "in_review"
    case proposeClear = "propose_clear"
    case proposeConfirm = "propose_confirm"

    /// Whether it may change what the subject may do: a proposal does not, opening a decided match again may.
    var changesClearance: Bool { self == .cleared || self == .confirmed || self == .escalated }

    package var title: String {
        switch self {
        case .cleared: "Cleared: not the same"
        case .confirmed: "Confirmed: excluded"
        case .escalated: "Escalated"
        case .inReview: "Taken up"
        case .proposeClear: "Proposed to clear"
        case .proposeConfirm: "Proposed to confirm"
        }
    }
}

/// Why a reviewer decided so.
package enum DecisionReason: String, CaseIterable, Codable, Sendable {
    case birthDateDiffers = "birth_date_differs"
    case nameDiffers = "name_differs"
    case npiDiffers = "npi_differs"
    case ssnDiffers = "ssn_differs"
    case otherPerson = "other_person"
    case samePerson = "same_person"
    case reinstated
    case waived
    case needsEvidence = "needs_evidence"

    /// What was laid side by side by whoever gives this reason; `nil` where anything may have been.
    package var comparison: ComparedWith? {
        switch self {
        case .birthDateDiffers: .birthDate
        case .nameDiffers: .name
        case .npiDiffers: .npi
        case .ssnDiffers: .ssn
        case .otherPerson, .samePerson, .reinstated, .waived, .needsEvidence: nil
        }
    }

    package var title: String {
        switch self {
        case .birthDateDiffers: "Day of birth differs"
        case .nameDiffers: "Name differs"
        case .npiDiffers: "NPI differs"
        case .ssnDiffers: "SSN differs (asked on the OIG website)"
        case .otherPerson: "Another person or business, shown by other evidence"
        case .samePerson: "The same person or business"
        case .reinstated: "The same, and reinstated on the day below"
        case .waived: "The same, and the waiver counts in its state"
        case .needsEvidence: "More evidence is needed"
        }
    }
}

/// What a reviewer laid side by side.
package enum ComparedWith: String, CaseIterable, Codable, Sendable {
    case name
    case birthDate = "birth_date"
    case npi, ssn, address, license
    case taxID = "tax_id"
    case uei, cage

    package var title: String {
        switch self {
        case .name: "Names"
        case .birthDate: "Birth date"
        case .npi: "NPI"
        case .ssn: "SSN, on the OIG website"
        case .address: "Address"
        case .license: "License"
        case .taxID: "Tax number"
        case .uei: "Unique Entity ID"
        case .cage: "CAGE code"
        }
    }
}

/// One step of a review, on record for good.
package struct Disposition: Hashable, Sendable {
    package let step: Int
    package let decision: MatchDecision
    package let reason: DecisionReason
    /// The day on which the exclusion ended.
    package let endedOn: LocalDate?
    package let note: String?
    package let compared: [ComparedWith]
    package let decidedBy: String
    package let decidedAt: Instant
}

extension Disposition: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.step = try row.read()
        let decision: String = try row.read()
        self.decision = MatchDecision(rawValue: decision) ?? .escalated
        let reason: String = try row.read()
        self.reason = DecisionReason(rawValue: reason) ?? .needsEvidence
        self.endedOn = try row.read()
        self.note = try row.read()
        let compared: [String] = try row.read()
        self.compared = compared.compactMap(ComparedWith.init)
        self.decidedBy = try row.read()
        self.decidedAt = try row.read()
    }
}

/// A step as a reviewer enters it.
package struct DispositionDraft: Hashable, Sendable {
    package let decision: MatchDecision
    package let reason: DecisionReason
    /// The day on which the exclusion ended, where the reason is that it did.
    package let endedOn: LocalDate?
    package let note: String?
    package let compared: [ComparedWith]

    /// Reads the fields `decision`, `reason`, `ended_on` and `note`, and what was compared.
    package init(compared: [String] = [], _ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let decision = errors.check(
            "decision", field("decision"), MatchDecision.init(rawValue:), else: "Choose what you decide")
        let reason = errors.check(
            "reason", field("reason"), DecisionReason.init(rawValue:), else: "Choose why")
        if let note = field("note"), note.count > 2000 { errors.add("note", "Enter at most 2,000 characters") }
        let confirms = decision == .confirmed || decision == .proposeConfirm
        let clears = decision == .cleared || decision == .proposeClear
        if confirms, let reason, ![.samePerson, .waived, .reinstated].contains(reason) {
            errors.add(
                "reason", "A match is confirmed because it is the same, with a waiver that counts or a day of its end")
        } else if clears, let reason, [.samePerson, .needsEvidence, .waived, .reinstated].contains(reason) {
            errors.add(
                "reason", "This is no reason to clear a match; who is waived or reinstated is confirmed as the same")
        }
        let ends = confirms && reason == .reinstated
        let day = field("ended_on").flatMap { $0.isEmpty ? nil : $0 }
        self.endedOn =
            ends ? errors.check("ended_on", day, { LocalDate($0) }, else: "Enter the day of the reinstatement") : nil
        let known = compared.compactMap(ComparedWith.init)
        if known.count < compared.count {
            errors.add("compared", "Choose from the list what you compared")
        } else if clears || confirms, known.isEmpty {
            errors.add("compared", "Choose what you compared")
        } else if clears || confirms, let needed = reason?.comparison, !known.contains(needed) {
            errors.add("compared", "What differs has been compared: choose it, or another reason")
        }
        guard errors.isEmpty, let decision, let reason else { throw errors }
        self.compared = known
        self.decision = decision
        self.reason = reason
        self.note = field("note")
    }
}
