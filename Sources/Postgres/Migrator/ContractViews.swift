/// The views that contracts make. Columns of a view that is there cannot be taken away, renamed or put into another order:
/// where contracts want that, all views go before they run.
enum ContractViews {
    /// Drops all of them. What else depends on one makes it fail.
    static let drop: SQL = """
        DO $$
        DECLARE
            views constant text := (
                SELECT string_agg(c.oid::regclass::text, ', ')
                  FROM pg_catalog.pg_class c
                 WHERE c.relkind = 'v'
                   AND c.relowner = 'praxis_owner'::regrole
                   AND c.relnamespace IN ('praxis'::regnamespace, 'praxis_private'::regnamespace));
        BEGIN
            IF views IS NOT NULL THEN
                EXECUTE 'DROP VIEW ' || views;
            END IF;
        END
        $$
        """
}
