import PraxisCore

/// What the trail keeps of a role: its name always, the rest where it was set or changed.
struct RoleFacts: Codable, Equatable {
    var roleName: String
    var needsFactor: Bool?
    var permissions: [String]?

    private enum CodingKeys: String, CodingKey {
        case roleName = "role_name"
        case needsFactor = "second_factor"
        case permissions
    }

    /// Of a new role.
    init(_ draft: RoleDraft) {
        self.roleName = draft.name
        self.needsFactor = draft.needsFactor
        self.permissions = draft.permissions.map(\.rawValue).sorted()
    }

    private init(_ role: Role) {
        self.roleName = role.name
        self.needsFactor = role.needsFactor
        self.permissions = role.permissions.sorted()
    }

    /// The fields that change, before and after.
    static func change(from role: Role, to draft: RoleDraft) -> (before: RoleFacts, after: RoleFacts) {
        var (before, after) = (RoleFacts(role), RoleFacts(draft))
        if before.needsFactor == after.needsFactor { (before.needsFactor, after.needsFactor) = (nil, nil) }
        if before.permissions == after.permissions { (before.permissions, after.permissions) = (nil, nil) }
        return (before, after)
    }
}
