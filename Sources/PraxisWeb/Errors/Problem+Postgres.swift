import HTTPTypes
import Postgres
import PraxisCore

extension Problem {
    /// What a refusal or failure of the database means to the caller.
    init(_ error: PostgresError) {
        if error.isOutcomeUnknown {
            self = Problem(
                .serviceUnavailable, "outcome_unknown", "It is not known whether this was saved",
                detail: "Look whether your change is there before you send it again.",
                headers: [.retryAfter: "2"])
            return
        }
        if error.isTemporary, error.sqlState == nil {
            self = .busy("unavailable")
            return
        }
        guard let state = error.sqlState?.rawValue else {
            self = .defect
            return
        }
        let refusal = error.raised
        switch state {
        case "PX401": self = .signInRequired(refusal?.code)
        case "PX403": self = Self.forbidden(refusal?.code, reasons: refusal?.detail.map(JSONText.init(text:)))
        case "PX404": self = .notFound
        case "PX409": self = .conflict(refusal?.code ?? "conflict", reasons: refusal?.detail.map(JSONText.init(text:)))
        case "PX422": self = .refused(refusal?.code ?? "refused", reasons: refusal?.detail.map(JSONText.init(text:)))
        case "PX503": self = .onHold(refusal?.code)
        default: self.init(state: state)
        }
    }

    /// Nothing can be changed until an operator has said so; reading goes on.
    private static func onHold(_ code: String?) -> Problem {
        Problem(
            .serviceUnavailable, code ?? "on_hold", "Nothing can be changed at the moment",
            detail:
                "The practice's records were put back to an earlier state, and whoever runs this server must confirm "
                + "that first. What you see is up to date with that state.",
            headers: [.retryAfter: "60"])
    }

    /// Duties of two people in one hand conflict: another person may do what this one may not.
    private static func forbidden(_ code: String?, reasons: JSONText?) -> Problem {
        guard let code, code != "permission_missing" else { return .forbidden }
        let status: HTTPResponse.Status = code == "sod_violation" ? .conflict : .forbidden
        return Problem(status, code, Self.sentence(code), reasons: reasons)
    }

    /// By the classes of SQLSTATE.
    private init(state: String) {
        switch state {
        case "42501": self = .forbidden
        case "23505", "23P01":
            self = Problem(
                .conflict, "already_there", "There is one like it already",
                detail: "Nothing was changed. Look for the one that is there.")
        case "23503":
            self = Problem(
                .conflict, "in_use", "Something else refers to this, or what it refers to is gone",
                detail: "Nothing was changed.")
        case "22000", "22001", "22003", "22007", "22008", "22P02", "22P05", "23502", "23514":
            self = Problem(
                .unprocessableContent, "value_refused", "A value is outside of what can be kept",
                detail: "Nothing was changed.")
        case _ where state.hasPrefix("40") || state == "55P03": self = .busy("retry")
        case "57014", "25P03": self = .busy("deadline_exceeded")
        case _ where state.hasPrefix("08") || state.hasPrefix("53") || state.hasPrefix("57P"):
            self = .busy("unavailable")
        default: self = .defect
        }
    }
}
