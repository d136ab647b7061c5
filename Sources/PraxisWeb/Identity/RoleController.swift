import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import Postgres
import PraxisCore

/// What roles may do, and roles of the practice's own.
package struct RoleController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/roles", .grantRead, "Roles", self.list),
            .page(.get, "/{scope}/roles/new", .roleWrite, "A new role", self.blank),
            .page(.post, "/{scope}/roles", .roleWrite, "A new role", self.create),
            .page(.get, "/{scope}/roles/{role}", .grantRead, "A role", self.show),
            .page(.post, "/{scope}/roles/{role}", .roleWrite, "Change a role", self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let roles = self.identity.roles(as: context.caller)
        let frame = try await context.frame()
        let found = try await roles
        return context.page(frame, "Roles") {
            pageHeader("Roles", trail: [Crumb("Accounts", .accounts(frame.scope))]) {
                if frame.may(.roleWrite) { buttonLink("New role", .newRole(frame.scope), .primary, icon: .plus) }
            }
            dataTable(
                "Roles", found,
                columns: [
                    Column("Role") { role in a(.href(Place.role(frame.scope, role.id))) { role.name } },
                    .state("Kind") { $0.isBuiltin ? statusTag("Built in") : statusTag("Own", .info) },
                    .number("Permissions") { "\($0.permissions.count)" },
                    .number("Accounts") { "\($0.holders)" },
                    Column("Second factor") { $0.needsFactor ? "Required" : "Optional" },
                ])
        }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, nil)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let id = try context.parameters.identifier("role")
        async let found = self.identity.role(id, as: context.caller)
        let frame = try await context.frame()
        let role = try await found
        if !role.isBuiltin, frame.may(.roleWrite) { return try await self.form(context, role) }
        let permissions = role.permissions.compactMap(Permission.init(rawValue:))
        return context.page(frame, role.name) {
            pageHeader(
                role.name, tag: role.isBuiltin ? statusTag("Built in") : statusTag("Own", .info),
                lead: "Held by \(role.holders)", trail: [Crumb("Roles", .roles(frame.scope))])
            card("May") {
                ul { for permission in permissions { li { "\(permission.module): \(permission.readable)" } } }
            }
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try Self.validated(context.form)
            let id = try await self.identity.create(draft, as: context.caller)
            return .redirect(to: .role(context.scope, id), flash: "The role is there")
        } catch let errors as FieldErrors {
            return try await self.form(context, nil, errors)
        } catch let error as PostgresError where error.sqlState == .uniqueViolation {
            return try await self.form(context, nil, FieldErrors("name", "There is a role of this name"))
        }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id = try context.parameters.identifier("role")
        let version = try context.version()
        do {
            let draft = try Self.validated(context.form)
            try await self.identity.change(id, to: draft, version: version, as: context.caller)
            return .redirect(to: .role(context.scope, id), flash: "Saved; it holds from the next request on")
        } catch let errors as FieldErrors {
            return try await self.form(context, try await self.identity.role(id, as: context.caller), errors)
        }
    }

    static func validated(_ form: Form) throws(FieldErrors) -> RoleDraft {
        var errors = FieldErrors()
        let name = errors.check(
            "name", form["name"], { (2...60).contains($0.count) ? $0 : nil }, else: "Enter a name of 2 to 60 characters"
        )
        let permissions = form.all("permission[]").compactMap(Permission.init(rawValue:))
        if permissions.isEmpty { errors.add("permission[]", "Tick what the role may do") }
        guard errors.isEmpty, let name else { throw errors }
        return RoleDraft(name: name, needsFactor: form.has("second_factor"), permissions: permissions)
    }

    private func form(
        _ context: ScopedContext, _ role: Role?, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        let wasSent = context.form.has("name")
        let ticked = wasSent ? context.form.all("permission[]") : role?.permissions ?? []
        let needsFactor = wasSent ? context.form.has("second_factor") : role?.needsFactor ?? false
        let place = role.map { Place.role(frame.scope, $0.id) } ?? .roles(frame.scope)
        return context.page(
            frame, role?.name ?? "A new role", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            pageHeader(
                role?.name ?? "A new role", lead: role.map { "Held by \($0.holders)" },
                trail: [Crumb("Roles", .roles(frame.scope))])
            errorSummary(errors)
            postForm(context, place) {
                if let role { input(.type("hidden"), .name("version"), .value(String(role.version))) }
                textField(Field("name", "Name", value: context.form["name"] ?? role?.name, errors: errors))
                checkbox("second_factor", "Whoever holds it needs a second factor", isOn: needsFactor)
                permissionBoxes(Permission.allCases.filter(frame.may), Set(ticked))
                formActions {
                    submit("Save")
                    cancelLink(.roles(frame.scope))
                }
            }
        }
    }
}
