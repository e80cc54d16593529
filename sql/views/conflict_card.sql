-- Who is barred from which outlet, by name.
CREATE VIEW registry.conflict_card WITH (security_invoker = true) AS
SELECT b.jurisdiction_id, b.id, b.person_id, p.name AS person, o.reference AS outlet, o.name AS outlet_name, b.starts_on,
       b.why, b.status,
       (SELECT d.name FROM registry.history AS h
        JOIN registry.person AS d ON d.jurisdiction_id = h.jurisdiction_id AND d.id = h.changed_by
        WHERE h.jurisdiction_id = b.jurisdiction_id AND h.object = 'conflict_of_interest' AND h.object_key = b.id::text
            AND h.version = 1) AS declared_by,
       CASE b.status WHEN 'ended' THEN e.name END AS ended_by, b.reason, b.version, b.changed_at
FROM registry.conflict_of_interest AS b
JOIN registry.person AS p ON p.jurisdiction_id = b.jurisdiction_id AND p.id = b.person_id
JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
JOIN registry.person AS e ON e.jurisdiction_id = b.jurisdiction_id AND e.id = b.changed_by;
COMMENT ON VIEW registry.conflict_card IS 'Conflicts of interest with the outlet and the names of all who had a part in them.';
