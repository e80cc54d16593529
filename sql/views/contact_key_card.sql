-- One row per key to which contact data are sealed.
CREATE VIEW registry.contact_key_card WITH (security_invoker = true) AS
SELECT k.jurisdiction_id,
       k.id,
       k.name,
       'contact-key-public:' || k.name || ':' || encode(k.public_key, 'base64') AS public_key,
       k.status,
       p.name AS proposed_by,
       q.name AS changed_by,
       k.changed_at,
       k.version
FROM registry.contact_key AS k
JOIN registry.person AS p ON p.jurisdiction_id = k.jurisdiction_id AND p.id = k.proposed_by
JOIN registry.person AS q ON q.jurisdiction_id = k.jurisdiction_id AND q.id = k.changed_by;
COMMENT ON VIEW registry.contact_key_card IS 'One row per contact key with its public half as text, and who proposed and changed it.';
