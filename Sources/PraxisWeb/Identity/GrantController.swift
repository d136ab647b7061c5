import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import Postgres
import PraxisCore

/// Giving and ending roles.
package struct GrantController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/accounts/{account}/grants/new", .grantWrite, "Give a role", self.blank),
            .page(.post, "/{scope}/accounts/{account}/grants", .grantWrite, "Give a role", self.create),
            .page(.post, "/{scope}/accounts/{account}/grants/{grant}/end", .grantWrite, "End a role", self.end),
            .page(
                .post, "/{scope}/accounts/{account}/grants/{grant}/approval", .grantWrite, "Approve a role",
                self.approve),
        ]
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context)
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let account: Account.ID = try context.parameters.require("account")
        do {
            let zone = try await context.frame().zone.flatMap { Zone($0) } ?? Zone("UTC")
            let new = try GrantForm(form: context.form, account: account, zone: zone).validated()
            _ = try await self.identity.add(new, as: context.caller)
            return .redirect(to: .account(context.scope, account), flash: "The role is given")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch let error as IdentityError where error != .notFound {
            return try await self.page(context, FieldErrors("role", error.sentence))
        } catch let error as PostgresError {
            guard let sentence = Self.sentence(error) else { throw error }
            return try await self.page(context, FieldErrors("role", sentence))
        }
    }

    /// Why the database refused a grant, in words.
    static func sentence(_ error: PostgresError) -> String? {
        if error.constraint == "role_grant_once" { return "The account has this role there already" }
        switch error.refusal?.code {
        case "self_grant": return "Nobody gives roles to themselves"
        case "permission_missing": return "This role may do more than you there"
        case "sod_violation": return "This role and another one of the account exclude each other"
        case "emergency_active": return "Roles are not given during an emergency"
        case "person_required": return "A role that approves goes to a person; say on the account who that is"
        default: return error.sqlState?.rawValue == "42501" ? "You cannot give roles there" : nil
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let account: Account.ID = try context.parameters.require("account")
        try await self.identity.end(try context.parameters.require("grant"), as: context.caller)
        return .redirect(to: .account(context.scope, account), flash: "The role has ended")
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        let account: Account.ID = try context.parameters.require("account")
        try await self.identity.approve(try context.parameters.require("grant"), as: context.caller)
        return .redirect(to: .account(context.scope, account), flash: "The role is approved")
    }

    private func page(
        _ context: ScopedContext, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        async let roles = self.identity.roles(as: context.caller)
        async let clinics = self.identity.clinics(as: context.caller)
        let record = try await self.identity.account(id, as: context.caller)
        let frame = try await context.frame()
        let form = grantForm(context, frame, id, try await roles, try await clinics, errors)
        return context.page(frame, "Give a role", status: errors.isEmpty ? .ok : .unprocessableContent) {
            pageHeader(
                "Give a role", lead: "To \(record.account.displayName)",
                trail: [
                    Crumb("Accounts", .accounts(frame.scope)),
                    Crumb(record.account.displayName, .account(frame.scope, id)),
                ])
            errorSummary(errors)
            form
        }
    }
}

/// What the form of a grant brings. Days are those of the clinic's clocks.
private struct GrantForm {
    let form: Form
    let account: Account.ID
    let zone: Zone?

    func validated() throws(FieldErrors) -> NewGrant {
        var errors = FieldErrors()
        let role = errors.check("role", self.form["role"], UUID.init(uuidString:), else: "Choose a role")
        let reach = errors.check("reach", self.form["reach"], Self.reach, else: "Choose where it holds")
        let starts = self.day("starts", &errors)
        let ends = self.day("ends", &errors)
        let reason = errors.check("reason", self.form["reason"], { $0 }, else: "Say why, for the record")
        guard errors.isEmpty, let role, let reach, let reason else { throw errors }
        return NewGrant(
            account: self.account, role: role, reach: reach, starts: starts.flatMap { self.zone?.start(of: $0) },
            ends: ends.flatMap { self.zone?.start(of: $0.adding(days: 1)) }, reason: reason)
    }

    private func day(_ field: String, _ errors: inout FieldErrors) -> LocalDate? {
        guard let text = self.form[field] else { return nil }
        return errors.check(field, text, LocalDate.init, else: "Enter a day, such as 2026-03-14")
    }

    private static func reach(_ text: String) -> NewGrant.Reach? {
        switch text {
        case "practice": .practice
        case "self": .own
        default: UUID(uuidString: text).map(NewGrant.Reach.clinic)
        }
    }
}

private func grantForm(
    _ context: ScopedContext, _ frame: Frame, _ account: Account.ID, _ roles: [Role], _ clinics: [ClinicName],
    _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let places =
        [Choice("practice", "The whole practice"), Choice("self", "Own rows (staff member)")]
        + clinics.map { Choice($0.id.uuidString.lowercased(), $0.name, group: "Clinic") }
    return postForm(context, .account(frame.scope, account, "grants")) {
        selectField(
            Field("role", "Role", value: form["role"], errors: errors),
            roles.map { Choice($0.id.uuidString.lowercased(), $0.name) }, blank: "Choose")
        selectField(Field("reach", "Where", value: form["reach"], errors: errors), places, blank: "Choose")
        fieldRow {
            dateField(Field("starts", "From", value: form["starts"], errors: errors, isOptional: true))
            dateField(
                Field("ends", "Until and including", value: form["ends"], errors: errors, isOptional: true))
        }
        textField(Field("reason", "Why", value: form["reason"], errors: errors))
        formActions {
            submit("Give the role")
            cancelLink(.account(frame.scope, account))
        }
    }
}
