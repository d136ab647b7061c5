package import Postgres

/// What the database says about the role that the daemon signed in as.
package struct RoleFacts: PostgresRow {
    let name: String
    let isPrivileged: Bool
    let memberships: [String]
    let owned: Int
    let rowSecurity: String

    package init(row: inout RowReader) throws(PostgresError) {
        self.name = try row.read()
        self.isPrivileged = try row.read()
        self.memberships = try row.read()
        self.owned = try row.read()
        self.rowSecurity = try row.read()
    }

    /// One row, of the role that asks.
    package static let query = Query<RoleFacts>(
        """
        SELECT r.rolname,
               r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolreplication,
               ARRAY(SELECT m.roleid::regrole::text FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid),
               (SELECT count(*) FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname IN ('praxis', 'praxis_private') AND c.relowner = r.oid),
               current_setting('row_security')
          FROM pg_catalog.pg_roles r
         WHERE r.rolname = current_user
        """)

    /// Every way in which this role could see past row-level security; empty for a role that cannot.
    package var dangers: [String] {
        var dangers: [String] = []
        if self.isPrivileged { dangers.append("the role \(self.name) is a superuser or may bypass row-level security") }
        if !self.memberships.isEmpty {
            dangers.append("the role \(self.name) is a member of \(self.memberships.joined(separator: ", "))")
        }
        if self.owned > 0 {
            dangers.append("the role \(self.name) owns \(self.owned) of the tables that it must not own")
        }
        if self.rowSecurity != "on" { dangers.append("row_security is \(self.rowSecurity) for the role \(self.name)") }
        return dangers
    }
}
