package import Postgres
package import PraxisCore

/// What the practice granted a person, suspended: nobody works from the first day on until the day of the reinstatement.
///
/// Source: medical staff bylaws (summary and automatic suspension); 45 CFR 60.12 for its report.
package struct Suspension: Hashable, Sendable, PostgresRow {
    package typealias ID = Identifier<Suspension>

    /// Why it came about.
    package enum Kind: String, CaseIterable, Sendable {
        /// Somebody ordered it, to protect patients.
        case summary
        /// The practice's own rules say so of a lapse, an exclusion or records that are not kept.
        case automatic

        package var title: String { self == .summary ? "Summary suspension" : "Automatic suspension" }
    }

    package let id: ID
    package let kind: Kind
    /// The first day without work, and the first day with work again, where that is decided.
    package let effectiveOn: LocalDate
    package let reinstatedOn: LocalDate?
    package let reason: String
    package let reinstatedBecause: String?
    package let orderedBy: String
    package let reinstatedBy: String?
    package let recordedAt: Instant

    /// Whether the person may not work on a day because of it.
    package func holds(on day: LocalDate) -> Bool { self.effectiveOn <= day && !self.isOver(on: day) }

    /// Whether it holds on no day from this one on; until then it can be lifted, or its lifting be put on another day.
    package func isOver(on day: LocalDate) -> Bool {
        self.reinstatedOn.map { $0 <= day || $0 == self.effectiveOn } ?? false
    }

    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .summary
        self.effectiveOn = try row.read()
        self.reinstatedOn = try row.read()
        self.reason = try row.read()
        self.reinstatedBecause = try row.read()
        self.orderedBy = try row.read()
        self.reinstatedBy = try row.read()
        self.recordedAt = try row.read()
    }
}

/// A suspension as somebody orders it.
package struct SuspensionDraft: Hashable, Sendable {
    package let kind: Suspension.Kind
    package let effectiveOn: LocalDate
    package let reason: String

    /// Reads the fields `kind`, `effective` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let kind = errors.check("kind", field("kind"), Suspension.Kind.init(rawValue:), else: "Choose why")
        let effective = errors.check(
            "effective", field("effective"), { LocalDate($0) }, else: "Enter the first day without work")
        let reason = errors.check(
            "reason", field("reason"), { (1...2000).contains($0.count) ? $0 : nil }, else: "Say why")
        guard errors.isEmpty, let kind, let effective, let reason else { throw errors }
        self.kind = kind
        self.effectiveOn = effective
        self.reason = reason
    }
}

/// The decision that lifts a suspension.
package struct ReinstatementDraft: Hashable, Sendable {
    package let effectiveOn: LocalDate
    package let reason: String

    /// Reads the fields `effective` and `reason`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        let effective = errors.check(
            "effective", field("effective"), { LocalDate($0) }, else: "Enter the first day with work again")
        let reason = errors.check(
            "reason", field("reason"), { (1...2000).contains($0.count) ? $0 : nil }, else: "Say why")
        guard errors.isEmpty, let effective, let reason else { throw errors }
        self.effectiveOn = effective
        self.reason = reason
    }
}
