import FoundationEssentials
import Postgres
import PraxisCore

/// Queries and statements for roles.
enum RoleStore {
    private static let columns: SQL = """
        r.role_id, r.code, r.name, r.builtin, r.second_factor,
        EXISTS (SELECT FROM praxis.builtin_role b WHERE b.code = r.code AND r.builtin AND b.scope = 'self'),
        r.version,
        ARRAY(SELECT p.permission FROM praxis.role_permission p
               WHERE p.practice_id = r.practice_id AND p.role_id = r.role_id ORDER BY 1),
        (SELECT count(DISTINCT g.account_id) FROM praxis.role_grant g
          WHERE g.practice_id = r.practice_id AND g.role_id = r.role_id AND g.valid @> now() AND NOT g.pending)
        """

    static let roles: Query<Role> = Query(
        "SELECT \(columns) FROM praxis.role r WHERE r.assignable ORDER BY r.builtin DESC, r.name, r.role_id")

    static func role(_ id: UUID) -> Query<Role> {
        Query("SELECT \(self.columns) FROM praxis.role r WHERE r.role_id = \(id) AND r.assignable")
    }

    static func insert(_ id: UUID, code: String, _ draft: RoleDraft) -> SQL {
        """
        INSERT INTO praxis.role (role_id, code, name, second_factor)
        VALUES (\(id), \(code), \(draft.name), \(draft.needsFactor))
        """
    }

    static func update(_ id: UUID, _ draft: RoleDraft, version: Int) -> SQL {
        """
        UPDATE praxis.role
           SET name = \(draft.name), second_factor = \(draft.needsFactor), version = version + 1
         WHERE role_id = \(id) AND version = \(version)
        """
    }

    static func dropPermissions(of id: UUID, except kept: [Permission]) -> SQL {
        """
        DELETE FROM praxis.role_permission
         WHERE role_id = \(id) AND permission <> ALL (\(kept.map(\.rawValue))::text[])
        """
    }

    static func addPermissions(_ permissions: [Permission], to id: UUID) -> SQL {
        """
        INSERT INTO praxis.role_permission (role_id, permission)
        SELECT \(id), p
          FROM unnest(\(permissions.map(\.rawValue))::text[]) p
         WHERE NOT EXISTS (SELECT FROM praxis.role_permission o WHERE o.role_id = \(id) AND o.permission = p)
        """
    }
}
