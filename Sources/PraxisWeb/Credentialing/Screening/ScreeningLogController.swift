package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// The evidence of screening: each month, and each run with its lists.
package struct ScreeningLogController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/screening/months", .screeningRead, "Screening by month", self.months),
            .export("/{scope}/screening/months.csv", .screeningRead, "Screening by month, as CSV", self.monthsFile),
            .export("/{scope}/screening/runs.csv", .screeningRead, "The log of screening, as CSV", self.runsFile),
            .page(.get, "/{scope}/screening/runs/{run}", .screeningRead, "A run of screening", self.run),
            .api(
                .get, "/api/v1/{scope}/screening/months", .screeningRead, "Screening by month",
                answers: .page(of: ScreeningMonth.schema), self.apiMonths),
            .api(
                .get, "/api/v1/{scope}/screening/runs", .screeningRead, "The log of screening",
                answers: .page(of: ScreeningRun.schema), self.apiRuns),
        ]
    }

    @Sendable private func months(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let overview = try await self.credentialing.screening(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Screening by month") { screeningMonthsPage(context, shell, overview) }
    }

    @Sendable private func run(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let run = try await self.credentialing.screeningRun(try context.parameters.require("run"), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Run of screening") { screeningRunPage(context, shell, run) }
    }

    @Sendable private func monthsFile(request: Request, context: ScopedContext) async throws -> Response {
        let months = try await self.credentialing.screening(as: context.caller).months
        return try await ListExport<ScreeningMonth>(
            "screening-months",
            columns: [
                .text("Month") { String($0.month.description.prefix(7)) }, .text("Standing") { $0.standing.title },
                .number("Completed runs") { $0.runs }, .text("First completed") { $0.doneAt?.description },
                .text("List of") { $0.listed.map { String($0.description.prefix(7)) } },
                .text("SAM of") { $0.samListed.map { String($0.description.prefix(7)) } },
                .number("People") { $0.subjects }, .number("Vendors and legal entities") { $0.parties },
                .number("Findings") { $0.findings }, .number("Refused lists") { $0.refused },
                .text("Run") { $0.run?.description },
            ]
        ) { last in last == nil ? months : [] }.csv()
    }

    @Sendable private func runsFile(request: Request, context: ScopedContext) async throws -> Response {
        let runs = try await self.credentialing.screening(as: context.caller).runs
        return try await ListExport<RunLine>(
            "screening-runs",
            columns: [
                .text("Run") { $0.run.id.description },
                .text("Outcome") { $0.run.isCompleted ? "completed" : $0.run.isWithdrawn ? "withdrawn" : "aborted" },
                .text("Reason") { $0.run.reason },
                .text("Compared") { $0.run.isOfEverybody ? "everybody" : "new or changed" },
                .text("Occasion") { $0.run.occasion.rawValue }, .text("Operator") { $0.run.startedBy },
                .text("Started") { $0.run.startedAt.description }, .text("Ended") { $0.run.finishedAt.description },
                .text("List") { $0.list?.list }, .text("File") { $0.list?.name }, .text("SHA-256") { $0.list?.sha256 },
                .text("List of") { $0.list?.day?.description }, .number("Rows of the file") { $0.list?.rows },
                .number("Rows compared") { $0.run.entries }, .number("People") { $0.run.subjects },
                .number("Vendors and legal entities") { $0.run.parties }, .number("T1") { $0.run.count(1) },
                .number("T2") { $0.run.count(2) }, .number("T3") { $0.run.count(3) }, .number("T4") { $0.run.count(4) },
                .number("T5") { $0.run.count(5) }, .number("Entity") { $0.run.count(6) },
                .number("Known before") { $0.run.suppressed }, .text("Rules") { $0.run.ruleVersion },
                .text("Code") { $0.run.codeVersion },
            ]
        ) { last in last == nil ? runs.flatMap(RunLine.lines) : [] }.csv()
    }

    // MARK: API

    @Sendable private func apiMonths(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.screening(as: context.caller).months))
    }

    @Sendable private func apiRuns(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.screening(as: context.caller).runs))
    }
}

/// A run with one of its lists: a line of the log as a file.
private struct RunLine: Sendable {
    let run: ScreeningRun
    let list: ScreeningRun.List?

    static func lines(_ run: ScreeningRun) -> [RunLine] {
        run.lists.isEmpty ? [RunLine(run: run, list: nil)] : run.lists.map { RunLine(run: run, list: $0) }
    }
}

extension ScreeningRun.List {
    /// The day of a daily list, else the first of its month.
    var day: LocalDate? { self.issuedOn ?? self.month }
}
