import Policy
import Postgres
import Records

/// Brings a compared list in, with one statement for all the new, one for all the changed and one for all the vanished.
/// Every guard of the tables sees every row.
struct ImportApplication {
    let staging: ImportStaging
    let order: OutletImport
    /// SHA-256 of the file.
    let digest: [UInt8]

    /// - Parameter vanished: how many outlets the list no longer names; nil when that is not known.
    func run(_ list: OutletList, vanished: Int?) throws {
        let new = try register()
        let changed = try amend()
        if let day = order.closeVanished { try close(on: day) }
        _ = try staging.db.execute(
            """
            INSERT INTO registry.import_batch (jurisdiction_id, profile, file_sha256, read_count, new_count, changed_count,
                unchanged_count, vanished_count, rejected_count, vanished_closed_on, recorded_by)
            VALUES (\(staging.actor.jurisdiction), \(order.profile.rawValue), \(digest), \(list.read), \(new), \(changed),
                \(list.read - list.rejects.count - new - changed), \(vanished), \(list.rejects.count),
                \(order.closeVanished), \(staging.actor.person))
            """)
    }

    private func register() throws -> Int {
        try staging.db.execute(
            """
            INSERT INTO registry.outlet (jurisdiction_id, number, reference, name, kind, street, house_number,
                house_number_suffix, postcode, locality, place, tolerated_from, source, status, act, effective_on, changed_by)
            SELECT \(staging.actor.jurisdiction), 0, '', s.name, coalesce(s.kind, 'unknown'), s.street, s.house_number,
                s.house_number_suffix, s.postcode, s.locality, \(sql: Self.place), s.tolerated_from, s.source, 'active',
                'register', s.tolerated_from, \(staging.actor.person)
            FROM pg_temp.staged_outlet AS s WHERE s.outcome = 'new' ORDER BY s.line
            """)
    }

    private func amend() throws -> Int {
        try staging.db.execute(
            """
            UPDATE registry.outlet AS o SET name = s.name, kind = s.kind, postcode = s.postcode, locality = s.locality,
                place = \(sql: Self.place), tolerated_from = s.tolerated_from, act = 'amend', effective_on = NULL,
                reason = \(mark("As the imported list says")), version = o.version + 1, changed_by = \(staging.actor.person)
            FROM pg_temp.staged_outlet AS s
            WHERE o.jurisdiction_id = \(staging.actor.jurisdiction) AND o.id = s.outlet_id AND s.outcome = 'changed'
            """)
    }

    private func close(on day: LocalDate) throws {
        _ = try staging.db.execute(
            """
            UPDATE registry.outlet AS o SET status = 'closed', act = 'close', effective_on = \(day),
                reason = \(mark("No longer on the imported list")), version = o.version + 1,
                changed_by = \(staging.actor.person)
            WHERE o.jurisdiction_id = \(staging.actor.jurisdiction)
                AND o.id IN (SELECT o.id FROM pg_temp.present_outlet AS o WHERE \(sql: staging.hasVanished))
            """)
    }

    private static let place: SQL = """
        CASE WHEN s.longitude IS NOT NULL
            THEN public.st_setsrid(public.st_makepoint(s.longitude, s.latitude), 4326)::public.geography END
        """

    /// The reason that the history keeps, with the profile and the beginning of the file's digest.
    private func mark(_ words: String) -> String {
        "\(words) (\(order.profile.rawValue), file \(Hex.text(digest.prefix(4))))."
    }
}
