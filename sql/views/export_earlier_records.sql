-- One row per record of a former system, as an export gives it: no names, and nothing of the row that was not read.
CREATE VIEW registry.export_earlier_records WITH (security_invoker = true) AS
SELECT e.jurisdiction_id,
       e.id AS _order,
       m.profile AS former_system,
       o.reference AS outlet,
       e.licence_number,
       e.kind AS record,
       e.day,
       to_char(e.at, 'HH24:MI') AS time,
       e.case_number,
       e.notice,
       e.violation,
       e.provision,
       e.criterion,
       e.proposed,
       e.imposed,
       e.measure,
       e.amount,
       e.currency,
       e.days,
       e.effective_on,
       e.standing,
       EXISTS (SELECT FROM registry.earlier_event AS v WHERE v.jurisdiction_id = e.jurisdiction_id AND v.id = e.id) AS is_counted,
       e.doubt,
       m.file_name AS file,
       e.line,
       registry.utc(e.recorded_at) AS recorded_at
FROM registry.earlier_record AS e
JOIN registry.history_import AS m ON m.jurisdiction_id = e.jurisdiction_id AND m.id = e.import_id
LEFT JOIN registry.outlet_licence_number AS n ON n.jurisdiction_id = e.jurisdiction_id AND n.licence_number = e.licence_number
LEFT JOIN registry.outlet AS o ON o.jurisdiction_id = n.jurisdiction_id AND o.id = n.outlet_id;
COMMENT ON VIEW registry.export_earlier_records IS
    'One row per record of a former system, as an export gives it: which system, its outlet where one has its licence number, '
    'what it says, whether it is the record by which a look-back knows its case (is_counted), and from which file and line it came.';
