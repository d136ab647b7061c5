package import FoundationEssentials
import Postgres
package import PraxisCore

extension IdentityService {
    /// All roles that accounts can be given, the built-in ones first.
    package func roles(as caller: Caller) async throws -> [Role] {
        try await self.database.read(as: caller, RoleStore.roles)
    }

    /// - Throws: `IdentityError.notFound`.
    package func role(_ id: UUID, as caller: Caller) async throws -> Role {
        guard let role = try await self.database.read(as: caller, RoleStore.role(id)).first else {
            throw IdentityError.notFound
        }
        return role
    }

    /// A custom role. It carries at most what its author may do in the whole practice.
    package func create(_ draft: RoleDraft, as caller: Caller) async throws -> UUID {
        let id = UUID.version7()
        return try await self.database.write(as: caller) { transaction in
            try await transaction.run(
                RoleStore.insert(id, code: Self.code(for: draft.name), draft),
                RoleStore.addPermissions(draft.permissions, to: id),
                AuditEvent("identity.role.create", "role", id, after: try JSONText(RoleFacts(draft))).append)
            return id
        }
    }

    /// Changes a custom role for everybody who holds it, from their next request on.
    ///
    /// - Throws: `IdentityError.stale`, `.notFound`; `PX403` for a built-in role.
    package func change(_ id: UUID, to draft: RoleDraft, version: Int, as caller: Caller) async throws {
        try await self.database.write(as: caller) { transaction in
            guard let role = try await transaction.fetch(RoleStore.role(id)).first else {
                throw IdentityError.notFound
            }
            guard try await transaction.execute(RoleStore.update(id, draft, version: version)) == 1 else {
                throw IdentityError.stale(seen: version, now: role.version)
            }
            let (before, after) = RoleFacts.change(from: role, to: draft)
            try await transaction.run(
                RoleStore.dropPermissions(of: id, except: draft.permissions),
                RoleStore.addPermissions(draft.permissions, to: id),
                AuditEvent(
                    "identity.role.change", "role", id, before: try JSONText(before), after: try JSONText(after)
                ).append)
        }
    }

    /// `Night desk` is `night_desk`; whatever has no letters gets a word of its own.
    static func code(for name: String) -> String {
        let words = name.lowercased().split { !("a"..."z").contains($0) }
        let code = String(words.joined(separator: "_").prefix(40))
        return code.count < 2 ? "role_" + Base32.encode(RandomBytes.make(5)).lowercased().filter(\.isLetter) : code
    }
}
