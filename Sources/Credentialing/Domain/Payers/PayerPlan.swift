package import Postgres
package import PraxisCore

/// A plan of a payer that the practice bills.
package struct PayerPlan: Hashable, Sendable {
    package typealias ID = Identifier<PayerPlan>

    /// Whose dates it follows.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case medicare, medicaid, commercial, other

        package var title: String { self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst() }
    }

    /// The line of business.
    package enum Line: String, CaseIterable, Codable, Sendable {
        case partB = "part_b"
        case dmepos
        case medicareAdvantage = "medicare_advantage"
        case medicaid
        case medicaidManaged = "medicaid_managed"
        case hmo, ppo, exchange
        case workersCompensation = "workers_compensation"
        case other

        package var title: String {
            switch self {
            case .partB: "Medicare Part B"
            case .dmepos: "Medicare DMEPOS"
            case .medicareAdvantage: "Medicare Advantage"
            case .medicaid: "Medicaid"
            case .medicaidManaged: "Medicaid managed care"
            case .hmo: "HMO"
            case .ppo: "PPO"
            case .exchange: "Exchange"
            case .workersCompensation: "Workers' compensation"
            case .other: "Other"
            }
        }

        /// Medicare itself is these lines; an Advantage plan is a contract with a private payer.
        package var isMedicare: Bool { self == .partB || self == .dmepos }
        /// Whether it pays nothing for work of somebody who has opted out of Medicare.
        package var isOfMedicare: Bool { self.isMedicare || self == .medicareAdvantage }
    }

    package let id: ID
    package let payer: String
    package let name: String
    package let kind: Kind
    package let line: Line
    /// The practice credentials for the payer and sends rosters.
    package let isDelegated: Bool
    /// How many days before the application an enrollment may begin, where Medicare's rule does not say.
    package let backdateDays: Int
    /// The clinical roles that have to be enrolled.
    package let roles: [String]
    /// The states whose clinics it concerns; none means all.
    package let states: [String]
    package let startsOn: LocalDate
    /// Its last day.
    package let endsOn: LocalDate?
    package let version: Int

    package var title: String { "\(self.payer): \(self.name)" }
}

extension PayerPlan: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.payer = try row.read()
        self.name = try row.read()
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .other
        let line: String = try row.read()
        self.line = Line(rawValue: line) ?? .other
        self.isDelegated = try row.read()
        self.backdateDays = try row.read()
        self.roles = try row.read()
        self.states = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.version = try row.read()
    }
}
