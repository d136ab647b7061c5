import Budgeting
import PraxisCore

extension BudgetVersion: APIObject {
    static let members: [APIMember<BudgetVersion>] = [
        APIMember("id") { $0.id }, APIMember("year") { $0.year }, APIMember("kind") { $0.kind },
        APIMember("name") { $0.name }, APIMember("status") { $0.status }, APIMember("controls") { $0.controls },
        APIMember("reason") { $0.reason }, APIMember("return_reason") { $0.returnReason },
        APIMember("version") { $0.version }, APIMember("created") { $0.created },
        APIMember("approved") { $0.approved },
    ]
}

extension BudgetVersion.Kind: APIWord {}
extension BudgetStatus: APIWord {}

extension VersionLine: APIObject {
    static let members: [APIMember<VersionLine>] = [
        APIMember("clinic") { $0.clinic.slug }, APIMember("account") { $0.code }, APIMember("name") { $0.name },
        APIMember("type") { $0.type }, APIMember("amount") { $0.amount }, APIMember("current") { $0.current ?? .zero },
    ]
}

extension BudgetPreview: APIObject {
    static let members: [APIMember<BudgetPreview>] = [
        APIMember("revision") { $0.isRevision }, APIMember("untouched") { $0.untouched },
        APIMember("spending") { $0.file.spending },
        APIMember("lines") { preview in
            preview.file.lines.map { Line(line: $0, current: preview.current($0)) }
        },
        APIMember("problems") { $0.file.problems },
    ]

    /// The year of one cell of the file beside what it holds now.
    private struct Line: APIObject {
        let line: BudgetImport.Line
        let current: Money

        static let members: [APIMember<Line>] = [
            APIMember("clinic") { $0.line.clinic.slug }, APIMember("account") { $0.line.account.code },
            APIMember("amount") { $0.line.total }, APIMember("current") { $0.current },
        ]
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
