-- Who did something and when is what the columns' defaults say. A runtime role writes no column that defaults to the
-- caller or the clock of the transaction; this file runs after those of all modules.
DO $$
DECLARE
    stamped record;
BEGIN
    FOR stamped IN
        SELECT c.oid::regclass AS tab, r.role,
               string_agg(quote_ident(a.attname), ', ') FILTER (WHERE NOT s.is_stamp) AS columns
          FROM pg_class c
         CROSS JOIN unnest(ARRAY['praxis_app', 'praxis_jobs']) r (role)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         CROSS JOIN LATERAL (
               SELECT coalesce(pg_get_expr(d.adbin, d.adrelid) IN ('praxis_private.account_id()', 'now()'), false)) s (is_stamp)
         WHERE c.relnamespace = 'praxis'::regnamespace
           AND c.relkind = 'r'
           AND has_table_privilege(r.role, c.oid, 'INSERT')
         GROUP BY c.oid, r.role
        HAVING bool_or(s.is_stamp)
    LOOP
        EXECUTE format('REVOKE INSERT ON %s FROM %I', stamped.tab, stamped.role);
        EXECUTE format('GRANT INSERT (%s) ON %s TO %I', stamped.columns, stamped.tab, stamped.role);
    END LOOP;
END
$$;
