import Postgres
import PraxisCore

extension RosterError {
    /// What the database refused, where it is one of the roster's own refusals.
    init?(refused error: PostgresError) {
        if error.constraint == "shift_template_name" {
            self = .templateNameTaken
            return
        }
        if error.constraint == "publication_number" {
            self = .replanned
            return
        }
        guard error.sqlState == .ruleRefused, let raised = error.raised else { return nil }
        let detail = JSONText(text: raised.detail ?? "{}")
        switch raised.code {
        case "not_cleared":
            guard let refusal = try? detail.decoded(as: NotCleared.self) else { return nil }
            self = .notCleared(ClearanceReason.binding(refusal.reasons))
        case "overlap":
            guard let refusal = try? detail.decoded(as: Overlap.self) else { return nil }
            self = .busy(refusal.busy.compactMap { Span($0.from, until: $0.to) })
        case "shift_canceled":
            self = .unknown
        default:
            return nil
        }
    }

    private struct NotCleared: Decodable {
        let reasons: [ClearanceReason]
    }

    private struct Overlap: Decodable {
        struct Interval: Decodable {
            let from: Instant
            let to: Instant
        }
        let busy: [Interval]
    }
}
