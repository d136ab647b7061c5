import HTTPTypes
import Hummingbird
import Postgres
import PraxisCore

/// Answers the requests of one route: reads what came, checks form and origin, and hands over to the handler.
struct RouteResponder: HTTPResponder {
    let route: Route
    let site: Site

    func respond(to request: Request, context: AppContext) async throws -> Response {
        let credential = try Credential(request, isAPI: self.route.path.isAPI)
        do {
            return try await self.respond(to: request, credential, context)
        } catch {
            let problem = Problem(error)
            if let denial = Denial(problem, of: self.route, credential, context) { self.site.onDenial(denial) }
            guard let credential, let page = await self.shellPage(of: problem, request, context, credential) else {
                throw error
            }
            return page
        }
    }

    private func respond(
        to request: Request, _ credential: Credential?, _ context: AppContext
    ) async throws -> Response {
        if credential == nil, self.route.access != .anyone { throw SignInRequired() }
        try self.site.limits.spend(request, context, credential)
        let slot = try self.slots?.take()
        defer { slot?.free() }
        do {
            // Nobody unknown makes the server hold a file.
            if slot != nil { try await self.admit(credential, context) }
            let input = try await self.reader.read(request, context)
            defer { input.close() }
            try self.checkForgeryToken(input, credential, request)
            let response = try await withDeadline(self.route.deadline) {
                try await self.answer(request, input, credential)
            }
            if self.route.access != .anyone { self.accept(credential) }
            return response
        } catch let error where Self.isAboutInput(error) && !(error is PostgresError) {
            try await self.admit(credential, context)
            throw error
        }
    }

    var reader: RequestReader { RequestReader(route: self.route, spool: self.site.spool) }

    /// Whose places a file of this route takes: large ones, which may take long to come, keep no other out.
    private var slots: UploadSlots? {
        switch self.route.body {
        case .upload: self.site.uploads
        case .bulk: self.site.bulkUploads
        case .json(_, let limit) where limit > BodyFormat.plainJSON: self.site.uploads
        case .none, .form, .json: nil
        }
    }

    /// Whether an error may come from reading the request alone, before the database was asked who sent it.
    private static func isAboutInput(_ error: any Error) -> Bool {
        switch Problem(error).status {
        case .badRequest, .notFound, .contentTooLarge, .unsupportedMediaType, .unprocessableContent,
            .preconditionRequired,
            .preconditionFailed:
            true
        default: false
        }
    }

    /// Who may not do this at all is told so, not what is wrong with the way it was asked.
    private func admit(_ credential: Credential?, _ context: AppContext) async throws {
        guard let credential, self.route.access != .anyone else { return }
        let parameters = try self.reader.parameters(of: context)
        let caller = Caller(
            claim: credential.claim, scope: try self.scope(of: parameters), request: context.requestID,
            address: context.remoteAddress, demand: self.route.permission)
        try await self.site.database.read(as: caller) { _ in }
        self.accept(credential)
    }

    /// The database knows this session or token: it has its own rate, and its idle timer starts anew.
    private func accept(_ credential: Credential?) {
        guard let digest = credential?.digest else { return }
        self.site.limits.accept(digest)
        self.site.onCredential(digest)
    }

    private func answer(_ request: Request, _ input: RequestInput, _ credential: Credential?) async throws -> Response {
        switch self.route.responder {
        case .open(let handler):
            let context = OpenContext(
                input: input, site: self.site, claim: credential?.claim, forgeryToken: credential?.forgeryToken)
            return try await handler(request, context)
        case .scoped(let handler):
            guard let credential else { throw SignInRequired() }
            let caller = Caller(
                claim: credential.claim, scope: try self.scope(of: input.parameters), request: input.id,
                address: input.address,
                once: input.once, demand: self.route.permission)
            let context = ScopedContext(
                input: input, site: self.site, caller: caller, forgeryToken: credential.forgeryToken)
            return try await handler(request, context)
        }
    }

    /// The clinic that the path names; all of them where it names none.
    func scope(of parameters: PathParameters) throws(NotFound) -> Scope {
        self.route.path.isScoped ? try parameters.require("scope") : .all
    }

    /// A form of a session must bring what its page was given. Where a browser tells that the request comes from this
    /// site, that has been checked already; this is the second fence.
    private func checkForgeryToken(_ input: RequestInput, _ credential: Credential?, _ request: Request) throws {
        guard self.route.kind == .page, request.method.carriesBody, self.route.access != .anyone,
            let expected = credential?.forgeryToken
        else { return }
        var sent = input.forgeryToken
        switch input.body {
        case .form(let form): sent = sent ?? form[FormField.token]
        case .upload(let upload): sent = sent ?? upload.form[FormField.token]
        case .none, .json: break
        }
        guard sent == expected else {
            throw Problem(
                .forbidden, "form_expired", "This form is no longer good",
                detail: "You may have signed in again since it was opened. Open it again and send it from there.")
        }
    }
}

extension Route {
    /// What the caller must be permitted.
    var permission: Permission? { if case .permission(let permission) = self.access { permission } else { nil } }

    /// How long an answer may take.
    var deadline: Duration {
        if let patience = self.patience { return patience }
        return switch (self.kind, self.body) {
        case (_, .upload): .seconds(120)
        case (_, .bulk): .seconds(600)
        case (.export, _): .seconds(60)
        default: .seconds(10)
        }
    }
}
