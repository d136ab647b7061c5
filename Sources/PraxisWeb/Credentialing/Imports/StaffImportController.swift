import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Staff files: upload, preview with its questions, confirm.
struct StaffImportController: Controller {
    let imports: ImportService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/staff/imports", .providerImport, "Staff files", self.list),
            .page(
                .post, "/{scope}/staff/imports", .providerImport, "Preview a staff file",
                body: .bulk, self.upload),
            .page(.get, "/{scope}/staff/imports/{import}", .providerImport, "A staff file", self.show),
            .page(
                .post, "/{scope}/staff/imports/{import}/confirmation", .providerImport, "Confirm a staff file",
                self.confirm),
            .page(
                .post, "/{scope}/staff/imports/{import}/discard", .providerImport, "Discard a staff file", self.discard),
        ]
    }

    /// The file of a request, checked.
    static func read(_ context: ScopedContext, starts: String?, name: String?) throws -> StaffUpload {
        var errors = FieldErrors()
        let day = starts.flatMap { text in
            errors.check("starts", text, { LocalDate($0) }, else: "Enter a day such as 2026-03-14, or leave it blank")
        }
        let file = context.upload.spooled
        if file == nil { errors.add("file", "Choose a CSV file of staff") }
        guard errors.isEmpty, let file else { throw errors }
        return StaffUpload(
            fileName: name ?? (file.name.isEmpty ? "staff.csv" : file.name), source: file.source, startsOn: day)
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.listPage(context, FieldErrors())
    }

    private func listPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let imports = try await self.imports.staffImports(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Staff files", status: errors.isEmpty ? .ok : .unprocessableContent) {
            staffImportsPage(context, shell, imports, errors)
        }
    }

    @Sendable private func upload(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let upload = try Self.read(context, starts: context.form["starts"], name: nil)
            let id = try await self.imports.preview(upload, as: context.caller)
            return .redirect(to: .staffImport(context.scope, id))
        } catch let errors as FieldErrors {
            return try await self.listPage(context, errors)
        } catch ImportError.unusable(let failure) {
            return try await self.listPage(context, FieldErrors("file", Problem.sentence(failure.message)))
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.showPage(context, FieldErrors())
    }

    private func showPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let outcome = context.query["outcome"].flatMap(StaffPreview.Outcome.init)
        let file = try await self.imports.staffImport(
            try context.parameters.require("import"), outcome,
            after: context.query["after"].flatMap { Int($0) } ?? 0, as: context.caller)
        let shell = try await frame
        return context.page(shell, file.summary.fileName, status: errors.isEmpty ? .ok : .unprocessableContent) {
            staffImportPage(context, shell, file, outcome, errors)
        }
    }

    @Sendable private func confirm(request: Request, context: ScopedContext) async throws -> Response {
        let id: StaffImport.ID = try context.parameters.require("import")
        var answers: [Int: StaffAnswer] = [:]
        for name in context.form.fields.map(\.name) where name.hasPrefix("answer.") {
            guard let row = Int(name.dropFirst("answer.".count)), let text = context.form[name] else { continue }
            answers[row] = StaffAnswer(text)
        }
        do {
            try await self.imports.confirm(
                id, answers: answers, version: try context.version(), as: context.caller)
            return .redirect(to: .importBatch(context.scope, ImportBatch.ID(id.uuid)), flash: "Imported")
        } catch ImportError.unanswered(let rows) {
            return try await self.showPage(context, ImportError.errors(of: rows))
        }
    }

    @Sendable private func discard(request: Request, context: ScopedContext) async throws -> Response {
        let id: StaffImport.ID = try context.parameters.require("import")
        try await self.imports.discard(id, version: try context.version(), as: context.caller)
        return .redirect(to: .staffImports(context.scope), flash: "Discarded; nothing was imported")
    }
}

extension StaffAnswer {
    /// Reads what forms and programs send: `other`, `leave`, or whom it is.
    init?(_ text: String) {
        switch text {
        case "other": self = .other
        case "leave": self = .leave
        default:
            guard let person = Identifier<Credentialing.Person>(text) else { return nil }
            self = .same(person)
        }
    }
}
