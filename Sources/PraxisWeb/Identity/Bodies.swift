import FoundationEssentials
import Identity
import PraxisCore

/// A token as the API tells it.
struct TokenBody: Encodable {
    static let schema: Schema = .object([
        "id": .uuid, "name": .text(), "permissions": .list(of: .text()), "clinics": .list(of: .uuid).optional,
        "created_at": .instant, "expires_at": .instant, "revoked_at": .instant.optional,
    ])

    let id: String
    let name: String
    let permissions: [String]
    let clinics: [String]?
    let createdAt: String
    let expiresAt: String
    let revokedAt: String?

    init(_ token: APIToken) {
        self.id = token.id.uuidString.lowercased()
        self.name = token.name
        self.permissions = token.permissions
        self.clinics = token.clinics?.map { $0.uuidString.lowercased() }
        self.createdAt = token.created.description
        self.expiresAt = token.expires.description
        self.revokedAt = token.revoked?.description
    }
}

/// An account as the API tells it.
struct AccountBody: Encodable {
    static let schema: Schema = .object([
        "id": .uuid, "email": .email, "display_name": .text(), "status": .choice("invited", "active", "disabled"),
        "version": .integer(1...Int64.max), "roles": .list(of: .text()),
    ])

    let id: String
    let email: String
    let displayName: String
    let status: String
    let version: Int
    let roles: [String]

    init(_ account: Account) {
        self.id = account.id.description
        self.email = account.email
        self.displayName = account.displayName
        self.status = account.status.rawValue
        self.version = account.version
        self.roles = account.roles
    }
}

/// A grant as the API tells it.
struct GrantBody: Encodable {
    static let schema: Schema = .object([
        "id": .uuid, "role": .text(), "clinic": .text().optional, "kind": .choice("normal", "delegated", "break_glass"),
        "starts_at": .instant, "ends_at": .instant.optional, "pending": .boolean,
    ])

    let id: String
    let role: String
    let clinic: String?
    let kind: String
    let startsAt: String
    let endsAt: String?
    let pending: Bool

    init(_ grant: RoleGrant) {
        self.id = grant.id.description
        self.role = grant.roleName
        self.clinic = grant.clinicName
        self.kind = grant.kind.rawValue
        self.startsAt = grant.starts.description
        self.endsAt = grant.ends?.description
        self.pending = grant.isPending
    }
}
