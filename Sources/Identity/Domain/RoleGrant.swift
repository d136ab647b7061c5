package import FoundationEssentials
package import Postgres
package import PraxisCore

/// A role that an account holds, where and when.
package struct RoleGrant: PostgresRow {
    package typealias ID = Identifier<RoleGrant>

    /// How somebody came by it.
    package enum Kind: String, CaseIterable, Sendable {
        case normal, delegated
        case breakGlass = "break_glass"
    }

    package let id: ID
    package let role: UUID
    package let roleName: String
    /// The clinic; `nil` for the whole practice or for one's own rows.
    package let clinicName: String?
    /// Only the person's own rows.
    package let isForSelf: Bool
    package let starts: Instant
    package let ends: Instant?
    package let kind: Kind
    package let reason: String
    /// Waits for a second administrator.
    package let isPending: Bool
    package let grantedBy: UUID
    /// Valid now.
    package let isCurrent: Bool

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.role = try row.read()
        self.roleName = try row.read()
        self.clinicName = try row.read()
        self.isForSelf = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.kind = Kind(rawValue: try row.read()) ?? .normal
        self.reason = try row.read()
        self.isPending = try row.read()
        self.grantedBy = try row.read()
        self.isCurrent = try row.read()
    }
}

/// A role to be given.
package struct NewGrant: Sendable {
    /// In which part of the practice it holds.
    package enum Reach: Hashable, Sendable {
        case practice
        case clinic(UUID)
        /// The account's own person.
        case own
    }

    package let account: Account.ID
    package let role: UUID
    package let reach: Reach
    /// Now where it names none.
    package let starts: Instant?
    package let ends: Instant?
    package let reason: String

    package init(account: Account.ID, role: UUID, reach: Reach, starts: Instant?, ends: Instant?, reason: String) {
        self.account = account
        self.role = role
        self.reach = reach
        self.starts = starts
        self.ends = ends
        self.reason = reason
    }
}
