/// One line of the doctor: how something is, and what to do where it is not well.
package struct Finding: Encodable, Sendable {
    /// How well it is.
    package enum State: String, Encodable, Sendable {
        case good, warning, bad
    }

    package let check: String
    package let state: State
    package let detail: String
    package let remedy: String?

    static func good(_ check: String, _ detail: String = "") -> Finding {
        Finding(check: check, state: .good, detail: detail, remedy: nil)
    }

    static func warning(_ check: String, _ detail: String, _ remedy: String) -> Finding {
        Finding(check: check, state: .warning, detail: detail, remedy: remedy)
    }

    static func bad(_ check: String, _ detail: String, _ remedy: String) -> Finding {
        Finding(check: check, state: .bad, detail: detail, remedy: remedy)
    }

    /// Good where nothing is wrong, else bad with everything that is.
    static func judging(_ check: String, _ wrong: [String], _ remedy: String) -> Finding {
        wrong.isEmpty ? .good(check) : .bad(check, wrong.joined(separator: "; "), remedy)
    }
}

extension Finding {
    /// How the daemon answers on its admin listener; it may well be stopped while an operator works.
    package static func ofDaemon(isReady: Bool, detail: String) -> Finding {
        isReady ? .good("daemon", detail) : .warning("daemon", detail, "start praxisd, or see its log")
    }
}
