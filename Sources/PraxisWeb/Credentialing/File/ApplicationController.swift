package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The own application: sections, signature and hand-in. Nobody else's is reached from here.
package struct ApplicationController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/account/applications", .fileApply, "My application", self.list),
            .page(.get, "/account/applications/{file}", .fileApply, "My application", self.show),
            .page(.post, "/account/applications/{file}/begin", .fileApply, "Begin the own application", self.begin),
            .page(
                .get, "/account/applications/{file}/sections/{section}", .fileApply, "A section of the own application",
                self.section),
            .page(
                .post, "/account/applications/{file}/sections/{section}", .fileApply, "Write a section", self.write),
            .page(
                .post, "/account/applications/{file}/signature", .fileApply, "Sign the own application", self.sign),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let files = try await self.files.own(as: context.caller)
        return context.page(try await frame, "My application") { applicationsPage(context, files) }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let application = try await self.files.application(try self.id(context), as: context.caller)
        return context.page(
            try await frame, "My application", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { applicationPage(context, application, errors) }
    }

    @Sendable private func begin(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        try await self.files.begin(id, version: try context.version(), as: context.caller)
        return .redirect(to: .application(id))
    }

    @Sendable private func section(request: Request, context: ScopedContext) async throws -> Response {
        try await self.sectionPage(context, FieldErrors())
    }

    private func form(_ context: ScopedContext) throws -> ApplicationForm.Section {
        guard let section = ApplicationForm.section(try context.parameters.require("section")) else { throw NotFound() }
        return section
    }

    private func sectionPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let section = try self.form(context)
        async let frame = context.frame()
        let application = try await self.files.application(try self.id(context), as: context.caller)
        return context.page(try await frame, section.title, status: errors.isEmpty ? .ok : .unprocessableContent) {
            applicationSectionPage(context, application, section, errors)
        }
    }

    @Sendable private func write(request: Request, context: ScopedContext) async throws -> Response {
        let (id, section) = (try self.id(context), try self.form(context))
        do {
            let names = section.questions.map(\.name)
            let fields = Dictionary(
                uniqueKeysWithValues: names.compactMap { name in context.form[name].map { (name, $0) } })
            try await self.files.write(
                section, fields, of: id, version: try context.version(), as: context.caller)
            return .redirect(to: .application(id), flash: "Saved")
        } catch let errors as FieldErrors {
            return try await self.sectionPage(context, errors)
        }
    }

    @Sendable private func sign(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        var errors = FieldErrors()
        let signature = errors.check(
            "signature", context.form["signature"], { (2...200).contains($0.count) ? $0 : nil },
            else: "Enter your full name")
        if !context.form.has("agree") { errors.add("agree-on", "Tick that you attest to it") }
        guard errors.isEmpty, let signature else { return try await self.page(context, errors) }
        try await self.files.submit(id, signature: signature, version: try context.version(), as: context.caller)
        return .redirect(to: .application(id), flash: "Signed and handed in")
    }
}
