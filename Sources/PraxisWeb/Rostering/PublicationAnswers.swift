import PraxisCore
import Rostering

/// What a publication would tell, as the API tells it at one moment.
struct PublicationAnswer: APIObject {
    let draft: PublicationDraft
    let now: Instant

    static let members: [APIMember<PublicationAnswer>] = [
        APIMember("state") { $0.draft.week.state }, APIMember("fingerprint") { $0.draft.fingerprint.text },
        APIMember("unfilled") { $0.draft.coverage.unfilled },
        APIMember("differences") { answer in
            answer.draft.differences.map { Notice(difference: $0, minutes: $0.noticeMinutes(at: answer.now)) }
        },
        APIMember("violations") { $0.draft.violations.map(ViolationAnswer.init) },
    ]

    /// What a person would be told, and how long before the first shift concerned.
    struct Notice: APIObject {
        let difference: PublicationDifference
        let minutes: Int

        static let members: [APIMember<Notice>] = [
            APIMember("person") { $0.difference.person }, APIMember("added") { $0.difference.added.map(\.id) },
            APIMember("removed") { $0.difference.removed.map(\.id) },
            APIMember("moved") { $0.difference.moved.map(\.to.id) },
            APIMember("minutes") { $0.difference.minutes }, APIMember("notice_minutes") { $0.minutes },
        ]
    }
}

/// What stands in the way of a publication, as the API tells it.
struct ViolationAnswer: APIObject {
    private enum Kind: String, APIWord {
        case overlap
        case notCleared = "not_cleared"
        case shortRest = "short_rest"
    }

    private let kind: Kind
    private let person: RosterPerson.ID
    private var assignments: [Assignment.ID] = []
    private var refusal: Refusal?
    private var minutes: Int?
    private var citation: String?

    init(_ violation: Violation) {
        switch violation {
        case .overlap(let person, let a, let b):
            self.kind = .overlap
            self.person = person
            self.assignments = [a, b]
        case .notCleared(let refusal):
            self.kind = .notCleared
            self.person = refusal.person
            self.refusal = refusal
        case .shortRest(let person, let a, let b, let minutes, let rule):
            self.kind = .shortRest
            self.person = person
            self.assignments = [a, b].compactMap(\.self)
            self.minutes = minutes
            self.citation = rule.citation
        }
    }

    static let members: [APIMember<ViolationAnswer>] = [
        APIMember("kind") { $0.kind }, APIMember("person") { $0.person }, APIMember("assignments") { $0.assignments },
        APIMember("shift") { $0.refusal?.shift },
        APIMember("reasons") { ($0.refusal?.reasons ?? []).map(Reason.init) }, APIMember("minutes") { $0.minutes },
        APIMember("citation") { $0.citation },
    ]

    /// A reason with all that the clearance tells.
    private struct Reason: APIObject {
        let reason: ClearanceReason

        static let members: [APIMember<Reason>] = [
            APIMember("requirement") { $0.reason.requirement }, APIMember("state") { $0.reason.state },
            APIMember("severity") { $0.reason.severity }, APIMember("name") { $0.reason.name },
            APIMember("jurisdiction") { $0.reason.jurisdiction },
            APIMember("covers_until") { $0.reason.coversUntil }, APIMember("covers_from") { $0.reason.coversFrom },
        ]
    }
}
