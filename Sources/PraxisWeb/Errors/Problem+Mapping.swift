import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import PraxisCore

extension Problem {
    /// What to tell the caller about any error. Whatever is not known here is a defect: 500, and nothing of it is told.
    init(_ error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as any ProblemConvertible: self = error.problem
        case let error as FieldErrors: self.init(error)
        case let error as PostgresError: self.init(error)
        case let error as BadRequest: self.init(error.status, error.code, error.message)
        case is NotFound: self = .notFound
        case is SignInRequired: self = .signInRequired
        case is Forbidden: self = .forbidden
        case let error as VersionConflict:
            self = error.now == nil ? .notFound : .stale(seen: error.seen, now: error.now)
        case is KnownPerson:
            self.init(
                .conflict, "person_known", "Somebody with this name and date of birth is on record",
                detail: "Nothing was changed. Add an employment to them, or say that this is another person.")
        case is IdempotencyError: self = .keyReused
        case let error as MethodNotAllowed: self.init(error)
        case let error as TooManyRequests: self.init(error)
        case is DeadlineExceeded, is CancellationError: self = .late
        case is NIOTooManyBytesError:
            self.init(.contentTooLarge, "too_large", "What was sent is larger than this page takes")
        case let error as HTTPError: self.init(error)
        default: self = .defect
        }
    }

    private init(_ error: FieldErrors) {
        self.init(
            .unprocessableContent, "invalid_fields", "Some fields need another look",
            detail: "Nothing was changed. Each field says what it needs.", fields: error)
    }

    private init(_ error: MethodNotAllowed) {
        let names = error.allowed.map(\.rawValue).joined(separator: ", ")
        self.init(
            .methodNotAllowed, "method_not_allowed", "This cannot be done here", detail: "Allowed: \(names)",
            headers: [.allow: names])
    }

    private init(_ error: TooManyRequests) {
        self.init(
            .tooManyRequests, "too_many_requests", "Too many requests in a short time",
            detail: "Try again in \(counted(error.seconds, "second", "seconds")).",
            headers: [.retryAfter: String(error.seconds)])
    }

    private init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self = .notFound
        case .unauthorized: self = .signInRequired
        default: self.init(error.status, "bad_request", "The server cannot read this request")
        }
    }

    static let notFound = Problem(
        .notFound, "not_found", "There is nothing here",
        detail: "It may have moved, it may never have been, or your account may not see it.")
    static let signInRequired = Self.signInRequired(nil)

    /// - Parameter code: what a session still lacks, such as `second_factor_required`.
    static func signInRequired(_ code: String?) -> Problem {
        let isKnown = ["second_factor_required", "enrollment_required"].contains(code)
        return Problem(
            .unauthorized, isKnown ? code ?? "" : "sign_in_required", "Sign in first",
            headers: [.wwwAuthenticate: "Bearer realm=\"praxis\""])
    }

    static let forbidden = Problem(
        .forbidden, "permission_missing", "Your account may not do this",
        detail: "An administrator of the practice can change what your account may do.")
    static let keyReused = Problem(
        .unprocessableContent, "idempotency_key_reused", "This was sent before with other contents",
        detail: "Open the form again and send it from there.")
    static let defect = Problem(
        .internalServerError, "internal_error", "Something went wrong on our side",
        detail: "Look whether your change is there. The number below finds it in the log.")
    static let late = Problem(
        .serviceUnavailable, "deadline_exceeded", "This took too long",
        detail: "Look whether your change is there before you send it again.", headers: [.retryAfter: "2"])

    static func conflict(_ code: String, reasons: JSONText?) -> Problem {
        Problem(
            .conflict, code, "Somebody changed this in the meantime",
            detail: "Open it again to see how it stands now, then repeat your change.", reasons: reasons)
    }

    /// The version that the caller saw is not the one that holds; both are told where they are known.
    static func stale(seen: Int?, now: Int?) -> Problem {
        guard let seen, let now else { return .conflict("stale_version", reasons: nil) }
        return Problem(
            .conflict, "stale_version", "Somebody changed this in the meantime",
            detail: "You saw version \(seen), it is version \(now) now. Open it again, then repeat your change.",
            reasons: try? JSONText(["seen": seen, "now": now]))
    }

    static func busy(_ code: String) -> Problem {
        Problem(
            .serviceUnavailable, code, "The server is busy", detail: "Nothing was changed. Try again in a moment.",
            headers: [.retryAfter: "2"])
    }

    static func refused(_ code: String, reasons: JSONText?) -> Problem {
        Problem(.unprocessableContent, code, Self.sentence(code), reasons: reasons)
    }

    /// A stable code as words: `budget_exceeded` is “Budget exceeded”.
    static func sentence(_ code: String) -> String {
        let words = code.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
