package import Postgres
package import PraxisCore

/// A version of what is recorded of a deactivation by the payer; the next one takes its place, and it stays on record.
package struct Deactivation: Hashable, Sendable {
    package typealias ID = Identifier<Deactivation>

    /// The same in every version.
    package let id: ID
    package let deactivatedOn: LocalDate
    /// The day on which the new application was received.
    package let receivedOn: LocalDate?
    /// The payer's reason.
    package let reason: String
    package let version: Int
    /// Why it corrects the version before.
    package let correction: String?
    /// Whether it says that there was no deactivation.
    package let isWithdrawn: Bool
    package let isLatest: Bool
    package let recordedBy: String
    package let recordedAt: Instant

    package var isStanding: Bool { self.isLatest && !self.isWithdrawn }

    /// The days that it costs.
    package var gap: DeactivationGap? {
        DeactivationGap(deactivatedOn: self.deactivatedOn, receivedOn: self.receivedOn)
    }
}

extension Deactivation: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.deactivatedOn = try row.read()
        self.receivedOn = try row.read()
        self.reason = try row.read()
        self.version = try row.read()
        self.correction = try row.read()
        self.isWithdrawn = try row.read()
        self.isLatest = try row.read()
        self.recordedBy = try row.read()
        self.recordedAt = try row.read()
    }
}

/// What takes the place of a version that is wrong, and why.
package struct DeactivationCorrection: Hashable, Sendable {
    /// What it should have been; `nil` where there was no deactivation.
    package let draft: DeactivationDraft?
    package let reason: String

    /// Reads the fields `withdrawn` and `correction`, and those of a deactivation unless it is withdrawn.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let reason = errors.check(
            "correction", field("correction"), { (1...2000).contains($0.count) ? $0 : nil },
            else: "Say why it is corrected, in at most 2000 characters")
        var draft: DeactivationDraft?
        if field("withdrawn") == nil {
            do { draft = try DeactivationDraft(field) } catch {
                for entry in error.entries { errors.add(entry.field, entry.message) }
            }
        }
        guard errors.isEmpty, let reason else { throw errors }
        self.draft = draft
        self.reason = reason
    }

    /// What the audit trail keeps of it.
    var facts: [String: String] {
        guard let draft else { return ["withdrawn": "yes"] }
        return draft.facts
    }
}

extension Deactivation {
    /// What the audit trail keeps of it.
    var facts: [String: String] {
        [
            "deactivated": self.deactivatedOn.description, "received": self.receivedOn?.description ?? "",
            "reason": self.reason,
        ]
    }
}

extension DeactivationDraft {
    /// What the audit trail keeps of it.
    var facts: [String: String] {
        [
            "deactivated": self.deactivatedOn.description, "received": self.receivedOn?.description ?? "",
            "reason": self.reason,
        ]
    }
}
