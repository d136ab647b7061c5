package import Postgres
package import PraxisCore

/// A step that a file took.
package struct FileEvent: Hashable, Sendable {
    package let version: Int
    package let from: FileState
    package let to: FileState
    package let reason: String?
    package let by: String
    package let at: Instant
}

extension FileEvent: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.version = try row.read()
        let from: String = try row.read()
        self.from = FileState(rawValue: from) ?? .draft
        let to: String = try row.read()
        self.to = FileState(rawValue: to) ?? .draft
        self.reason = try row.read()
        self.by = try row.read()
        self.at = try row.read()
    }
}

/// Something that has to be looked into before the file is decided.
package struct FileFlag: Hashable, Sendable {
    package typealias ID = Identifier<FileFlag>

    /// What was found out about it.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case unfounded, stands

        package var title: String {
            switch self {
            case .unfounded: "Unfounded"
            case .stands: "Stands"
            }
        }
    }

    package let id: ID
    package let isRed: Bool
    package let element: String?
    package let summary: String
    package let raisedBy: String
    package let raisedAt: Instant
    package let step: Int
    package let outcome: Outcome?
    package let note: String?
    package let disposedBy: String?
}

extension FileFlag: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        let color: String = try row.read()
        self.isRed = color == "red"
        self.element = try row.read()
        self.summary = try row.read()
        self.raisedBy = try row.read()
        self.raisedAt = try row.read()
        self.step = try row.read()
        let outcome: String? = try row.read()
        self.outcome = outcome.flatMap(Outcome.init(rawValue:))
        self.note = try row.read()
        self.disposedBy = try row.read()
    }
}

/// A check of an element of a file at its source, whole.
package struct ElementCheck: Hashable, Sendable {
    package let id: Verification.ID
    package let element: String
    package let method: VerificationMethod
    package let source: String
    package let query: String?
    package let result: VerificationResult
    package let requestedAt: Instant?
    package let verifiedAt: Instant
    package let verifiedOn: LocalDate
    package let sourceAsOf: LocalDate?
    package let reference: String?
    /// What the source said, field by field.
    package let values: [String: String]
    /// What it says otherwise than the file.
    package let mismatches: [String: String]
    package let evidence: Evidence?
    /// A document of the person's that proves it, for who may see that there is one.
    package let document: ProvingDocument?
    package let spokenTo: String?
    package let note: String?
    package let isFetched: Bool
    package let verifiedBy: String
    package let reviewedBy: String?
    package let isAccepted: Bool?
    package let isSuperseded: Bool
    /// Why it corrects another.
    package let reason: String?
    package let recordedOn: LocalDate

    /// Whether it was put on record later than it was made.
    package var isRecordedLate: Bool { CheckDay(self.verifiedOn, recorded: self.recordedOn).isRecordedLate }
}

/// A document of a person's that shows what a source answered.
package struct ProvingDocument: Hashable, Sendable {
    package let id: Document.ID
    package let name: String
    /// Its SHA-256.
    package let digest: [UInt8]

    init?(row: inout RowReader) throws(PostgresError) {
        let id: Document.ID? = try row.read()
        let name: String? = try row.read()
        let digest: [UInt8]? = try row.read()
        guard let id, let name, let digest else { return nil }
        self.id = id
        self.name = name
        self.digest = digest
    }
}

extension ElementCheck: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.element = try row.read()
        let method: String = try row.read()
        self.method = VerificationMethod(rawValue: method) ?? .web
        self.source = try row.read()
        self.query = try row.read()
        let result: String = try row.read()
        self.result = VerificationResult(rawValue: result) ?? .inconclusive
        self.requestedAt = try row.read()
        self.verifiedAt = try row.read()
        self.verifiedOn = try row.read()
        self.sourceAsOf = try row.read()
        self.reference = try row.read()
        let values: JSONText = try row.read()
        self.values = (try? values.decoded()) ?? [:]
        let mismatches: JSONText = try row.read()
        self.mismatches = (try? mismatches.decoded()) ?? [:]
        let evidence: Evidence.ID? = try row.read()
        let name: String? = try row.read()
        let digest: [UInt8]? = try row.read()
        self.evidence = evidence.map { Evidence(id: $0, name: name ?? "", digest: digest ?? []) }
        self.document = try ProvingDocument(row: &row)
        self.spokenTo = try row.read()
        self.note = try row.read()
        self.isFetched = try row.read()
        self.verifiedBy = try row.read()
        self.reviewedBy = try row.read()
        self.isAccepted = try row.read()
        self.isSuperseded = try row.read()
        self.reason = try row.read()
        self.recordedOn = try row.read()
    }
}

/// A document that proves a check or a decision; by its digest it is the same for ever.
package struct Evidence: Hashable, Sendable {
    package typealias ID = Identifier<Evidence>

    package let id: ID
    package let name: String
    /// SHA-256 of its bytes.
    package let digest: [UInt8]
}

/// A document with its bytes.
package struct EvidenceContent: PostgresRow, Codable, Sendable {
    package let name: String
    package let mediaType: String
    package let bytes: [UInt8]

    package init(row: inout RowReader) throws(PostgresError) {
        self.name = try row.read()
        self.mediaType = try row.read()
        self.bytes = try row.read()
    }
}

/// Whom a practice asks about an element.
package struct VerificationSource: Hashable, Sendable {
    package typealias ID = Identifier<VerificationSource>

    package let id: ID
    package let element: String
    package let name: String
    package let authority: String
    package let kind: String
    package let address: String?
    package let phone: String?
}

extension VerificationSource: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.element = try row.read()
        self.name = try row.read()
        self.authority = try row.read()
        self.kind = try row.read()
        self.address = try row.read()
        self.phone = try row.read()
    }
}

/// A signed application, frozen.
package struct Attestation: Hashable, Sendable {
    package let attempt: Int
    /// What was signed, for its own person; others open it.
    package let content: [UInt8]
    package let digest: [UInt8]
    package let signature: String
    package let signedOn: LocalDate
    package let signedAt: Instant
}

extension Attestation: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.attempt = try row.read()
        self.content = try row.read()
        self.digest = try row.read()
        self.signature = try row.read()
        self.signedOn = try row.read()
        self.signedAt = try row.read()
    }
}
