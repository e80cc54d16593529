-- What a party was called before, one row per name and time.
CREATE VIEW registry.former_party_name WITH (security_invoker = true) AS
SELECT c.jurisdiction_id, c.party_key, c.name,
       coalesce(lag(c.until) OVER (PARTITION BY c.jurisdiction_id, c.party_key ORDER BY c.version), c.first) AS since, c.until
FROM (SELECT h.jurisdiction_id, h.object_key AS party_key, h.version, h.state ->> 'name' AS name,
          first_value(h.changed_at) OVER every AS first, lead(h.state ->> 'name') OVER every AS next_name,
          lead(h.changed_at) OVER every AS until
      FROM registry.history AS h
      WHERE h.object = 'party'
      WINDOW every AS (PARTITION BY h.jurisdiction_id, h.object_key ORDER BY h.version)) AS c
WHERE c.next_name <> c.name;
COMMENT ON VIEW registry.former_party_name IS
    'What a party was called before: since when it was recorded under the name, and until when. An earlier name that it has '
    'again is one too.';
