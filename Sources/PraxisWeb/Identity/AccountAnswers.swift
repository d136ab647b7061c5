import FoundationEssentials
import Identity
import PraxisCore

extension APIToken: APIObject {
    static let members: [APIMember<APIToken>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("permissions") { $0.permissions },
        APIMember("clinics") { $0.clinics }, APIMember("created_at") { $0.created },
        APIMember("expires_at") { $0.expires }, APIMember("revoked_at") { $0.revoked },
    ]
}

extension Account: APIObject {
    static let members: [APIMember<Account>] = [
        APIMember("id") { $0.id }, APIMember("email", .email) { $0.email },
        APIMember("display_name") { $0.displayName },
        APIMember("status") { $0.status }, APIMember("version", .integer(1...Int64.max)) { $0.version },
        APIMember("roles") { $0.roles },
    ]
}

extension Account.Status: APIWord {}

extension RoleGrant: APIObject {
    static let members: [APIMember<RoleGrant>] = [
        APIMember("id") { $0.id }, APIMember("role") { $0.roleName }, APIMember("clinic") { $0.clinicName },
        APIMember("kind") { $0.kind }, APIMember("starts_at") { $0.starts }, APIMember("ends_at") { $0.ends },
        APIMember("pending") { $0.isPending },
    ]
}

extension RoleGrant.Kind: APIWord {}
