package import Postgres
package import PraxisCore

/// The clinic that a page is about, with the day that it is there.
package struct ClinicSite: Hashable, Sendable {
    package let id: Identifier<ClinicSite>
    package let slug: Slug
    package let name: String
    package let today: LocalDate
}

extension ClinicSite: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.slug = try row.read()
        self.name = try row.read()
        self.today = try row.read()
    }
}

/// A kind of certificate that a clinic holds, such as a CLIA certificate.
package struct ClinicCredentialType: Hashable, Sendable, PostgresRow {
    package let code: String
    package let name: String
    /// Whether the practice added it.
    package let isOwn: Bool

    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
        self.isOwn = try row.read()
    }
}

/// What a clinic itself holds: it allows services there, to everybody or to nobody.
package struct ClinicCredential: Hashable, Sendable {
    package typealias ID = Identifier<ClinicCredential>

    package let id: ID
    package let type: String
    package let typeName: String
    package let number: String?
    package let issuer: String?

    package var title: String { self.number.map { "\(self.typeName) \($0)" } ?? self.typeName }
}

extension ClinicCredential: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.type = try row.read()
        self.typeName = try row.read()
        self.number = try row.read()
        self.issuer = try row.read()
    }
}

/// One validity of a clinic's certificate, with the latest check that had an answer.
package struct ClinicTerm: Hashable, Sendable {
    package typealias ID = Identifier<ClinicTerm>

    package let id: ID
    package let credential: ClinicCredential.ID
    package let issuedOn: LocalDate
    package let expiresOn: LocalDate?
    package let isVerified: Bool
    /// The last day that was verified, where a later check no longer confirms it.
    package let countedThrough: LocalDate?
    package let result: VerificationResult?
    package let verifiedAt: Instant?
    package let verifiedBy: String?
    package let source: String?
}

extension ClinicTerm: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.credential = try row.read()
        self.issuedOn = try row.read()
        self.expiresOn = try row.read()
        self.isVerified = try row.read()
        self.countedThrough = try row.read()
        let result: String? = try row.read()
        self.result = result.flatMap(VerificationResult.init)
        self.verifiedAt = try row.read()
        self.verifiedBy = try row.read()
        self.source = try row.read()
    }
}

/// Whether a clinic may do something today, and until when.
package struct ServiceStanding: Hashable, Sendable {
    package let clinic: String
    package let clinicSlug: Slug
    package let type: String
    package let typeName: String
    /// What it is needed for; every shift where there is none.
    package let service: String?
    package let severity: String
    package let citation: String
    package let isCovered: Bool
    package let coveredUntil: LocalDate?
    /// What the authority did that bars it today.
    package let barredBy: ClinicStatusSpan.Status?
    /// Whether the certificate has limits or conditions today.
    package let isLimited: Bool
}

extension ServiceStanding: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.type = try row.read()
        self.typeName = try row.read()
        self.service = try row.read()
        self.severity = try row.read()
        self.citation = try row.read()
        self.isCovered = try row.read()
        self.coveredUntil = try row.read()
        let status: String? = try row.read()
        self.barredBy = status.flatMap(ClinicStatusSpan.Status.init)
        self.isLimited = try row.read()
    }
}

/// Who directs a clinic's laboratory from a day on, and until when the program is to be told.
package struct LaboratoryDirector: Hashable, Sendable {
    package typealias ID = Identifier<LaboratoryDirector>

    package let id: ID
    package let clinic: String
    package let clinicSlug: Slug
    package let name: String
    package let startsOn: LocalDate
    package let noticeDue: LocalDate?
    package let notifiedOn: LocalDate?

    package var isNoticeOpen: Bool { self.noticeDue != nil && self.notifiedOn == nil }
}

extension LaboratoryDirector: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.clinic = try row.read()
        self.clinicSlug = try row.read()
        self.name = try row.read()
        self.startsOn = try row.read()
        self.noticeDue = try row.read()
        self.notifiedOn = try row.read()
    }
}

/// Everything that a clinic holds, what it may do by it, and who directs its laboratory.
package struct ClinicFile: Hashable, Sendable {
    package let site: ClinicSite
    package let types: [ClinicCredentialType]
    package let credentials: [ClinicCredential]
    package let terms: [ClinicTerm]
    package let statuses: [ClinicStatusSpan]
    package let checks: [ClinicCheck]
    package let documents: [ClinicDocument]
    package let standing: [ServiceStanding]
    package let directors: [LaboratoryDirector]

    /// The terms of one certificate, the latest first.
    package func terms(of credential: ClinicCredential.ID) -> [ClinicTerm] {
        self.terms.filter { $0.credential == credential }
    }

    /// What authorities did to one certificate, the latest first.
    package func statuses(of credential: ClinicCredential.ID) -> [ClinicStatusSpan] {
        self.statuses.filter { $0.credential == credential }
    }

    /// The checks of one term, the latest first.
    package func checks(of term: ClinicTerm.ID) -> [ClinicCheck] { self.checks.filter { $0.term == term } }

    /// The documents of one certificate, the latest first.
    package func documents(of credential: ClinicCredential.ID) -> [ClinicDocument] {
        self.documents.filter { $0.credential == credential }
    }
}
