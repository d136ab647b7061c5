import HTML
import HTTPTypes
import Hummingbird
package import Identity
import PraxisCore

/// Signing in and out: the password, the second factor, the password once more.
package struct SignInController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .open(.get, "/sign-in", "Sign in", self.blank),
            .open(.post, "/sign-in", "Sign in", self.signIn),
            .open(.get, "/sign-in/code", "The second factor", self.blankCode),
            .open(.post, "/sign-in/code", "The second factor", self.verify),
            .open(.get, "/sign-in/again", "The password once more", self.blankAgain),
            .open(.post, "/sign-in/again", "The password once more", self.again),
            .open(.post, "/sign-out", "Sign out", self.signOut),
        ]
    }

    @Sendable private func blank(request: Request, context: OpenContext) async throws -> Response {
        self.signInPage(context)
    }

    @Sendable private func signIn(request: Request, context: OpenContext) async throws -> Response {
        if CookieTrial.wasRefused(request) { return self.signInPage(context, CookieTrial.advice) }
        var errors = FieldErrors()
        let email = errors.check("email", context.form["email"], { $0 }, else: "Enter your email address")
        let password = errors.check(
            "password", context.form.exact("password"), { $0.isEmpty ? nil : $0 }, else: "Enter your password")
        guard let email, let password else { return self.signInPage(context, errors) }
        do {
            let admission = try await self.identity.signIn(
                email, password: password, practice: context.form["practice"], from: Visitor(request, context))
            return .redirect(to: self.step(after: admission.level, context), with: admission)
        } catch let error as IdentityError {
            return self.signInPage(context, FieldErrors("email", error.sentence), error.problem)
        }
    }

    @Sendable private func blankCode(request: Request, context: OpenContext) async throws -> Response {
        let state = try await self.identity.state(of: try context.session())
        guard state.level == .password else { return .redirect(to: self.step(after: state.level, context)) }
        return self.codePage(context)
    }

    @Sendable private func verify(request: Request, context: OpenContext) async throws -> Response {
        let session = try context.session()
        guard let code = context.form["code"] else {
            return self.codePage(context, FieldErrors("code", "Enter the code"))
        }
        do {
            let admission = try await self.identity.verifySecondFactor(
                code, of: session, from: Visitor(request, context))
            return .redirect(to: Place(wanted: context.next), with: admission)
        } catch let error as IdentityError {
            return self.codePage(context, FieldErrors("code", error.sentence), error.problem)
        }
    }

    @Sendable private func blankAgain(request: Request, context: OpenContext) async throws -> Response {
        let state = try await self.identity.state(of: try context.session())
        guard state.level == .full else { return .redirect(to: self.step(after: state.level, context)) }
        return self.againPage(context, state)
    }

    @Sendable private func again(request: Request, context: OpenContext) async throws -> Response {
        let session = try context.session()
        let state = try await self.identity.state(of: session)
        guard let password = context.form.exact("password"), !password.isEmpty else {
            return self.againPage(context, state, FieldErrors("password", "Enter your password"))
        }
        do {
            let admission = try await self.identity.reauthenticate(
                password, session: session, from: Visitor(request, context))
            return .redirect(to: self.step(after: admission.level, context), with: admission)
        } catch IdentityError.wrongCredentials {
            return self.againPage(context, state, FieldErrors("password", "This is not your password"))
        } catch let error as IdentityError {
            return self.againPage(context, state, FieldErrors("password", error.sentence), error.problem)
        }
    }

    @Sendable private func signOut(request: Request, context: OpenContext) async throws -> Response {
        if case .session(let digest) = context.claim {
            try await self.identity.signOut(digest, from: Visitor(request, context))
        }
        var response = Response.redirect(to: .signIn, flash: "You are signed out")
        response.headers.append(HTTPField(name: .setCookie, value: SessionCookie.clear))
        response.headers[HTTPField.Name("Clear-Site-Data")!] = "\"cache\""
        return response
    }

    /// Where a session of this level goes next.
    private func step(after level: SessionLevel, _ context: OpenContext) -> Place {
        switch level {
        case .full: Place(wanted: context.next)
        case .password: Place.signInCode.before(context.next)
        case .enrollment: Place.enrollment.before(context.next)
        }
    }

    private func signInPage(
        _ context: OpenContext, _ errors: FieldErrors = FieldErrors(), _ problem: Problem? = nil
    ) -> Response {
        var response = self.page(context, "Sign in", errors, problem) {
            signInForm(context, email: context.form["email"], errors: errors)
        }
        response.headers.append(CookieTrial.header)
        return response
    }

    private func codePage(
        _ context: OpenContext, _ errors: FieldErrors = FieldErrors(), _ problem: Problem? = nil
    ) -> Response {
        self.page(context, "Second factor", errors, problem) { codeForm(context, errors: errors) }
    }

    private func againPage(
        _ context: OpenContext, _ state: SignInState, _ errors: FieldErrors = FieldErrors(), _ problem: Problem? = nil
    ) -> Response {
        self.page(context, "Confirm that it is you", errors, problem) {
            againForm(context, email: state.email, errors: errors)
        }
    }

    private func page(
        _ context: OpenContext, _ name: String, _ errors: FieldErrors, _ problem: Problem?,
        @HTMLBuilder content: () -> HTML
    ) -> Response {
        let status = problem?.status ?? (errors.isEmpty ? .ok : .unprocessableContent)
        var response = entrancePage(context, name, status: status, content: content)
        for header in problem?.headers ?? [:] { response.headers[header.name] = header.value }
        return response
    }
}
