package import Postgres
package import PraxisCore

/// A certificate that a clinic does not hold, or holds with limits, on the day on which something for its service is needed.
package struct ServiceLack: Equatable, Sendable {
    /// The service as credentialing names it, and in words.
    package let service: String
    package let serviceName: String
    package let certificate: String
    /// `block`, `warn` or `inform`: what the practice's requirement makes of it. It never stops an order.
    package let severity: String
    /// `missing`, `unverified`, `expired`, `gap` or `not_yet_effective`; what an authority did, such as `suspended`; or
    /// `restricted`.
    package let state: String
    package let coversUntil: LocalDate?
    package let coversFrom: LocalDate?
    package let citation: String

    package init(
        service: String, serviceName: String, certificate: String, severity: String, state: String,
        coversUntil: LocalDate? = nil, coversFrom: LocalDate? = nil, citation: String = ""
    ) {
        self.service = service
        self.serviceName = serviceName
        self.certificate = certificate
        self.severity = severity
        self.state = state
        self.coversUntil = coversUntil
        self.coversFrom = coversFrom
        self.citation = citation
    }

    /// One sentence for people.
    package var sentence: String {
        let found =
            switch self.state {
            case "expired", "gap": "ended" + (self.coversUntil.map { " on \($0.readable)" } ?? "")
            case "not_yet_effective": "begins" + (self.coversFrom.map { " on \($0.readable)" } ?? " later")
            case "unverified": "is not verified"
            case "missing": "is missing"
            case "restricted": "is limited or under conditions"
            default: "is \(self.state)"
            }
        return "\(self.serviceName): the clinic’s \(self.certificate) \(found)"
    }
}

extension ServiceLack: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            service: try row.read(), serviceName: try row.read(), certificate: try row.read(),
            severity: try row.read(), state: try row.read(), coversUntil: try row.read(),
            coversFrom: try row.read(), citation: try row.read())
    }
}
