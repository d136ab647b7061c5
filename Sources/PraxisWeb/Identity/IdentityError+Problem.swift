import HTTPTypes
import Identity
import PraxisCore

extension IdentityError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .wrongCredentials, .wrongCode, .weakPassword, .reachOfRole, .endBeforeStart, .auditorNeedsEnd:
            Problem(.unprocessableContent, self.code, self.sentence)
        case .tooManyTries(let seconds):
            Problem(.tooManyRequests, self.code, self.sentence, headers: [.retryAfter: String(seconds)])
        case .overloaded: .busy(self.code)
        case .deadLink: Problem(.gone, self.code, self.sentence, detail: "Ask for a new one.")
        case .staleEnrollment, .shownBefore: Problem(.conflict, self.code, self.sentence)
        case .stale(let seen, let now): .stale(seen: seen, now: now)
        case .notFound: .notFound
        }
    }

    /// Stable, for programs.
    private var code: String {
        switch self {
        case .wrongCredentials: "wrong_credentials"
        case .tooManyTries: "too_many_tries"
        case .overloaded: "busy"
        case .wrongCode: "wrong_code"
        case .deadLink: "dead_link"
        case .staleEnrollment: "enrollment_expired"
        case .weakPassword: "weak_password"
        case .shownBefore: "shown_before"
        case .stale: "stale_version"
        case .reachOfRole: "reach_of_role"
        case .endBeforeStart: "end_before_start"
        case .auditorNeedsEnd: "auditor_needs_end"
        case .notFound: "not_found"
        }
    }

    /// What a page says.
    var sentence: String {
        switch self {
        case .wrongCredentials: "Email and password do not match an account"
        case .tooManyTries(let seconds): "Too many tries; wait \(Self.readable(seconds)) and try again"
        case .overloaded: "Many people are signing in; try again in a moment"
        case .wrongCode: "This is not the code of this moment; wait for the next one and enter that"
        case .deadLink: "This link was used or has run out"
        case .staleEnrollment: "The page was open too long; scan the new code"
        case .weakPassword(let refusal): refusal.message
        case .shownBefore: "This was shown once and cannot be shown again"
        case .stale: "Somebody changed this in the meantime"
        case .reachOfRole: "Choose where the role holds: a staff member's for the own rows, all others not"
        case .endBeforeStart: "The role would end before it begins"
        case .auditorNeedsEnd: "An auditor's role needs an end"
        case .notFound: "There is nothing here"
        }
    }

    private static func readable(_ seconds: Int) -> String {
        seconds < 90 ? counted(seconds, "second", "seconds") : "\((seconds + 59) / 60) minutes"
    }
}
