import Credentialing
import HTTPTypes
import PraxisCore

extension FileRefusal {
    /// What the API answers.
    func problem(_ obstacles: FileObstacles?) -> Problem {
        let status: HTTPResponse.Status =
            switch self.kind {
            case .conflict: .conflict
            case .forbidden: .forbidden
            case .unprocessable: .unprocessableContent
            }
        let fields = self.field.map { FieldErrors($0, Problem.sentence(self.sentence)) } ?? FieldErrors()
        return Problem(status, self.rawValue, self.sentence, detail: obstacles?.sentence, fields: fields)
    }

    /// The field of a check that it is about.
    var field: String? {
        switch self {
        case .sourceInFuture: "as_of"
        case .checkInFuture, .lateWithoutEvidence: "checked"
        case .termRequired: "term"
        case .evidenceMissing: "reference"
        case .valuesDiffer: "result"
        case .spokenToMissing: "spoken_to"
        default: nil
        }
    }

    /// What a page says, and what to do.
    var sentence: String {
        switch self {
        case .illegalStep: "The file is in another state by now, from which this step does not lead on"
        case .fileClosed: "The file is decided or withdrawn; it takes no more records"
        case .meetingClosed: "The minutes are signed; the meeting takes no more"
        case .applicantOnly: "Only the person whom the application is about may do this"
        case .personRequired: "A person has to do this from their own account, no program"
        case .chairRequired: "Only the chair who was at the meeting signs its minutes"
        case .identityIncomplete: "An invitation needs name, birth date and an NPI, or the word that there is none"
        case .attestationMissing: "The application has not been signed in this round"
        case .attemptsExhausted: "The application was returned twice; decide about it or withdraw the file"
        case .noPlannedDay: "Plan a day for the decision, today or later"
        case .fileIncomplete: "Something is missing before the file can go on"
        case .noFlag: "There is no flag that waits for somebody"
        case .flagsOpen: "Look into every flag first"
        case .nothingToAppeal: "Only a denial or an approval with conditions can be appealed"
        case .appealLate: "The time to appeal is over; what changed since is for a new file"
        case .reportDay: "The report was sent after the action began, today at the latest"
        case .reasonRequired: "Say why"
        case .valuesDiffer:
            "What the source prints is not what is on file: correct the term first, or record that they differ"
        case .evidenceMissing: "Add a document, the source's reference or whom you spoke to"
        case .spokenToMissing: "Enter the name and title of the person you spoke to"
        case .sourceInFuture: "A source's answer cannot be as of a day in the future"
        case .otherCheck: "The record that is corrected is of something else"
        case .notFetched: "This check was made by a person and needs no review"
        case .initialRequired: "No approval is running, or it ran out more than 30 days ago: open an initial file"
        case .committeeRequired: "Something stands against this file; the committee decides it"
        case .notVoted: "The committee has not decided this: quorum, majority and signed minutes are needed"
        case .decisionInFuture: "A decision is not made in the future"
        case .lateWithoutDocument: "A decision of an earlier day needs the signed document of that day"
        case .ownDocument: "The signed document of an earlier day is put on file by somebody else than who decides"
        case .decisionBeforeCheck: "The decision rests on a check that was made, or put on record, later"
        case .checkInFuture: "A check is not made in the future"
        case .lateWithoutEvidence:
            "A check of an earlier day needs a document, the source's number for it, or whom you spoke to"
        case .provisionalOnce: "The person has been provisional once already"
        case .recusalRequired: "Who prepared the file or decided it before, or whom it is about, stays out of the vote"
        case .paperMissing: "Members vote themselves; a vote on paper needs the signed sheet on file"
        case .noMember: "This is no member of the committee on that day"
        case .initialChecklist:
            "The last approval ran out too long ago: go on as an initial file, which asks for everything"
        case .termRequired:
            "Choose the credential and term that the source confirmed; enter it first if it is not on file"
        case .notExceptable: "Everybody has to show this; it cannot be left out"
        case .attestationStands:
            "The signature is still good on the planned day; the application is not returned any more"
        case .panelRequired: "A panel of members who did not decide before hears the appeal; put it on an agenda"
        case .otherPanel: "Who decided this file before does not decide the appeal"
        case .hearingRecordMissing: "Add the signed record of the hearing"
        case .notOnAgenda: "Put the file on the agenda of a meeting first"
        case .meetingAhead: "The meeting is on a later day"
        case .noQuorum: "Fewer members are present than make the quorum"
        case .purposeRequired: "Enter what you open it for, in 10 to 500 characters; the trail keeps it"
        case .nothingToEnd: "Only who was approved has a credentialing to end"
        case .endingDay: "Enter a day that is not before the approval and at most a year ahead"
        case .endedAlready: "It has ended by that day already"
        case .decidedHere:
            "The practice has decided about this person here, or ended their credentialing; what was before counts no more"
        case .suspensionDay: "Enter a day of the last year, today, or one at most a year ahead"
        case .suspendedAlready: "The person is suspended by that day already"
        case .reinstatementDay: "Enter today or a later day, not before the suspension begins"
        case .noticeDay: "The notice was sent after the decision was recorded, today at the latest"
        }
    }
}

extension FileObstacles {
    /// What is missing, in words.
    var sentence: String {
        var parts = self.elements.sorted { $0.key < $1.key }.map { element, status in
            let title = ChecklistItem.Status(rawValue: status)?.title.lowercased() ?? status
            return "\(element.replacing("_", with: " ")): \(title)"
        }
        if self.flags > 0 { parts.append(counted(self.flags, "flag", "flags") + " to look into") }
        return parts.joined(separator: "; ")
    }
}
