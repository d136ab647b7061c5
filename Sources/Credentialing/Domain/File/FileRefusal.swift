/// Why the database refused something about a credentialing file, by its own codes.
package enum FileRefusal: String, CaseIterable, Sendable {
    case illegalStep = "illegal_step"
    case fileClosed = "file_closed"
    case meetingClosed = "meeting_closed"
    case applicantOnly = "applicant_only"
    case personRequired = "person_required"
    case chairRequired = "chair_required"
    case identityIncomplete = "identity_incomplete"
    case attestationMissing = "attestation_missing"
    case attemptsExhausted = "attempts_exhausted"
    case noPlannedDay = "no_planned_day"
    case fileIncomplete = "file_incomplete"
    case noFlag = "no_flag"
    case flagsOpen = "flags_open"
    case nothingToAppeal = "nothing_to_appeal"
    case appealLate = "appeal_late"
    case reportDay = "report_day"
    case reasonRequired = "reason_required"
    case evidenceMissing = "evidence_missing"
    /// What the source prints is not what is on file.
    case valuesDiffer = "values_differ"
    case spokenToMissing = "spoken_to_missing"
    case sourceInFuture = "source_in_future"
    case otherCheck = "other_check"
    case notFetched = "not_fetched"
    case initialRequired = "initial_required"
    case committeeRequired = "committee_required"
    case notVoted = "not_voted"
    case decisionInFuture = "decision_in_future"
    case lateWithoutDocument = "late_without_document"
    case ownDocument = "own_document"
    case decisionBeforeCheck = "decision_before_check"
    case checkInFuture = "check_in_future"
    case lateWithoutEvidence = "late_without_evidence"
    case provisionalOnce = "provisional_once"
    case recusalRequired = "recusal_required"
    case noMember = "no_member"
    case paperMissing = "paper_missing"
    case initialChecklist = "initial_checklist"
    case termRequired = "term_required"
    case notExceptable = "not_exceptable"
    case attestationStands = "attestation_stands"
    case panelRequired = "panel_required"
    case otherPanel = "other_panel"
    case hearingRecordMissing = "hearing_record_missing"
    case notOnAgenda = "not_on_agenda"
    case meetingAhead = "meeting_ahead"
    case noQuorum = "no_quorum"
    case noticeDay = "notice_day"
    case nothingToEnd = "nothing_to_end"
    case endingDay = "ending_day"
    case endedAlready = "ended_already"
    /// The practice has decided about the person here, which an approval from before does not outweigh.
    case decidedHere = "decided_here"
    case suspensionDay = "suspension_day"
    case suspendedAlready = "suspended_already"
    case reinstatementDay = "reinstatement_day"
    case purposeRequired = "purpose_required"

    /// What kind of refusal it is.
    package enum Kind: Sendable {
        case conflict, forbidden, unprocessable
    }

    package var kind: Kind {
        switch self {
        case .illegalStep, .fileClosed, .meetingClosed: .conflict
        case .applicantOnly, .personRequired, .chairRequired, .otherPanel: .forbidden
        default: .unprocessable
        }
    }
}

/// What stands between a file and its decision.
package struct FileObstacles: Decodable, Hashable, Sendable {
    /// Elements that are not usable, each with its status.
    package let elements: [String: String]
    /// Flags that nobody looked into.
    package let flags: Int
}
