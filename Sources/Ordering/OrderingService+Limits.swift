package import Postgres
package import PraxisCore

extension OrderingService {
    /// The practice's approval limits; who has no row approves nothing.
    package func approvalLimits(as caller: Caller) async throws -> [ApprovalLimit] {
        try await self.database.read(as: caller, ApprovalLimitStore.limits())
    }

    /// Sets up to how much each of these tiers approves.
    package func set(_ limits: [ApprovalLimit], as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            let before = try await transaction.fetch(ApprovalLimitStore.limits())
            for limit in limits { try await transaction.run(ApprovalLimitStore.set(limit)) }
            try await transaction.run(
                AuditEvent(
                    "ordering.approval_limit.change", "approval_limit", caller.request,
                    before: try JSONText(Self.record(before)), after: try JSONText(Self.record(limits))
                ).append)
        }
    }

    private static func record(_ limits: [ApprovalLimit]) -> [String: String] {
        Dictionary(limits.map { ($0.tier.rawValue, $0.amount?.plain ?? "none") }) { first, _ in first }
    }
}

/// Queries about approval limits.
enum ApprovalLimitStore {
    static func limits() -> Query<ApprovalLimit> {
        Query("SELECT l.permission, l.amount FROM praxis.approval_limit l ORDER BY l.permission")
    }

    static func set(_ limit: ApprovalLimit) -> SQL {
        """
        INSERT INTO praxis.approval_limit AS l (permission, amount)
        VALUES (\(limit.tier), \(limit.amount))
            ON CONFLICT (practice_id, permission) DO UPDATE SET amount = excluded.amount
        """
    }
}

extension ApprovalLimit.Tier: PostgresEncodable, PostgresDecodable {}

extension ApprovalLimit: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.tier = try row.read()
        self.amount = try row.read()
    }
}
