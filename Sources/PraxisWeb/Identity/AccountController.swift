import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import PraxisCore

/// One's own account.
package struct AccountController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .page(.get, "/account", nil, "Your account", self.show),
            .page(.get, "/account/password", nil, "Change your password", self.blankPassword),
            .page(.post, "/account/password", nil, "Change your password", self.changePassword),
            .page(.post, "/account/sessions/end", nil, "Sign out everywhere else", self.endOthers),
            .page(.post, "/account/sessions/{session}/end", nil, "End a session", self.endOne),
            .page(.get, "/account/delegations", nil, "Pass on a role", self.blankDelegation),
            .page(.post, "/account/delegations", nil, "Pass on a role", self.delegate),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let framed = context.frame()
        async let state = self.identity.state(of: try context.session())
        let own = try await self.identity.ownAccount(as: context.caller)
        let frame = try await framed
        let content = ownAccountPage(context, frame, try await state, own)
        return context.page(frame, "Your account") { content }
    }

    @Sendable private func blankPassword(request: Request, context: ScopedContext) async throws -> Response {
        try await self.passwordPage(context)
    }

    @Sendable private func changePassword(request: Request, context: ScopedContext) async throws -> Response {
        let (old, new) = (context.form.exact("current") ?? "", context.form.exact("password") ?? "")
        guard new == context.form.exact("repeat") else {
            return try await self.passwordPage(context, FieldErrors("repeat", "The two passwords differ"))
        }
        do {
            let token = try await self.identity.changePassword(
                from: old, to: new, session: try context.session(), from: Visitor(request, context))
            var response = Response.redirect(
                to: .account, flash: "Your password is changed; everywhere else you are signed out")
            response.headers.append(HTTPField(name: .setCookie, value: SessionCookie.set(token.text)))
            return response
        } catch IdentityError.wrongCredentials {
            return try await self.passwordPage(context, FieldErrors("current", "This is not your password"))
        } catch let error as IdentityError {
            return try await self.passwordPage(context, FieldErrors("password", error.sentence))
        }
    }

    @Sendable private func endOthers(request: Request, context: ScopedContext) async throws -> Response {
        let ended = try await self.identity.endOwnSession(nil, as: context.caller)
        return .redirect(to: .account, flash: ended == 1 ? "One session ended" : "\(ended) sessions ended")
    }

    @Sendable private func endOne(request: Request, context: ScopedContext) async throws -> Response {
        let id: UUID = try context.parameters.identifier("session")
        _ = try await self.identity.endOwnSession(id, as: context.caller)
        return .redirect(to: .account, flash: "The session ended")
    }

    private func passwordPage(
        _ context: ScopedContext, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "Change your password", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader("Change your password", trail: [Crumb("Your account", .account)])
            errorSummary(errors)
            postForm(context, .ownPassword) {
                // Tells password managers whose password this is.
                input(
                    .type("text"), .name("username"), .value(frame.account), .autocomplete("username"), .hidden(),
                    .aria("label", "Account"))
                field(
                    Field("current", "Current password", errors: errors), type: "password",
                    .autocomplete("current-password"))
                field(
                    Field(
                        "password", "New password",
                        hint: "At least 8 characters, better 15: a few words in a row work well", errors: errors),
                    type: "password", .autocomplete("new-password"))
                field(
                    Field("repeat", "The same again", errors: errors), type: "password", .autocomplete("new-password"))
                formActions {
                    submit("Change")
                    cancelLink(.account)
                }
            }
        }
    }
}

// Delegation
extension AccountController {
    @Sendable private func blankDelegation(request: Request, context: ScopedContext) async throws -> Response {
        if let first = try await self.identity.freshness(context) { return first }
        return try await self.delegationPage(context)
    }

    @Sendable private func delegate(request: Request, context: ScopedContext) async throws -> Response {
        var errors = FieldErrors()
        let form = context.form
        let grant = errors.check("grant", form["grant"], RoleGrant.ID.init, else: "Choose a role of yours")
        let account = errors.check("account", form["account"], Account.ID.init, else: "Choose who shall have it")
        let days = errors.check(
            "days", form["days"], { Int($0).flatMap { (1...30).contains($0) ? $0 : nil } },
            else: "Enter a number of days from 1 to 30")
        let reason = errors.check("reason", form["reason"], { $0 }, else: "Say what it is for")
        guard let grant, let account, let days, let reason else {
            return try await self.delegationPage(context, errors)
        }
        _ = try await self.identity.delegate(
            grant, to: account, until: .now().adding(minutes: days * 24 * 60 - 1), reason: reason, as: context.caller)
        return .redirect(to: .account, flash: "The role is passed on")
    }

    private func delegationPage(
        _ context: ScopedContext, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let frame = context.frame()
        async let colleagues = self.identity.colleagues(as: context.caller)
        let own = try await self.identity.ownAccount(as: context.caller)
        let grants = own.grants.filter { $0.isCurrent && $0.kind == .normal && !$0.isForSelf }
        let form = context.form
        let choices = try await colleagues.map { Choice($0.id.description, $0.displayName) }
        return try await context.page(
            frame, "Pass on a role", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            pageHeader(
                "Pass on a role",
                lead:
                    "For your absence: somebody else may do what you may, for 30 days at most. It ends with your own role.",
                trail: [Crumb("Your account", .account)])
            errorSummary(errors)
            postForm(context, .delegations) {
                selectField(
                    Field("grant", "Role", value: form["grant"], errors: errors),
                    grants.map { Choice($0.id.description, "\($0.roleName), \($0.clinicName ?? "whole practice")") })
                selectField(
                    Field("account", "To", value: form["account"], errors: errors), choices, blank: "Choose",
                    search: true)
                numberField(Field("days", "For how many days", value: form["days"] ?? "7", errors: errors))
                textField(Field("reason", "What for", value: form["reason"], errors: errors))
                formActions {
                    submit("Pass on")
                    cancelLink(.account)
                }
            }
        }
    }
}
