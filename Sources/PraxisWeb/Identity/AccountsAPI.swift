import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import Identity
import PraxisCore

/// Accounts and role grants over the API.
package struct AccountsAPI: Controller {
    let identity: IdentityService

    package init(identity: IdentityService) { self.identity = identity }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/accounts", .accountRead, "List accounts",
                query: [
                    QueryItem("q", .text(1...200), "The beginning of a name or address"),
                    QueryItem("status", Account.Status.schema, "Whether one can sign in"),
                    QueryItem("after", .uuid, "The last account of the page before"),
                ],
                answers: .page(of: Account.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/accounts", .accountWrite, "Add an account",
                takes: .object(["email": .email, "display_name": .text(1...200), "person_id": .uuid.optional]),
                answers: .created, status: .created, self.create),
            .api(
                .get, "/api/v1/{scope}/accounts/{account}", .accountRead, "Read an account",
                answers: Account.schema, self.show),
            .api(
                .get, "/api/v1/{scope}/accounts/{account}/grants", .grantRead, "List an account's roles",
                answers: .page(of: RoleGrant.schema), self.grants),
            .api(
                .post, "/api/v1/{scope}/accounts/{account}/grants", .grantWrite, "Give a role",
                takes: .object([
                    "role_id": .uuid, "clinic_id": .uuid.optional, "own_rows": .boolean.optional,
                    "starts_at": .instant.optional, "ends_at": .instant.optional, "reason": .text(1...500),
                ]),
                answers: .created, status: .created, self.give),
            .api(
                .delete, "/api/v1/{scope}/accounts/{account}/grants/{grant}", .grantWrite, "End a role",
                status: .noContent, self.end),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let filter = AccountFilter(
            text: context.query["q"], status: context.query["status"].flatMap(Account.Status.init(rawValue:)),
            after: context.query["after"].flatMap(Account.ID.init))
        let found = try await self.identity.accounts(filter, as: context.caller)
        let page = found.prefix(filter.limit)
        return .json(
            JSONPage(Array(page), next: found.count > filter.limit ? page.last?.id.description : nil))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let body = try context.json(NewAccountBody.self)
        let id = try await self.identity.create(
            NewAccount(email: body.email, displayName: body.displayName), person: body.personId, as: context.caller)
        return .created(id, at: URLPath("api", "v1", context.scope.description, "accounts", id.description))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let record = try await self.identity.account(try context.parameters.require("account"), as: context.caller)
        return .json(record.account, version: record.account.version)
    }

    @Sendable private func grants(request: Request, context: ScopedContext) async throws -> Response {
        let record = try await self.identity.account(try context.parameters.require("account"), as: context.caller)
        return .json(JSONPage(record.grants))
    }

    @Sendable private func give(request: Request, context: ScopedContext) async throws -> Response {
        let body = try context.json(NewGrantBody.self)
        let reach: NewGrant.Reach =
            body.ownRows == true ? .own : body.clinicId.map(NewGrant.Reach.clinic) ?? .practice
        let id = try await self.identity.add(
            NewGrant(
                account: try context.parameters.require("account"), role: body.roleId, reach: reach,
                starts: body.startsAt.flatMap { Instant($0) }, ends: body.endsAt.flatMap { Instant($0) },
                reason: body.reason),
            as: context.caller)
        return .created(id)
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        try await self.identity.end(try context.parameters.require("grant"), as: context.caller)
        return .noContent
    }
}

private struct NewAccountBody: Decodable {
    let email: String
    let displayName: String
    let personId: UUID?

    private enum CodingKeys: String, CodingKey {
        case email
        case personId = "person_id"
        case displayName = "display_name"
    }
}

private struct NewGrantBody: Decodable {
    let roleId: UUID
    let clinicId: UUID?
    let ownRows: Bool?
    let startsAt: String?
    let endsAt: String?
    let reason: String

    private enum CodingKeys: String, CodingKey {
        case reason
        case roleId = "role_id"
        case clinicId = "clinic_id"
        case ownRows = "own_rows"
        case startsAt = "starts_at"
        case endsAt = "ends_at"
    }
}
