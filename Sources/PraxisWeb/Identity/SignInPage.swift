import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// A page for those who are not, or not fully, signed in: a heading, and a form in the middle.
func entrancePage(
    _ context: OpenContext, _ name: String, lead: String? = nil, status: HTTPResponse.Status = .ok,
    @HTMLBuilder content: () -> HTML
) -> Response {
    let isWrong = status == .unprocessableContent || status == .tooManyRequests
    var response = pageDocument(
        context.site, "\(isWrong ? "Error: " : "")\(name) · Praxis", token: context.forgeryToken
    ) {
        main(.id("main"), .class("plain entrance")) {
            p(.class("brand")) {
                logo()
                span { "Praxis" }
            }
            if let flash = context.input.flash { div(.class("flash"), .role("status")) { flash } }
            h1 { name }
            if let lead { p(.class("lead")) { lead } }
            content()
        }
    }.response(status)
    if context.input.flash != nil { response.headers.append(HTTPField(name: .setCookie, value: Flash.clear)) }
    return response
}

/// The first factor.
func signInForm(_ context: OpenContext, email: String?, errors: FieldErrors) -> HTML {
    group {
        errorSummary(errors)
        postForm(context, .signIn) {
            nextField(context)
            field(
                Field("email", "Email", value: email, errors: errors), type: "email", .autocomplete("username"),
                .required())
            field(
                Field("password", "Password", errors: errors), type: "password", .autocomplete("current-password"),
                .required())
            if context.query["practice"] != nil || context.form["practice"] != nil {
                textField(
                    Field(
                        "practice", "Practice", value: context.form["practice"] ?? context.query["practice"],
                        hint: "The short name of the practice, if your address is known to several",
                        errors: errors, isOptional: true),
                    .autocomplete("organization"))
            }
            formActions { submit("Sign in") }
        }
        p { a(.href(Place.forgotPassword)) { "I forgot my password" } }
    }
}

/// The second factor.
func codeForm(_ context: OpenContext, errors: FieldErrors) -> HTML {
    group {
        errorSummary(errors)
        postForm(context, .signInCode) {
            nextField(context)
            textField(
                Field(
                    "code", "Code", hint: "The six digits of your authenticator app, or one of your recovery codes",
                    errors: errors),
                .autocomplete("one-time-code"), .spellcheck(false), .required())
            formActions { submit("Continue") }
        }
        postButton(context, .signOut, "Sign in as somebody else", .quiet)
    }
}

/// The password once more.
func againForm(_ context: OpenContext, email: String, errors: FieldErrors) -> HTML {
    group {
        errorSummary(errors)
        postForm(context, .signInAgain) {
            nextField(context)
            input(.type("hidden"), .name("username"), .value(email), .autocomplete("username"))
            field(
                Field("password", "Password", errors: errors), type: "password", .autocomplete("current-password"),
                .required())
            formActions {
                submit("Continue")
                cancelLink(.account)
            }
        }
    }
}

/// Carries on where to go afterwards.
func nextField(_ context: OpenContext) -> HTML {
    guard let next = context.next else { return HTML() }
    return input(.type("hidden"), .name("next"), .value(next))
}

extension OpenContext {
    /// Where to go after signing in, as query or form say it.
    var next: String? { self.form["next"] ?? self.query["next"] }
}
