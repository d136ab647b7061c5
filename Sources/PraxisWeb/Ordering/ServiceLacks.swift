import HTML
import Ordering
import PraxisCore

/// What the clinic may not do with what is ordered: a warning that stops nothing.
func lacksNotice(_ lacks: [ServiceLack], at clinic: String) -> HTML {
    if lacks.isEmpty { return HTML() }
    return notice(
        lacks.contains { $0.severity == "block" } ? .bad : lacks.contains { $0.severity == "warn" } ? .warn : .info,
        lacks.allSatisfy { $0.state == "restricted" }
            ? "A certificate of \(clinic) for what is ordered is limited"
            : "\(clinic) lacks a certificate for what is ordered"
    ) {
        ul {
            for lack in lacks {
                li {
                    lack.sentence
                    small { " " + lack.citation }
                }
            }
        }
    }
}

/// With the sentence that people see.
extension ServiceLack: APIObject {
    static let members: [APIMember<ServiceLack>] = [
        APIMember("service") { $0.service }, APIMember("certificate") { $0.certificate },
        APIMember("severity") { $0.severity }, APIMember("state") { $0.state },
        APIMember("sentence") { $0.sentence }, APIMember("covers_until") { $0.coversUntil },
        APIMember("covers_from") { $0.coversFrom }, APIMember("citation") { $0.citation },
    ]
}
