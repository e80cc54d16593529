import Postgres
import Records

/// Stores a compared file: its import, its new rows, and the outlets that a list of licences brings.
struct HistoryApplication {
    let staging: HistoryStaging
    let order: HistoryImport
    /// SHA-256 of the file.
    let digest: [UInt8]

    private var db: Transaction { staging.db }
    private var actor: Actor { staging.actor }

    /// - Parameter rejected: rows that are not taken.
    func run(_ list: HistoryList, rejected: Int) throws {
        let number: Int = try db.one(
            """
            INSERT INTO registry.history_import (jurisdiction_id, profile, form, file_name, file_sha256, read_count,
                new_count, known_count, rejected_count, outlet_count, recorded_by)
            SELECT \(actor.jurisdiction), \(order.profile.rawValue)::text, \(list.form.rawValue)::text, \(order.file)::text,
                \(digest)::bytea, \(list.read)::integer, count(*) FILTER (WHERE NOT s.is_known), count(*) FILTER (WHERE s.is_known), \(rejected)::integer,
                (SELECT count(*) FROM pg_temp.new_premises AS p WHERE NOT p.is_taken), \(actor.person)::bigint
            FROM pg_temp.staged_record AS s
            RETURNING id
            """)
        _ = try db.execute(
            """
            INSERT INTO registry.earlier_record (jurisdiction_id, import_id, line, kind, licence_number, day, at,
                case_number, notice, violation, provision, criterion, proposed, imposed, measure, amount, currency, days,
                effective_on, doubt, standing, edition, original, row_sha256, occurrence, recorded_by)
            SELECT \(actor.jurisdiction), \(number), s.line, s.kind, s.licence_number, s.day, s.at, s.case_number, s.notice,
                s.violation, s.provision, s.criterion, s.proposed, s.imposed, s.measure, s.amount, s.currency, s.days,
                s.effective_on, s.doubt, s.standing, s.edition, s.original, s.row_sha256, s.occurrence, \(actor.person)
            FROM pg_temp.staged_record AS s WHERE NOT s.is_known ORDER BY s.line
            """)
        try register()
    }

    private func register() throws {
        _ = try db.execute(
            """
            INSERT INTO registry.outlet (jurisdiction_id, number, reference, name, kind, street, house_number,
                house_number_suffix, postcode, locality, source, status, act, changed_by)
            SELECT \(actor.jurisdiction), 0, '', p.name, p.kind, p.street, p.house_number, p.house_number_suffix, p.postcode,
                p.locality, \(order.profile.rawValue)::text || ' licence ' || p.licence_number, 'active', 'register',
                \(actor.person)
            FROM pg_temp.new_premises AS p WHERE p.outlet_id IS NULL AND NOT p.is_taken ORDER BY p.licence_number
            """)
        _ = try db.execute(
            """
            INSERT INTO registry.outlet_licence_number (jurisdiction_id, licence_number, outlet_id, recorded_by)
            SELECT o.jurisdiction_id, p.licence_number, o.id, \(actor.person)
            FROM pg_temp.new_premises AS p
            JOIN registry.outlet AS o ON o.jurisdiction_id = \(actor.jurisdiction) AND o.status = 'active' AND (o.id = p.outlet_id
                OR (p.outlet_id IS NULL AND o.source = \(order.profile.rawValue)::text || ' licence ' || p.licence_number))
            WHERE NOT p.is_taken
            """)
    }
}
