import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import PraxisCore

/// One's own API tokens, on pages and over the API.
package struct TokenController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .page(.get, "/account/tokens/new", nil, "A new API token", self.blank),
            .page(.post, "/account/tokens", nil, "A new API token", self.create),
            .page(.post, "/account/tokens/{token}/revocation", nil, "Revoke an API token", self.revoke),
            .api(
                .get, "/api/v1/account/tokens", nil, "List your API tokens", answers: .page(of: APIToken.schema),
                self.list),
            .api(
                .delete, "/api/v1/account/tokens/{token}", nil, "Revoke an API token of yours", status: .noContent,
                self.remove),
        ]
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        if let first = try await self.identity.freshness(context) { return first }
        return try await self.page(context)
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let clinics = try await self.identity.clinics(as: context.caller)
        let new: NewToken
        do { new = try TokenForm(context.form).validated(clinics) } catch {
            return try await self.page(context, error)
        }
        let made = try await self.identity.create(new, as: context.caller)
        let frame = try await context.frame()
        return context.page(frame, "Your new token") {
            pageHeader("Your new token", trail: [Crumb("Your account", .account)])
            notice(.warn, "Copy it now: it is shown once") {
                p { code(.class("secret")) { made.token.text } }
                p {
                    "Programs send it as "
                    code { "Authorization: Bearer …" }
                }
            }
            div(.class("bar")) { buttonLink("Done", .account, .primary) }
        }
    }

    @Sendable private func revoke(request: Request, context: ScopedContext) async throws -> Response {
        try await self.identity.revokeToken(try context.parameters.identifier("token"), as: context.caller)
        return .redirect(to: .account, flash: "The token is revoked")
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let own = try await self.identity.ownAccount(as: context.caller)
        return .json(JSONPage(own.tokens))
    }

    @Sendable private func remove(request: Request, context: ScopedContext) async throws -> Response {
        try await self.identity.revokeToken(try context.parameters.identifier("token"), as: context.caller)
        return .noContent
    }

    private func page(
        _ context: ScopedContext, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let clinics = try await self.identity.clinics(as: context.caller)
        let frame = try await context.frame()
        return context.page(frame, "A new API token", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader(
                "A new API token", lead: "A program with this token may do what you tick, and never more than you.",
                trail: [Crumb("Your account", .account)])
            errorSummary(errors)
            tokenForm(context, frame, clinics, errors)
        }
    }
}

/// What the form of a new token brings.
private struct TokenForm {
    let form: Form

    init(_ form: Form) { self.form = form }

    func validated(_ clinics: [ClinicName]) throws(FieldErrors) -> NewToken {
        var errors = FieldErrors()
        let name = errors.check("name", self.form["name"], { $0.count <= 100 ? $0 : nil }, else: "Name the token")
        let days = errors.check(
            "days", self.form["days"], { Int($0).flatMap { (1...400).contains($0) ? $0 : nil } },
            else: "Enter a number of days from 1 to 400")
        let permissions = self.form.all("permission[]").compactMap(Permission.init(rawValue:))
        if permissions.isEmpty { errors.add("permission[]", "Tick what the token may do") }
        let chosen = Set(self.form.all("clinic[]"))
        let isEverywhere = chosen.contains("all")
        let ids = clinics.filter { chosen.contains($0.id.uuidString.lowercased()) }.map(\.id)
        if !isEverywhere, ids.isEmpty { errors.add("clinic[]", "Tick where the token works") }
        guard errors.isEmpty, let name, let days else { throw errors }
        return NewToken(name: name, permissions: permissions, clinics: isEverywhere ? nil : ids, days: days)
    }
}

private func tokenForm(
    _ context: ScopedContext, _ frame: Frame, _ clinics: [ClinicName], _ errors: FieldErrors
) -> HTML {
    let ticked = Set(context.form.all("permission[]") + context.form.all("clinic[]"))
    return postForm(context, .tokens) {
        textField(Field("name", "Name", value: context.form["name"], hint: "What uses it", errors: errors))
        numberField(Field("days", "Works for days", value: context.form["days"] ?? "90", errors: errors))
        fields("Works in") {
            if frame.may(.tokenWrite) {
                checkbox("clinic[]", "All clinics", value: "all", isOn: ticked.contains("all"))
            }
            for clinic in clinics {
                let value = clinic.id.uuidString.lowercased()
                checkbox("clinic[]", clinic.name, value: value, isOn: ticked.contains(value))
            }
        }
        permissionBoxes(Permission.allCases.filter(frame.may), ticked)
        formActions {
            submit("Make the token")
            cancelLink(.account)
        }
    }
}

/// Permissions to tick, by module.
func permissionBoxes(_ permissions: [Permission], _ ticked: Set<String>) -> HTML {
    var modules: [String] = []
    for permission in permissions where !modules.contains(permission.module) { modules.append(permission.module) }
    return group {
        for module in modules {
            fields(module) {
                for permission in permissions where permission.module == module {
                    checkbox(
                        "permission[]", permission.readable, value: permission.rawValue,
                        isOn: ticked.contains(permission.rawValue))
                }
            }
        }
    }
}
