import Postgres
import Records

/// What became of a file of earlier records (or would).
struct HistoryReport {
    let answer: Answer

    /// Counts before anything is applied.
    init(
        _ order: HistoryImport, _ list: HistoryList, _ rejects: [Reject], _ staging: HistoryStaging, applied: Bool
    ) throws {
        let csv = Reject.csv(rejects, header: list.header[...], separator: list.separator)
        let row = try staging.db.rows(Self.counts(list.form, staging.actor))[0]
        let taken: Int = try row.get("taken")
        let json: JSONValue = [
            "file": .string(order.file), "form": .string(list.form.rawValue), "read": .integer(list.read),
            "new": .integer(try row.get("new")), "known": .integer(try row.get("known")),
            "rejected": .integer(rejects.count), "proposed": .integer(try row.get("proposed")),
            "withoutOutlet": .integer(try row.get("without_outlet")),
            "outlets": .integer(try row.get("outlets")), "vanished": .integer(try row.get("vanished")),
            "vanishedRows": try BoundedJSON.parse(Array(row.get("vanished_rows", as: String.self).utf8)),
            "remarks": .array(Self.remarks(list.records, taken: taken)), "applied": .bool(applied),
            "rejects": csv.isEmpty ? .null : .string(String(decoding: csv, as: UTF8.self)),
        ]
        answer = Answer(body: json.bytes())
    }

    private static func counts(_ form: HistoryForm, _ actor: Actor) -> SQL {
        """
        SELECT count(*) FILTER (WHERE NOT s.is_known) AS new, count(*) FILTER (WHERE s.is_known) AS known,
            count(*) FILTER (WHERE s.kind = 'proposal') AS proposed,
            count(*) FILTER (WHERE NOT EXISTS (SELECT FROM registry.outlet_licence_number AS n
                    WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.licence_number = s.licence_number)
                AND NOT EXISTS (SELECT FROM pg_temp.new_premises AS p
                    WHERE p.licence_number = s.licence_number AND NOT p.is_taken)) AS without_outlet,
            (SELECT count(*) FROM pg_temp.new_premises AS p WHERE NOT p.is_taken) AS outlets,
            (SELECT count(*) FROM pg_temp.new_premises AS p WHERE p.is_taken) AS taken,
            (SELECT count(*) FROM (\(sql: vanished(form, actor))) AS v) AS vanished,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('file', v.file_name, 'line', v.line, 'record', v.kind,
                    'licenceNumber', v.licence_number, 'day', v.day, 'case', v.case_number, 'criterion', v.criterion,
                    'standing', v.standing) ORDER BY v.id), '[]')::text
             FROM (SELECT * FROM (\(sql: vanished(form, actor))) AS w ORDER BY w.id LIMIT 20) AS v) AS vanished_rows
        FROM pg_temp.staged_record AS s
        """
    }

    /// Rows of earlier files of this form that this file doesn't have, or no longer as they were. They stay.
    private static func vanished(_ form: HistoryForm, _ actor: Actor) -> SQL {
        """
        SELECT r.*, i.file_name FROM registry.earlier_record AS r
        JOIN registry.history_import AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.import_id
        WHERE r.jurisdiction_id = \(actor.jurisdiction) AND i.form = \(form.rawValue) AND r.kind <> 'proposal'
            AND NOT EXISTS (SELECT FROM pg_temp.staged_record AS t WHERE t.kind = r.kind
                AND t.row_sha256 = r.row_sha256 AND t.occurrence = r.occurrence)
        """
    }

    /// In the order of `HistoryRemark`, those that there are.
    private static func remarks(_ records: [EarlierRecord], taken: Int) -> [JSONValue] {
        var counts: [HistoryRemark: Int] = [.addressTaken: taken]
        for record in records { for remark in record.remarks { counts[remark, default: 0] += 1 } }
        return HistoryRemark.allCases.compactMap { remark -> JSONValue? in
            guard let rows = counts[remark], rows > 0 else { return nil }
            return [
                "code": .string(remark.rawValue), "rows": .integer(rows), "message": .string(remark.message),
            ]
        }
    }
}
