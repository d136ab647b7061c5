package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Lists of exclusions, and the comparison of everybody with them.
package struct ScreeningController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/screening", .screeningRead, "Screening", self.show),
            .page(
                .post, "/{scope}/screening/lists", .screeningRun, "Import a list of exclusions",
                body: .bulk, self.upload),
            .page(.get, "/{scope}/screening/lists/{list}", .screeningRead, "A list of exclusions", self.list),
            .page(
                .post, "/{scope}/screening/lists/{list}/withdrawal", .screeningRun, "Withdraw a list of exclusions",
                self.withdraw),
            .page(.post, "/{scope}/screening/runs", .screeningRun, "Screen everybody", self.run),
            .page(
                .post, "/{scope}/screening/policy", .requirementWrite, "Decide what a match under review does",
                self.decide),
            .api(
                .post, "/api/v1/{scope}/screening/lists", .screeningRun, "Import a list of exclusions",
                query: [
                    QueryItem("name", .text(1...255), "The file's name"),
                    QueryItem("list", .choice(ExclusionList.allCases.map(\.rawValue)), "Who publishes the list"),
                    QueryItem("kind", .choice(ExclusionFile.Kind.allCases.map(\.rawValue)), "What the list contains"),
                    QueryItem("month", .date, "A day of the month that the list is for, or the day of a daily list"),
                ], body: .bulk, answers: ScreeningImport.schema, status: .created,
                self.apiUpload),
            .api(
                .post, "/api/v1/{scope}/screening/runs", .screeningRun, "Screen everybody", answers: .created,
                status: .created, self.apiRun),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let overview = try await self.credentialing.screening(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Screening", status: errors.isEmpty ? .ok : .unprocessableContent) {
            screeningPage(context, shell, overview, errors)
        }
    }

    /// What the list is as given, else as the file's name tells.
    private func read(_ context: ScopedContext, _ given: Form, name: String?) throws -> ListUpload {
        var errors = FieldErrors()
        let file = context.upload.spooled
        let name = name ?? file?.name ?? ""
        let named = ExclusionFile.named(name)
        let list = given["list"].flatMap(ExclusionList.init) ?? named?.list ?? .leie
        let kind = given["kind"].flatMap(ExclusionFile.Kind.init) ?? (list == .sam ? .full : named?.kind)
        let day = given["month"].flatMap { LocalDate($0) ?? LocalDate("\($0)-01") } ?? named?.day ?? named?.month
        if file == nil { errors.add("file", "Choose a file of a list") }
        if kind == nil { errors.add("kind", "Choose what the list contains; its name does not tell") }
        if day == nil { errors.add("month", "Enter a day of the month that the list is for; its name does not tell") }
        guard errors.isEmpty, let file, let kind, let day else { throw errors }
        return ListUpload(
            fileName: name.isEmpty ? "list.csv" : name, source: file.source, list: list, kind: kind, day: day)
    }

    @Sendable private func upload(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let upload = try self.read(context, context.form, name: nil)
            let id = try await self.credentialing.importList(upload, as: context.caller)
            return .redirect(to: .screeningList(context.scope, id))
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch let error as CredentialingError where error == .fileKnown || error.isAboutFile {
            return try await self.page(context, FieldErrors("file", error.sentence))
        }
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let found = try await self.credentialing.screeningImport(
            try context.parameters.require("list"), as: context.caller)
        let shell = try await frame
        return context.page(shell, found.fileName) { screeningListPage(context, shell, found) }
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        let id: ScreeningImport.ID = try context.parameters.require("list")
        try await self.credentialing.withdraw(id, as: context.caller)
        return .redirect(to: .screeningList(context.scope, id), flash: "The list is no longer in force")
    }

    @Sendable private func run(request: Request, context: ScopedContext) async throws -> Response {
        _ = try await self.credentialing.screen(as: context.caller)
        return .redirect(to: .matches(context.scope), flash: "Everybody was compared with the lists in force")
    }

    @Sendable private func decide(request: Request, context: ScopedContext) async throws -> Response {
        guard let pending = context.form["pending"].flatMap(ScreeningPolicy.Pending.init) else {
            return try await self.page(context, FieldErrors("pending", "Choose whether it warns or blocks"))
        }
        try await self.credentialing.decide(
            ScreeningPolicy(pending: pending, version: try context.version()), as: context.caller)
        return .redirect(to: .screening(context.scope), flash: "Saved")
    }

    // MARK: API

    @Sendable private func apiUpload(request: Request, context: ScopedContext) async throws -> Response {
        let upload = try self.read(context, context.query, name: context.query["name"])
        let id = try await self.credentialing.importList(upload, as: context.caller)
        let found = try await self.credentialing.screeningImport(id, as: context.caller)
        return .json(found, status: .created)
    }

    @Sendable private func apiRun(request: Request, context: ScopedContext) async throws -> Response {
        .created(try await self.credentialing.screen(as: context.caller))
    }
}

extension CredentialingError {
    fileprivate var isAboutFile: Bool { if case .unusableFile = self { true } else { false } }
}
