import Credentialing
import HTTPTypes
import PraxisCore

extension CredentialingError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .unknown: .notFound
        case .permissionMissing: .forbidden
        case .ownFile: Problem(.conflict, "sod_violation", self.sentence)
        case .secondPersonRequired: Problem(.forbidden, "second_person_required", self.sentence)
        case .alreadyOnFile: Problem(.conflict, "already_on_file", self.sentence)
        case .kindKnown:
            Problem(
                .conflict, "kind_known", self.sentence,
                fields: FieldErrors("name", Problem.sentence(self.sentence)))
        case .alreadyDecided: Problem(.conflict, "already_decided", self.sentence)
        case .fileKnown: Problem(.conflict, "file_known", self.sentence)
        case .importClosed: Problem(.conflict, "import_closed", self.sentence)
        case .stale(let current, let sent): .stale(seen: sent, now: current)
        case .inThePast(let field):
            Problem(
                .unprocessableContent, "in_the_past", self.sentence,
                fields: FieldErrors(field, Problem.sentence(self.sentence)))
        case .alreadyEnded: Problem(.conflict, "already_ended", self.sentence)
        case .otherFigures: Problem(.unprocessableContent, "other_figures", self.sentence)
        case .notFigure(let field, _):
            Problem(.unprocessableContent, "not_a_figure", self.sentence, fields: FieldErrors(field, self.sentence))
        case .verificationRequired: Problem(.unprocessableContent, "verification_required", self.sentence)
        case .notMultistate: Problem(.unprocessableContent, "not_multistate", self.sentence)
        case .notSingleState: Problem(.unprocessableContent, "not_single_state", self.sentence)
        case .sourceConfirms: Problem(.unprocessableContent, "source_confirms", self.sentence)
        case .notTimely: Problem(.unprocessableContent, "not_timely", self.sentence)
        case .notMalpractice: Problem(.unprocessableContent, "not_malpractice", self.sentence)
        case .evidenceRequired:
            Problem(
                .unprocessableContent, "evidence_required", self.sentence,
                fields: FieldErrors("document", Problem.sentence(self.sentence)))
        case .noCompact: Problem(.unprocessableContent, "no_compact", self.sentence)
        case .beginsTwice: Problem(.conflict, "begins_twice", self.sentence)
        case .notOverridable: Problem(.unprocessableContent, "not_overridable", self.sentence)
        case .nothingToOverride: Problem(.unprocessableContent, "nothing_to_override", self.sentence)
        case .overrideTooLong: Problem(.unprocessableContent, "override_too_long", self.sentence)
        case .overrideClosed: Problem(.conflict, "override_closed", self.sentence)
        case .fileOpen: Problem(.conflict, "file_open", self.sentence)
        case .unknownSpecialty:
            Problem(
                .unprocessableContent, "taxonomy_unknown", self.sentence,
                fields: FieldErrors("code", Problem.sentence(self.sentence)))
        case .retiredSpecialty:
            Problem(
                .unprocessableContent, "taxonomy_retired", self.sentence,
                fields: FieldErrors("code", Problem.sentence(self.sentence)))
        case .refused(let refusal, let obstacles): refusal.problem(obstacles)
        case .claim(let refusal): refusal.problem
        case .notWaived: Problem(.unprocessableContent, "not_waived", self.sentence)
        case .noList: Problem(.unprocessableContent, "no_list", self.sentence)
        case .unusableFile(let failure):
            Problem(
                .unprocessableContent, "unusable_file", self.sentence,
                fields: FieldErrors("file", Problem.sentence(failure.message)))
        }
    }

    /// What a page says.
    var sentence: String {
        switch self {
        case .unknown: "There is nothing here"
        case .permissionMissing: "Your account may not do this"
        case .ownFile: "Nobody verifies or reviews what they entered or what is about themselves; ask a colleague"
        case .secondPersonRequired:
            "This takes two people: one proposes, another decides. Propose it, or let a colleague decide"
        case .alreadyOnFile: "This credential is on file already; add a term to it"
        case .kindKnown: "The practice has a kind of this name already"
        case .alreadyDecided(let decision): "This match has been \(decision) already; escalate it to open it again"
        case .fileKnown: "This very file was imported before"
        case .importClosed: "This import has been confirmed or discarded already"
        case .stale: "Somebody changed this in the meantime; look at it again"
        case .unknownSpecialty: "No release of the code set has this code; look it up in the list of specialties"
        case .retiredSpecialty:
            "This code was retired and is given to nobody any more; look up in the list of specialties what replaced it"
        case .notWaived: "The record names no waiver for a state; choose that it is the same person or business"
        case .noList: "There is no list of exclusions yet; import one first"
        case .inThePast: "What is past stays as it was; choose today or a later day"
        case .alreadyEnded: "It has an end already"
        case .otherFigures: "Give the figures of the rule, each of its kind, and no others"
        case .notFigure(_, let choices):
            RuleDraft.sentence(choices, else: "Give a figure of the same kind as the authority’s")
        case .verificationRequired:
            "Ask the source again and record its answer first; then what it did can be taken back or shortened"
        case .notMalpractice: "Only a certificate of malpractice insurance says which claims it covers"
        case .evidenceRequired: "Choose a document of the person’s credential file that proves it"
        case .notMultistate: "The license is not on file as a multistate one"
        case .notSingleState: "Only a nurse's license of one state of the compact becomes a multistate one"
        case .sourceConfirms: "Its source confirms it: correct that check first, if the check is what was wrong"
        case .notTimely:
            "A renewal keeps a registration alive where a rule says so and it was filed, today or before, while a verified term ran; it replaces no other record"
        case .noCompact: "No compact covers this kind of license; it never covers advanced practice"
        case .beginsTwice: "Another version begins on that day; end it first or choose another day"
        case .notOverridable:
            "Nobody may override an exclusion, or a license or registration that is missing, lapsed, suspended or revoked"
        case .nothingToOverride: "Nothing of this kind stands in the way then; ask for clearance again"
        case .overrideTooLong(let days): "An override lasts at most \(counted(days, "day", "days")); choose fewer"
        case .overrideClosed: "This has been decided or is over; look at it again"
        case .fileOpen: "The person has an open file already; finish or withdraw it first"
        case .refused(let refusal, _): refusal.sentence
        case .claim(let refusal): refusal.sentence
        case .unusableFile(let failure): "Nothing was imported: \(failure.message)"
        }
    }
}
