package import Postgres
package import PraxisCore

/// One check of a clinic's certificate at its source; it is never changed, only corrected by a later one.
package struct ClinicCheck: Hashable, Sendable {
    package typealias ID = Identifier<Verification>

    package let id: ID
    package let term: ClinicTerm.ID
    package let method: VerificationMethod
    package let source: String
    package let query: String?
    package let result: VerificationResult
    /// What the source prints, and by field how that differs from what is on file.
    package let values: [String: String]
    package let mismatches: [String: String]
    package let reference: String?
    package let spokenTo: String?
    /// The name of the document that proves it.
    package let document: String?
    package let sourceAsOf: LocalDate?
    package let note: String?
    /// Why it corrects another.
    package let reason: String?
    package let verifiedAt: Instant
    package let verifiedBy: String
    package let isSuperseded: Bool
}

extension ClinicCheck: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.term = try row.read()
        let method: String = try row.read()
        self.method = VerificationMethod(rawValue: method) ?? .web
        self.source = try row.read()
        self.query = try row.read()
        let result: String = try row.read()
        self.result = VerificationResult(rawValue: result) ?? .inconclusive
        let values: JSONText = try row.read()
        self.values = (try? values.decoded()) ?? [:]
        let mismatches: JSONText = try row.read()
        self.mismatches = (try? mismatches.decoded()) ?? [:]
        self.reference = try row.read()
        self.spokenTo = try row.read()
        self.document = try row.read()
        self.sourceAsOf = try row.read()
        self.note = try row.read()
        self.reason = try row.read()
        self.verifiedAt = try row.read()
        self.verifiedBy = try row.read()
        self.isSuperseded = try row.read()
    }
}
