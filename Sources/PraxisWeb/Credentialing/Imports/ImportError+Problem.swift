import Credentialing
import HTTPTypes
import PraxisCore

extension ImportError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .unknown: .notFound
        case .notYours: .forbidden
        case .stale(let current, let sent): .stale(seen: sent, now: current)
        case .closed: Problem(.conflict, "import_closed", self.sentence)
        case .alreadyUndone: Problem(.conflict, "already_undone", self.sentence)
        case .windowClosed: Problem(.unprocessableContent, "undo_window_closed", self.sentence)
        case .tooLarge: Problem(.unprocessableContent, "undo_too_large", self.sentence)
        case .inUse: Problem(.unprocessableContent, "import_in_use", self.sentence)
        case .unanswered(let rows):
            Problem(.unprocessableContent, "unanswered", self.sentence, fields: Self.errors(of: rows))
        case .known: Problem(.conflict, "file_known", self.sentence)
        case .outdated:
            Problem(
                .conflict, "list_outdated", self.sentence,
                fields: FieldErrors("file", Problem.sentence(self.sentence)))
        case .shrunk:
            Problem(
                .unprocessableContent, "shrunk", self.sentence,
                fields: FieldErrors("file", Problem.sentence(self.sentence)))
        case .unreadable(let problems):
            Problem(
                .unprocessableContent, "unreadable", self.sentence,
                fields: problems.prefix(50).reduce(into: FieldErrors()) { $0.add("file", $1.description) })
        case .unusable(let failure):
            Problem(
                .unprocessableContent, "unusable_file", self.sentence,
                fields: FieldErrors("file", Problem.sentence(failure.message)))
        }
    }

    /// What the form of questions shows beside each that is open.
    static func errors(of rows: [Int]) -> FieldErrors {
        rows.reduce(into: FieldErrors()) { $0.add("answer.\($1)", "Say who row \($1) is about, or leave it out") }
    }

    /// What a page says.
    var sentence: String {
        switch self {
        case .unknown: "There is nothing here"
        case .notYours: "Only who imported this file, or a practice administrator, may undo it"
        case .stale: "The practice has changed since this preview was made; discard it and upload the file again"
        case .closed: "This import has been confirmed or discarded already"
        case .alreadyUndone: "This import has been undone already"
        case .windowClosed:
            "The time in which this import could be undone is over; correct what is wrong in the records"
        case .tooLarge(let people, let most):
            "This import is about \(people) people, and at most \(most) are taken back at once; correct what is wrong in the records"
        case .unanswered(let rows):
            counted(rows.count, "row may be", "rows may be") + " about somebody on file; say so or leave them out"
        case .inUse(let total, let uses, let hasMore):
            "Nothing was undone, for what this import made is in use by "
                + counted(total, "person", "people") + (hasMore ? " or more: " : ": ") + Self.listed(uses)
        case .known: "This very file was loaded before"
        case .shrunk(let before, let now):
            "Nothing was loaded: the file has \(now) rows where the last one had \(before); it may be cut off"
        case .outdated(let newest):
            "Nothing was imported: a newer list of this kind, of \(newest.readable), is in effect"
        case .unreadable(let problems):
            "Nothing was loaded: " + counted(problems.count, "row", "rows") + " cannot be read"
        case .unusable(let failure): "Nothing was imported: \(failure.message)"
        }
    }

    private static func listed(_ uses: [Use]) -> String {
        uses.map { use in "\(use.name ?? "somebody") (\(Self.meaning(use.what)))" }.sorted().joined(separator: ", ")
    }

    /// What a table, or a change, is to people.
    private static func meaning(_ what: String) -> String {
        switch what {
        case "account": "has an account"
        case "assignment", "person_busy", "publication_entry", "roster_line", "roster_held": "is on a roster"
        case "medicare_listing", "medicare_due": "is on a list of Medicare’s that was imported"
        case "credential", "credential_term": "has a credential on file"
        case "person_taxonomy": "has a specialty on file"
        case "verification": "has a verification on file"
        case "credentialing_file": "has a credentialing file"
        case "screening_match": "has a screening match"
        case "enrollment", "roster_profile": "is enrolled with a payer"
        case "clearance_override", "clearance_finding": "has an override or a finding"
        case "file", "evidence", "training_evidence": "has documents"
        case "training_completion", "training_claim", "policy_acknowledgement": "has training or acknowledgments"
        case "employment", "appointment": "works elsewhere meanwhile"
        case _ where what.hasPrefix("changed"): "was changed since"
        default: "is referred to elsewhere"
        }
    }
}
