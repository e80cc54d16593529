-- One row per reporter's contact: how long it is kept and why, and the epoch whose key ends it.
CREATE VIEW registry.contact_plan WITH (security_invoker = true) AS
SELECT c.jurisdiction_id,
       c.id AS report_id,
       n.reference,
       k.name AS contact_key,
       w.wrapped_key,
       e.id AS epoch_id,
       e.name AS epoch,
       e.month,
       o.outcome,
       o.since,
       ops.contact_months(c.jurisdiction_id, o.outcome) AS months,
       ops.contact_month(c.jurisdiction_id, c.id) AS keep_through,
       EXISTS (SELECT FROM registry.contact_hold AS h
               WHERE h.jurisdiction_id = c.jurisdiction_id AND h.report_id = c.id AND h.status = 'held') AS is_held,
       EXISTS (SELECT FROM registry.contact_erasure AS x
               WHERE x.jurisdiction_id = c.jurisdiction_id AND x.report_id = c.id AND x.status = 'approved') AS is_to_be_erased,
       EXISTS (SELECT FROM registry.contact_shredding AS s
               WHERE s.jurisdiction_id = e.jurisdiction_id AND s.epoch_id = e.id) AS is_destroyed
FROM registry.nuisance_contact AS c
JOIN registry.nuisance_report AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.id = c.id
JOIN registry.contact_key AS k ON k.jurisdiction_id = c.jurisdiction_id AND k.id = c.contact_key_id
CROSS JOIN LATERAL (SELECT p.epoch_id, p.wrapped_key FROM registry.contact_wrapping AS p
                    WHERE p.jurisdiction_id = c.jurisdiction_id AND p.report_id = c.id ORDER BY p.id DESC LIMIT 1) AS w
JOIN registry.contact_epoch AS e ON e.jurisdiction_id = c.jurisdiction_id AND e.id = w.epoch_id
CROSS JOIN LATERAL ops.contact_outcome(c.jurisdiction_id, c.id) AS o;
COMMENT ON VIEW registry.contact_plan IS
    'One row per reporter''s contact, for officers and administrators: what became of the report, through which month the contact is '
    'kept, and the epoch under which its key is wrapped now.';
