-- One row per version of a policy pack, in whichever status it is.
CREATE VIEW registry.policy_pack_card WITH (security_invoker = true) AS
SELECT k.jurisdiction_id,
       k.id AS number,
       k.pack_id AS id,
       k.pack_version AS version,
       k.title,
       k.status,
       k.sha256,
       k.valid_from,
       CASE WHEN k.status = 'active' THEN
           least(k.ends_on, k.rules_end_on, (SELECT min(n.valid_from) FROM registry.policy_pack AS n
                             WHERE n.jurisdiction_id = k.jurisdiction_id AND n.pack_id = k.pack_id AND n.status = 'active'
                                 AND n.valid_from > k.valid_from)) END AS governs_until,
       k.begins_on,
       k.rules_end_on - 1 AS rules_through,
       k.licence_maximum,
       k.file_name AS file,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.base ->> 'id', 'version', b.base ->> 'version',
                    'sha256', b.base ->> 'sha256') ORDER BY b.place), '[]')
        FROM jsonb_array_elements(k.bases) WITH ORDINALITY AS b(base, place)) AS bases,
       (k.checked_sha256 = k.sha256 AND k.report -> 'problems' = '[]') AS passed,
       jsonb_array_length(k.report -> 'problems') AS problems,
       jsonb_array_length(k.report -> 'choices') AS choices,
       (SELECT p.name FROM registry.person AS p
        WHERE p.jurisdiction_id = k.jurisdiction_id AND p.id = k.recorded_by) AS drafted_by,
       k.recorded_at AS drafted_at,
       (SELECT p.name FROM registry.person AS p
        WHERE p.jurisdiction_id = k.jurisdiction_id AND p.id = k.checked_by) AS checked_by,
       k.checked_at,
       (SELECT p.name FROM registry.person AS p
        WHERE p.jurisdiction_id = k.jurisdiction_id AND p.id = k.proposed_by) AS proposed_by,
       k.proposed_at,
       (SELECT p.name FROM registry.person AS p
        WHERE p.jurisdiction_id = k.jurisdiction_id AND p.id = k.activated_by) AS activated_by,
       k.activated_at,
       k.ladder_criteria,
       k.replaces,
       k.beside,
       k.beside_reason,
       k.end_proposed_day,
       (SELECT p.name FROM registry.person AS p
        WHERE p.jurisdiction_id = k.jurisdiction_id AND p.id = k.end_proposed_by) AS end_proposed_by,
       k.end_proposed_at,
       k.end_reason,
       k.ends_on,
       (SELECT p.name FROM registry.person AS p
        WHERE p.jurisdiction_id = k.jurisdiction_id AND p.id = k.ended_by) AS ended_by,
       k.ended_at,
       (SELECT r.pack_id || ' ' || r.pack_version FROM registry.policy_pack AS r
        WHERE r.jurisdiction_id = k.jurisdiction_id AND r.id = k.replaced_by) AS replaced_by,
       CASE WHEN k.valid_from IS NOT NULL THEN
           (SELECT count(*) FROM registry.judged_otherwise AS w
            WHERE w.jurisdiction_id = k.jurisdiction_id AND w.pack_number = k.id) END AS judged_otherwise,
       k.reason,
       k.report,
       k.source_text AS text,
       k.examples_text AS examples,
       k.version AS revision,
       k.changed_at
FROM registry.policy_pack AS k;
COMMENT ON VIEW registry.policy_pack_card IS
    'One row per version of a policy pack: its status, who drafted, checked, proposed, activated and ended it, '
    'what it replaces or judges beside, its report and text; and how many inspections on its days were judged otherwise.';
