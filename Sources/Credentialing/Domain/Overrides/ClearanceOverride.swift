package import FoundationEssentials
package import Postgres
package import PraxisCore

/// One requirement waived for one person at one clinic for a while: asked for by one, approved by another.
package struct ClearanceOverride: Hashable, Sendable {
    package typealias ID = Identifier<ClearanceOverride>

    /// Where it stands.
    package enum State: String, CaseIterable, Sendable {
        case requested, approved, refused, withdrawn, revoked, over

        package var title: String {
            switch self {
            case .requested: "Waits for approval"
            case .approved: "Approved"
            case .refused: "Refused"
            case .withdrawn: "Withdrawn"
            case .revoked: "Revoked"
            case .over: "Over"
            }
        }
    }

    package let id: ID
    package let person: Person.ID
    package let name: String
    package let clinicID: UUID
    package let clinic: String
    package let clinicSlug: Slug
    package let zone: Zone
    package let role: String
    package let requirement: String
    package let requirementName: String
    /// The one shift that it is for.
    package let shift: String?
    package let starts: Instant
    /// It expires here.
    package let ends: Instant
    package let reason: String
    package let state: State
    /// The last step of its decision; what the next one must name.
    package let step: Int
    package let requestedBy: String
    package let requestedAt: Instant
    package let decidedBy: String?
    package let decidedAt: Instant?
    package let note: String?
    /// Whether the caller asked for it.
    package let isOwn: Bool

    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

/// What may be decided about an override.
package enum OverrideDecision: String, CaseIterable, Sendable {
    case approved, refused, withdrawn, revoked

    package var title: String {
        switch self {
        case .approved: "Approve"
        case .refused: "Refuse"
        case .withdrawn: "Withdraw the request"
        case .revoked: "Revoke"
        }
    }
}

extension ClearanceOverride.State: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { String.postgresType }
    package var postgresText: String { self.rawValue }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        self.init(rawValue: String(decoding: bytes, as: UTF8.self))
    }
}

extension ClearanceOverride: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.clinicID = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.zone = try row.read()
        self.role = try row.read()
        self.requirement = try row.read()
        self.requirementName = try row.read()
        self.shift = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.reason = try row.read()
        self.state = try row.read()
        self.step = try row.read()
        self.requestedBy = try row.read()
        self.requestedAt = try row.read()
        self.decidedBy = try row.read()
        self.decidedAt = try row.read()
        self.note = try row.read()
        self.isOwn = try row.read()
    }
}

/// What an override is asked for: the interval with what credentialing says about it.
package struct OverrideQuestion: Hashable, Sendable {
    package let person: Person.ID
    package let name: String
    package let role: String
    /// The name of the shift, where it is about one.
    package let shift: String?
    package let starts: Instant
    package let ends: Instant
    package let zone: Zone
    package let answer: ClearanceAnswer

    /// What stands in the way and has no override yet.
    package var blocking: [ClearanceReason] { self.answer.reasons.filter { $0.severity == "block" } }
}

extension OverrideQuestion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.person = try row.read()
        self.name = try row.read()
        self.role = try row.read()
        self.shift = try row.read()
        self.starts = try row.read()
        self.ends = try row.read()
        self.zone = try row.read()
        self.answer = try ClearanceAnswer(row: &row)
    }
}
