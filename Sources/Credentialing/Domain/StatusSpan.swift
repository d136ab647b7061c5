package import Postgres
package import PraxisCore

/// What a board did to a credential, and for which days; the last day does not belong to it.
package struct StatusSpan: Hashable, Sendable {
    package typealias ID = Identifier<StatusSpan>

    /// What the board did.
    package enum Status: String, CaseIterable, Codable, Sendable {
        case suspended, revoked, surrendered, inactive, restricted, probation
        /// A multistate license that holds in its own state alone from now on.
        case singleState = "single_state"
        /// A license of its own state that other states of the compact honor from then on.
        case multistate

        /// The holder filed the renewal while a verified term ran: where a rule lets it, the authority goes on until the agency
        /// acts. It is there from the day of filing until the day on which it no longer helps.
        case renewalFiled = "renewal_filed"

        /// Whether work under the credential stops.
        package var bars: Bool { ![.restricted, .probation, .singleState, .multistate, .renewalFiled].contains(self) }
        package var title: String {
            switch self {
            case .singleState: "Single-state only"
            case .multistate: "Multistate license of the compact"
            case .renewalFiled: "Renewal filed in time"
            default: self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst()
            }
        }
    }

    package let id: ID
    package let credential: Credential.ID
    package let status: Status
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let source: String
}

extension StatusSpan: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.credential = try row.read()
        let status: String = try row.read()
        self.status = Status(rawValue: status) ?? .suspended
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.source = try row.read()
    }
}
