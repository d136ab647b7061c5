import Budgeting
import PraxisCore

/// A budget version as the API tells it.
struct VersionBody: Encodable {
    let id: BudgetVersion.ID
    let year: String
    let kind: String
    let name: String
    let status: String
    let controls: Bool
    let reason: String?
    let returnReason: String?
    let version: Int
    let created: Instant
    let approved: Instant?

    init(_ version: BudgetVersion) {
        self.id = version.id
        self.year = version.year.description
        self.kind = version.kind.rawValue
        self.name = version.name
        self.status = version.status.rawValue
        self.controls = version.controls
        self.reason = version.reason
        self.returnReason = version.returnReason
        self.version = version.version
        self.created = version.created
        self.approved = version.approved
    }
}

/// The year of one cell of a version as the API tells it.
struct VersionLineBody: Encodable {
    let clinic: String
    let account: String
    let name: String
    let type: String
    let amount: String
    let current: String

    init(_ line: VersionLine) {
        self.clinic = line.clinic.slug.description
        self.account = line.code.description
        self.name = line.name
        self.type = line.type.rawValue
        self.amount = line.amount.plain
        self.current = (line.current ?? .zero).plain
    }
}

/// What a budget file would change, as the API tells it.
struct PreviewBody: Encodable {
    struct Line: Encodable {
        let clinic: String
        let account: String
        let amount: String
        let current: String
    }

    let revision: Bool
    let untouched: Int
    let spending: String
    let lines: [Line]
    let problems: [CSVProblem]

    init(_ preview: BudgetPreview) {
        self.revision = preview.isRevision
        self.untouched = preview.untouched
        self.spending = preview.file.spending.plain
        self.lines = preview.file.lines.map {
            Line(
                clinic: $0.clinic.slug.description, account: $0.account.code.description, amount: $0.total.plain,
                current: preview.current($0).plain)
        }
        self.problems = preview.file.problems
    }
}

extension [CSVProblem] {
    /// The problems of a file as those of the fields of a body, at most a hundred.
    var fieldErrors: FieldErrors {
        var errors = FieldErrors()
        for problem in self.prefix(100) {
            errors.add("row \(problem.row)" + (problem.heading.map { " \($0)" } ?? ""), problem.description)
        }
        return errors
    }
}
