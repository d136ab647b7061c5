package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The figures of credentialing across clinics: a page, a call, and files.
package struct OverviewController: Controller {
    let overviews: OverviewService

    package init(overviews: OverviewService) { self.overviews = overviews }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/overview", .overviewRead, "Overview", self.show),
            .export("/{scope}/overview.csv", .overviewRead, "Overview as CSV", self.csv),
            .export("/{scope}/overview.xlsx", .overviewRead, "Overview as workbook", self.workbook),
            .api(
                .get, "/api/v1/{scope}/overview", .overviewRead, "Read the figures of credentialing across clinics",
                answers: CredentialingOverview.schema, self.apiShow),
        ]
    }

    private func overview(_ context: ScopedContext, _ frame: Frame) async throws -> CredentialingOverview {
        try await self.overviews.overview(frame.overviewParts, on: frame.today, as: context.caller)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let overview = try await self.overview(context, frame)
        return context.page(frame, "Overview") { overviewPage(context, frame, overview) }
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.overview(context, try await context.frame()))
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) async throws -> ListExport<OverviewFigure> {
        let figures = try await self.overview(context, try await context.frame()).figures
        return ListExport(
            "overview",
            columns: [
                .text("Topic") { $0.topic }, .text("Clinic") { $0.clinic }, .text("Figure") { $0.name },
                .number("Number") { $0.number },
            ]
        ) { last in last == nil ? figures : [] }
    }
}

extension Frame {
    /// What an overview tells the caller.
    fileprivate var overviewParts: Set<OverviewPart> {
        var parts: Set<OverviewPart> = []
        if self.may(.fileRead) { parts.insert(.files) }
        if self.may(.credentialRead) { parts.insert(.credentials) }
        if self.may(.screeningRead) { parts.insert(.screening) }
        if self.may(.trainingRead) { parts.insert(.training) }
        return parts
    }
}
