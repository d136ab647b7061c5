import HTML
import HTTPTypes
import Hummingbird
package import Identity
import PraxisCore

/// Links to choose a password: asking for one, and using it. Asking answers the same for every address.
package struct LinkController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .open(.get, "/sign-in/forgot", "Ask for a new password", self.blankForgot),
            .open(.post, "/sign-in/forgot", "Ask for a new password", self.forgot),
            .open(.get, "/sign-in/link/{link}", "Choose a password", self.blankPassword),
            .open(.post, "/sign-in/link/{link}", "Choose a password", self.choose),
        ]
    }

    @Sendable private func blankForgot(request: Request, context: OpenContext) async throws -> Response {
        entrancePage(context, "Forgot your password?") {
            if self.identity.sendsMail { forgotForm(context) } else { askAdministrator() }
        }
    }

    @Sendable private func forgot(request: Request, context: OpenContext) async throws -> Response {
        guard let email = context.form["email"], email.contains("@") else {
            let errors = FieldErrors("email", "Enter your email address")
            return entrancePage(context, "Forgot your password?", status: .unprocessableContent) {
                forgotForm(context, errors)
            }
        }
        guard self.identity.sendsMail else {
            return entrancePage(context, "Forgot your password?") { askAdministrator() }
        }
        try await self.identity.requestReset(
            email, practice: context.form["practice"], from: Visitor(request, context))
        return entrancePage(context, "Look into your mail") {
            p {
                "If there is an account with this address, a link to choose a new password is on its way. "
                "It works once and for an hour."
            }
            p { "No mail? The administrator of your practice can give you a link, too." }
            p { a(.href(Place.signIn)) { "Back to signing in" } }
        }
    }

    @Sendable private func blankPassword(request: Request, context: OpenContext) async throws -> Response {
        let token = try self.token(context)
        let link = try await self.identity.open(token, from: Visitor(request, context))
        return self.page(context, link, token)
    }

    @Sendable private func choose(request: Request, context: OpenContext) async throws -> Response {
        let token = try self.token(context)
        let visitor = Visitor(request, context)
        let link = try await self.identity.open(token, from: visitor)
        let password = context.form.exact("password") ?? ""
        guard password == context.form.exact("repeat") else {
            return self.page(context, link, token, FieldErrors("repeat", "The two passwords differ"))
        }
        do {
            try await self.identity.use(token, password: password, from: visitor)
        } catch IdentityError.weakPassword(let refusal) {
            return self.page(context, link, token, FieldErrors("password", refusal.message))
        }
        return .redirect(to: .signIn, flash: "Your password is set; sign in with it")
    }

    private func token(_ context: OpenContext) throws -> OpaqueToken {
        OpaqueToken(text: try context.parameters.require("link"))
    }

    private func page(
        _ context: OpenContext, _ link: AccountLink, _ token: OpaqueToken, _ errors: FieldErrors = FieldErrors()
    ) -> Response {
        let name = link.purpose == .invitation ? "Welcome to \(link.practiceName)" : "Choose a new password"
        return entrancePage(
            context, name, lead: "For \(link.displayName), \(link.email).",
            status: errors.isEmpty ? .ok : .unprocessableContent
        ) { newPasswordForm(context, .link(token), email: link.email, errors) }
    }
}

/// Where no mail goes out, people help.
private func askAdministrator() -> HTML {
    group {
        p { "Ask an administrator of your practice: they give you a link to choose a new password." }
        p { a(.href(Place.signIn)) { "Back to signing in" } }
    }
}

/// Whose password was forgotten.
private func forgotForm(_ context: OpenContext, _ errors: FieldErrors = FieldErrors()) -> HTML {
    group {
        errorSummary(errors)
        postForm(context, .forgotPassword) {
            field(
                Field("email", "Email", value: context.form["email"], errors: errors), type: "email",
                .autocomplete("username"), .required())
            formActions {
                submit("Send me a link")
                cancelLink(.signIn)
            }
        }
    }
}

/// A new password, twice.
private func newPasswordForm(_ context: OpenContext, _ place: Place, email: String, _ errors: FieldErrors) -> HTML {
    group {
        errorSummary(errors)
        postForm(context, place) {
            input(.type("hidden"), .name("username"), .value(email), .autocomplete("username"))
            field(
                Field(
                    "password", "New password",
                    hint: "At least 8 characters, better 15: a few words in a row work well", errors: errors),
                type: "password", .autocomplete("new-password"), .required())
            field(
                Field("repeat", "The same again", errors: errors), type: "password", .autocomplete("new-password"),
                .required())
            formActions { submit("Set the password") }
        }
    }
}
