/// Tables whose row-level security binds their owner as well.
///
/// A migration belongs to no practice: of such a table its owner sees no row, so that an `UPDATE` changes nothing, and a
/// foreign key is checked against an empty table or not at all. In the transaction of a migration the owner is therefore not
/// bound. Nobody else gets to see that, and for other roles row-level security never changes.
enum ForcedTables {
    /// Lets the owner see every row. Triggers that wait for the end of the transaction run with their statements, while that
    /// is so.
    static let lift: [SQL] = [
        "SET CONSTRAINTS ALL IMMEDIATE",
        """
        DO $$
        DECLARE
            forced regclass;
        BEGIN
            FOR forced IN
                SELECT c.oid FROM pg_catalog.pg_class c
                 WHERE c.relforcerowsecurity AND c.relowner = 'praxis_owner'::regrole
                 ORDER BY c.oid
            LOOP
                EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', forced);
            END LOOP;
        END
        $$
        """,
    ]

    private static let unbound: SQL =
        """
        c.relrowsecurity AND NOT c.relforcerowsecurity AND c.relowner = 'praxis_owner'::regrole
           AND coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^gate:([a-z-]+,)*(unforced|sealed|shared)[, ]'
        """

    /// Binds the owner again, wherever no mark says otherwise (see `sql/catalogue_gate.sql`): one that the migration itself
    /// has placed as well.
    static let restore: [SQL] = [
        "SET CONSTRAINTS ALL IMMEDIATE",
        """
        DO $$
        DECLARE
            lifted regclass;
        BEGIN
            FOR lifted IN
                SELECT c.oid FROM pg_catalog.pg_class c
                 WHERE \(Self.unbound)
                 ORDER BY c.oid
            LOOP
                EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', lifted);
            END LOOP;
        END
        $$
        """,
    ]

    /// Tables with row-level security that does not bind their owner, and without a mark that this is meant.
    static let open = Query<Column<String>>(
        """
        SELECT c.oid::regclass::text
          FROM pg_catalog.pg_class c
         WHERE \(Self.unbound)
         ORDER BY 1
        """)
}
