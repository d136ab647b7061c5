-- Which files of the schema were applied, for a daemon that compares them with its own before it serves.
CREATE OR REPLACE FUNCTION praxis_private.schema_files()
RETURNS TABLE (file text, checksum text, applied_at text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
        SELECT m.file, m.checksum, to_char(m.applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          FROM praxis_private.migration m
         ORDER BY m.applied_at, m.file;
END
$$;
