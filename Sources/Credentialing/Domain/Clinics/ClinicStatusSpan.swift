package import Postgres
package import PraxisCore

/// What an authority did to a clinic's certificate, and for which days; the last day does not belong to it.
package struct ClinicStatusSpan: Hashable, Sendable {
    package typealias ID = Identifier<ClinicStatusSpan>

    /// What the authority did.
    package enum Status: String, CaseIterable, Codable, Sendable {
        case suspended, revoked, surrendered, inactive, limited
        /// Deficiencies at condition level: the authority lets work go on while they are put right.
        case conditionLevel = "condition_level"

        /// Whether work under the certificate stops.
        package var bars: Bool { self != .limited && self != .conditionLevel }
        package var title: String {
            switch self {
            case .conditionLevel: "Condition-level deficiencies"
            default: self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst()
            }
        }
    }

    package let id: ID
    package let credential: ClinicCredential.ID
    package let status: Status
    package let startsOn: LocalDate
    package let endsOn: LocalDate?
    package let source: String
}

extension ClinicStatusSpan: PostgresRow {
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
