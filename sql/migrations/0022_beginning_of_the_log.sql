-- When the log began, so that a log that no witness has ever seen is as old as its first act, and not as the process that asks.

CREATE FUNCTION ops.log_began() RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE home (id) AS (
        SELECT min(o.jurisdiction_id) FROM audit.outbox AS o
        UNION ALL
        SELECT (SELECT min(o.jurisdiction_id) FROM audit.outbox AS o WHERE o.jurisdiction_id > h.id)
        FROM home AS h WHERE h.id IS NOT NULL)
    SELECT min(act.at) FROM home AS m CROSS JOIN LATERAL (
        SELECT o.at FROM audit.outbox AS o WHERE o.jurisdiction_id = m.id ORDER BY o.id LIMIT 1) AS act
$$;
COMMENT ON FUNCTION ops.log_began IS
    'When the first act was recorded that the log is about; null before there is one. No act of before it waits for a witness.';

REVOKE ALL ON FUNCTION ops.log_began() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.log_began() TO registry_service;
