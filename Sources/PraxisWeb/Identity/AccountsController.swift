import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import Postgres
import PraxisCore

/// Accounts of the practice, for those who administer them.
package struct AccountsController: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/accounts", .accountRead, "Accounts", self.list),
            .page(.get, "/{scope}/accounts/new", .accountWrite, "A new account", self.blank),
            .page(.post, "/{scope}/accounts", .accountWrite, "A new account", self.create),
            .page(.get, "/{scope}/accounts/{account}", .accountRead, "An account", self.show),
            .page(.get, "/{scope}/accounts/{account}/edit", .accountWrite, "Change an account", self.edit),
            .page(.post, "/{scope}/accounts/{account}", .accountWrite, "Change an account", self.change),
            .page(.post, "/{scope}/accounts/{account}/status", .accountWrite, "Disable an account", self.setStatus),
            .page(.post, "/{scope}/accounts/{account}/link", .accountWrite, "Make a link", self.issueLink),
            .page(
                .post, "/{scope}/accounts/{account}/sessions/end", .accountWrite, "End all sessions",
                self.endSessions),
            .page(
                .post, "/{scope}/accounts/{account}/factor/reset", .accountWrite, "Reset a second factor",
                self.resetFactor),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let filter = AccountFilter(
            text: context.query["q"], status: context.query["status"].flatMap(Account.Status.init(rawValue:)),
            after: context.query["after"].flatMap(Account.ID.init))
        let found = try await self.identity.accounts(filter, as: context.caller)
        let accounts = Array(found.prefix(filter.limit))
        let next = found.count > filter.limit ? accounts.last?.id.description : nil
        let content = accountsPage(context, try await frame, accounts, next: next)
        return try await context.page(frame, "Accounts") { content }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        async let frame = context.frame()
        let record = try await self.identity.account(id, as: context.caller)
        let content = accountPage(context, try await frame, record)
        return try await context.page(frame, record.account.displayName) { content }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, nil)
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let new = try AccountForm(context.form).validated()
            let person = context.form["person"].flatMap(UUID.init(uuidString:))
            let id = try await self.identity.create(new, person: person, as: context.caller)
            return .redirect(to: .account(context.scope, id), flash: "The account is there; give it a role and a link")
        } catch let errors as FieldErrors {
            return try await self.form(context, nil, errors)
        } catch let error as PostgresError where error.constraint == "account_email_once" {
            return try await self.form(context, nil, FieldErrors("email", "This address has an account already"))
        } catch let error as PostgresError where error.sqlState?.rawValue == "42501" {
            return try await self.form(context, nil, FieldErrors("person", "Choose a person of your clinics"))
        }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        let account = try await self.identity.account(id, as: context.caller).account
        if let first = try await self.identity.freshness(context) { return first }
        return try await self.form(context, account)
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        let version = try context.version()
        do {
            let new = try AccountForm(context.form).validated()
            try await self.identity.change(id, to: new, version: version, as: context.caller)
            return .redirect(to: .account(context.scope, id), flash: "Saved")
        } catch let errors as FieldErrors {
            let account = try await self.identity.account(id, as: context.caller).account
            return try await self.form(context, account, errors)
        } catch let error as PostgresError where error.constraint == "account_email_once" {
            let account = try await self.identity.account(id, as: context.caller).account
            return try await self.form(context, account, FieldErrors("email", "This address has an account already"))
        }
    }

    @Sendable private func setStatus(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        let isDisabled = context.form["status"] == "disabled"
        try await self.identity.set(isDisabled ? .disabled : .active, for: id, as: context.caller)
        return .redirect(
            to: .account(context.scope, id),
            flash: isDisabled ? "The account is disabled; its sessions have ended" : "The account is open again")
    }

    @Sendable private func issueLink(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        if let first = try await self.identity.freshness(context, back: .account(context.scope, id)) { return first }
        let link = try await self.identity.issueLink(for: id.uuid, as: context.caller)
        let frame = try await context.frame()
        let isInvitation = link.purpose == .invitation
        return context.page(frame, isInvitation ? "Invitation" : "Reset link") {
            pageHeader(
                isInvitation ? "Invitation" : "Reset link", trail: [Crumb("Account", .account(frame.scope, id))])
            notice(.warn, "Hand it over now: it is shown once") {
                p { "Earlier links of this account have stopped working." }
                p { code(.class("secret")) { Place.link(link.token).path.description } }
                p { isInvitation ? "It works once, for seven days." : "It works once, for an hour." }
            }
            div(.class("bar")) { buttonLink("Done", .account(frame.scope, id), .primary) }
        }
    }

    @Sendable private func endSessions(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        try await self.identity.endSessions(of: id, as: context.caller)
        return .redirect(to: .account(context.scope, id), flash: "All sessions have ended")
    }

    @Sendable private func resetFactor(request: Request, context: ScopedContext) async throws -> Response {
        let id: Account.ID = try context.parameters.require("account")
        if let first = try await self.identity.freshness(context, back: .account(context.scope, id)) { return first }
        try await self.identity.resetFactor(of: id, as: context.caller)
        return .redirect(to: .account(context.scope, id), flash: "The second factor is reset")
    }

    private func form(
        _ context: ScopedContext, _ account: Account?, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let people = account == nil ? try await self.identity.peopleWithoutAccount(as: context.caller) : []
        let frame = try await context.frame()
        let list = Place.accounts(frame.scope)
        let place = account.map { Place.account(frame.scope, $0.id) } ?? list
        return context.page(
            frame, account?.displayName ?? "A new account", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            pageHeader(account?.displayName ?? "A new account", trail: [Crumb("Accounts", list)])
            accountForm(
                context, place, back: place, email: context.form["email"] ?? account?.email,
                name: context.form["display_name"] ?? account?.displayName, version: account?.version,
                people: people, errors)
        }
    }
}
