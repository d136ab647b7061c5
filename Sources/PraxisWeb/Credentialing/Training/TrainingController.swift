package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Where everybody stands with training and policies.
package struct TrainingController: Controller {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/training", .trainingRead, "Training and policies", self.show),
            .export("/{scope}/training.csv", .trainingRead, "Training and policies as CSV", self.csv),
            .export("/{scope}/training.xlsx", .trainingRead, "Training and policies as workbook", self.workbook),
            .api(
                .get, "/api/v1/{scope}/training", .trainingRead, "List who stands where with training and policies",
                query: [
                    QueryItem("state", .choice(DutyState.allCases.map(\.rawValue)), "Where they stand"),
                    QueryItem("of", .text(1...32), "The code of a course or policy"),
                    QueryItem("q", .text(1...100), "The beginning of a surname"),
                    QueryItem("on", .date, "The day that is asked about; today where it is left out"),
                    QueryItem("after", .uuid, "The person after whom the page begins"),
                ], answers: .page(of: DutyRow.schema), self.list),
        ]
    }

    private static let pageSize = 100

    private func filter(_ query: Form) throws -> DutyFilter {
        var filter = DutyFilter(subject: query["of"], search: query["q"].map { String($0.prefix(100)) })
        if let text = query["state"] {
            guard let state = DutyState(rawValue: text) else { throw FieldErrors("state", "Choose one of the states") }
            filter.state = state
        }
        return filter
    }

    private func day(_ context: ScopedContext, _ frame: Frame) throws -> LocalDate {
        guard let text = context.query["on"] else { return frame.today }
        guard let day = LocalDate(text) else { throw FieldErrors("on", "Enter a day such as 2026-03-14") }
        return day
    }

    /// The rows of a page, and the last of them where there are more.
    private func page(_ rows: [DutyRow], after text: String?) throws -> (rows: [DutyRow], next: Person.ID?) {
        var rest = rows[...]
        if let text {
            guard let after = Person.ID(text) else { throw FieldErrors("after", "This is no place in the list") }
            rest = rows.firstIndex { $0.person.id == after }.map { rows[($0 + 1)...] } ?? []
        }
        let page = Array(rest.prefix(Self.pageSize))
        return (page, rest.count > page.count ? page.last?.person.id : nil)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let filter = try self.filter(context.query)
        let matrix = try await self.training.matrix(filter, on: frame.today, as: context.caller)
        let (rows, next) = try self.page(matrix.rows, after: context.query["after"])
        return context.page(frame, "Training and policies") {
            trainingPage(context, frame, matrix, rows, next: next)
        }
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let matrix = try await self.training.matrix(
            try self.filter(context.query), on: try self.day(context, frame), as: context.caller)
        let (rows, next) = try self.page(matrix.rows, after: context.query["after"])
        return .json(JSONPage(rows, next: next?.description))
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private struct Line: Sendable {
        let person: TrainedPerson
        let duty: Duty
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<Line> {
        let frame = try await context.frame()
        let filter = try self.filter(context.query)
        let matrix = try await self.training.matrix(filter, on: frame.today, as: context.caller)
        let lines = matrix.rows.flatMap { row in
            row.duties.filter { filter.admits($0) }.map { Line(person: row.person, duty: $0) }
        }
        return ListExport(
            "training",
            columns: [
                .text("Name") { $0.person.name }, .text("Clinics") { $0.person.clinics },
                .text("Positions") { line in
                    line.person.positions.split(separator: ", ").map { Position.name(String($0)) }
                        .joined(separator: ", ")
                },
                .text("Kind") { $0.duty.subject.kind }, .text("Code") { $0.duty.subject.code },
                .text("Course or policy") { $0.duty.subject.name }, .text("State") { $0.duty.state.title },
                .date("Due") { $0.duty.due }, .date("Done") { $0.duty.doneOn },
                .number("Done version") { $0.duty.doneVersion }, .number("Version to do") { $0.duty.version },
            ]
        ) { last in last == nil ? lines : [] }
    }
}
