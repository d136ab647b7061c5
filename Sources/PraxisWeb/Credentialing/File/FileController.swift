package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Credentialing files: the queue, a file with its steps and flags, and what is planned about it.
package struct FileController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/files", .fileRead, "Credentialing files", self.list),
            .export("/{scope}/files.csv", .fileRead, "Credentialing files as CSV", self.csv),
            .export("/{scope}/files.xlsx", .fileRead, "Credentialing files as workbook", self.workbook),
            .page(.get, "/{scope}/files/new", .fileWrite, "Open a file", self.blank),
            .page(.post, "/{scope}/files", .fileWrite, "Open a file", self.create),
            .page(.get, "/{scope}/files/{file}", .fileRead, "A credentialing file", self.show),
            .page(.get, "/{scope}/files/{file}/edit", .fileWrite, "Plan a file", self.edit),
            .page(.post, "/{scope}/files/{file}", .fileWrite, "Plan a file", self.change),
            .page(.post, "/{scope}/files/{file}/steps", .fileWrite, "Take a step of a file", self.step),
            .page(
                .post, "/{scope}/files/{file}/records", .verificationWrite, "Put a signed document on file",
                body: .upload(limit: 11 << 20), self.file),
            .page(.post, "/{scope}/files/{file}/flags", .fileWrite, "Raise a flag", self.raise),
            .page(.post, "/{scope}/files/{file}/flags/{flag}", .fileWrite, "Look into a flag", self.dispose),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    // MARK: The queue

    static func filter(_ query: Form) throws -> (FileFilter, FileCursor?) {
        var filter = FileFilter(search: query["q"].map { String($0.prefix(100)) })
        if let state = query["state"] {
            guard let state = FileState(rawValue: state) else { throw FieldErrors("state", "Choose one of the stages") }
            filter.state = state
        }
        if let cycle = query["cycle"] {
            guard let cycle = FileCycle(rawValue: cycle) else { throw FieldErrors("cycle", "Choose one of the cycles") }
            filter.cycle = cycle
        }
        if let age = query["age"] {
            guard let age = FileAge(rawValue: age) else { throw FieldErrors("age", "Choose one of the ages") }
            filter.age = age
        }
        guard let after = query["after"] else { return (filter, nil) }
        guard let cursor = FileCursor(after) else { throw FieldErrors("after", "This is no place in the list") }
        return (filter, cursor)
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let (filter, cursor) = try Self.filter(context.query)
        async let ending = self.files.endingCycles(as: context.caller)
        let queue = try await self.files.queue(filter, after: cursor, as: context.caller)
        async let following = self.files.duties(as: context.caller)
        let (shell, cycles, duties) = try await (frame, ending, following)
        return context.page(shell, "Credentialing files") {
            fileQueuePage(context, shell, queue, cycles)
            appealsCard(context.scope, duties.appeals)
            reportsCard(context.scope, duties.reports)
        }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) throws -> ListExport<CycleFile> {
        let (filter, _) = try Self.filter(context.query)
        return ListExport(
            "files",
            columns: [
                .text("Name") { $0.name }, .text("Role") { $0.roleTitle }, .text("Cycle") { $0.cycle.title },
                .text("Stage") { $0.state.title }, .date("Planned") { $0.plannedOn }, .date("Due") { $0.dueOn },
                .date("Next deadline") { $0.deadline }, .number("Verified") { $0.done },
                .number("Needed") { $0.needed },
                .number("Open flags") { $0.openFlags }, .number("Age in days") { $0.age },
                .text("Specialist") { $0.assignee },
            ]
        ) { last in
            try await self.files.files(
                filter, after: last.map(FileCursor.init(after:)), limit: 500, as: context.caller)
        }
    }

    // MARK: Opening

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.newPage(context, FieldErrors())
    }

    private func newPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let people = try await self.files.candidates(as: context.caller)
        return context.page(try await frame, "Open a file", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader("Open a file", trail: [Crumb("Credentialing files", .files(context.scope))])
            errorSummary(errors)
            newFileForm(context, people, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let id = try await self.files.open(try FileDraft { context.form[$0] }, as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: "The file is open")
        } catch let errors as FieldErrors {
            return try await self.newPage(context, errors)
        } catch CredentialingError.refused(.initialRequired, _) {
            return try await self.newPage(context, FieldErrors("cycle", FileRefusal.initialRequired.sentence))
        }
    }

    // MARK: A file

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.files.record(try self.id(context), as: context.caller)
        let shell = try await frame
        return context.page(shell, record.file.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            filePage(context, shell, record, errors)
        }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.editPage(context, FieldErrors(), status: .ok)
    }

    private func editPage(
        _ context: ScopedContext, _ errors: FieldErrors, mine: FileEdit? = nil, status: HTTPResponse.Status
    ) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.files.record(try self.id(context), as: context.caller)
        return context.page(try await frame, "Plan", status: status) {
            pageHeader(
                "Plan", lead: record.file.name,
                trail: [Crumb(record.file.name, .file(context.scope, record.file.id))])
            errorSummary(errors)
            fileEditPage(context, record, errors, mine: mine)
        }
    }

    /// Where somebody else was faster, both versions are shown and the person chooses.
    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let edit = try FileEdit { context.form[$0] }
            do {
                _ = try await self.files.change(id, edit, version: try context.version(), as: context.caller)
            } catch CredentialingError.stale {
                return try await self.editPage(context, FieldErrors(), mine: edit, status: .conflict)
            }
            return .redirect(to: .file(context.scope, id), flash: "Saved")
        } catch let errors as FieldErrors {
            return try await self.editPage(context, errors, status: .unprocessableContent)
        }
    }

    @Sendable private func step(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let draft = try StepDraft { context.form[$0] }
            _ = try await self.files.step(id, draft, version: try context.version(), as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: draft.to.title)
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, let obstacles) where refusal.kind == .unprocessable {
            let sentence = [refusal.sentence, obstacles?.sentence].compactMap(\.self).joined(separator: ": ")
            return try await self.page(context, FieldErrors("to", sentence))
        }
    }

    @Sendable private func file(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let document = try context.document()
            _ = try await self.files.add(signed: document, to: id, as: context.caller) { context.form[$0] }
            return .redirect(to: .file(context.scope, id), flash: "On file")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    // MARK: Flags

    @Sendable private func raise(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            _ = try await self.files.raise(try FlagDraft { context.form[$0] }, on: id, as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: "The flag is raised")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func dispose(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            try await self.files.dispose(
                try context.parameters.require("flag"), of: id, try FlagDispositionDraft { context.form[$0] },
                after: try context.version(), as: context.caller)
            return .redirect(to: .file(context.scope, id), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }
}
