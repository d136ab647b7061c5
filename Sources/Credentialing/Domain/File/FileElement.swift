package import Postgres
package import PraxisCore

/// Something that a file verifies, such as the license or the work history.
package struct FileElement: Hashable, Sendable {
    package let code: String
    package let title: String
    /// Whether only those who prepare and decide files see what the source answered.
    package let isPeerReview: Bool
}

extension FileElement: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.title = try row.read()
        self.isPeerReview = try row.read()
    }
}

/// How an element of a file stands for the decision on its planned day.
package struct ChecklistItem: Hashable, Sendable {
    /// Where an element stands.
    package enum Status: String, CaseIterable, Codable, Sendable {
        case satisfied, excepted, missing, unreviewed, unusable, unattached, aged, barred, lapsed
        case otherLicense = "other_license"

        package var isDone: Bool { self == .satisfied || self == .excepted }

        package var title: String {
            switch self {
            case .satisfied: "Verified"
            case .excepted: "Does not apply"
            case .missing: "Missing"
            case .unreviewed: "To review"
            case .unusable: "Not confirmed"
            case .unattached: "Of no credential on file"
            case .otherLicense: "Of another role or state"
            case .aged: "Too old"
            case .barred: "Barred by then"
            case .lapsed: "Lapsed by then"
            }
        }
    }

    package let element: String
    /// The state in which it is judged, where it is in each; the title names it too.
    package let state: String?
    package let title: String
    package let isPeerReview: Bool
    package let citation: String
    package let status: Status
    package let verification: Verification.ID?
    package let verifiedOn: LocalDate?
    /// Computed by the rule of the planned day, never typed.
    package let usableUntil: LocalDate?
    package let rule: String?
    /// Why it does not apply.
    package let exception: String?
    /// Whether a practice may document that it does not apply; never what everybody has to show.
    package let isExceptable: Bool
    /// Whether a check of it is of a credential on file.
    package let isOfCredential: Bool
}

extension ChecklistItem: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.element = try row.read()
        self.state = try row.read()
        self.title = try row.read()
        self.isPeerReview = try row.read()
        self.citation = try row.read()
        let status: String = try row.read()
        self.status = Status(rawValue: status) ?? .missing
        self.verification = try row.read()
        self.verifiedOn = try row.read()
        self.usableUntil = try row.read()
        self.rule = try row.read()
        self.exception = try row.read()
        self.isExceptable = try row.read()
        self.isOfCredential = try row.read()
    }
}
