import Postgres
import Records

extension ImportStaging {
    /// Whether the present outlet `o` came from an earlier list of the same profile and is not on this one.
    private var isAbsent: SQL {
        """
        o.status = 'active' AND split_part(o.source, ' ', 1) = \(profile.rawValue)
            AND NOT EXISTS (SELECT FROM pg_temp.staged_outlet AS s WHERE s.outlet_id = o.id)
        """
    }

    /// Whether it has vanished: of one that moved, the list may only have the address wrong.
    var hasVanished: SQL {
        "\(sql: isAbsent) AND NOT EXISTS (SELECT FROM pg_temp.left_address AS a WHERE a.outlet_id = o.id)"
    }

    /// The outlets that the list no longer names, by reference, and how many they are.
    func vanished() throws -> (count: Int, list: RawJSON) {
        let rows = try db.rows(
            """
            SELECT count(*) AS count, coalesce(jsonb_agg(jsonb_build_object('reference', o.reference, 'address',
                concat_ws(' ', o.street, o.house_number, nullif(o.house_number_suffix, ''), nullif(o.postcode, '')))
                ORDER BY o.reference), '[]') AS list
            FROM pg_temp.present_outlet AS o WHERE \(sql: hasVanished)
            """)
        return (try rows[0].get("count"), try rows[0].get("list"))
    }

    /// What became of the list (or would), as the answer to the call.
    /// - Parameter vanished: as it was before anything was applied; nil when it is not known.
    func report(_ list: OutletList, vanished: RawJSON?, applied: Bool) throws -> Answer {
        let rejects = Reject.csv(list.rejects, header: list.header[...], separator: list.separator)
        let text = rejects.isEmpty ? nil : String(decoding: rejects, as: UTF8.self)
        let rows = try db.rows(
            """
            WITH counted AS (
                SELECT count(*) FILTER (WHERE outcome = 'new') AS new, count(*) FILTER (WHERE outcome = 'changed') AS changed,
                    count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged
                FROM pg_temp.staged_outlet
            )
            SELECT \(list.read)::integer AS read, c.new, c.changed, c.unchanged,
                \(vanished)::jsonb AS vanished, \(sql: moved) AS moved,
                \(list.vanishedNotKnown)::text AS vanished_not_known,
                \(list.rejects.count)::integer AS rejected, \(sql: appeared) AS appeared, \(sql: changes) AS changes,
                \(applied)::boolean AS applied, \(text)::text AS rejects
            FROM counted AS c
            """)
        return Answer(body: rows.json(row: 0))
    }

    /// Outlets that the list doesn't name where they are now; what vanished is told apart from them.
    private var moved: SQL {
        """
        (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', o.reference, 'address', concat_ws(' ', o.street,
             o.house_number, nullif(o.house_number_suffix, ''), nullif(o.postcode, '')), 'movedOn', a.moved_on)
             ORDER BY o.reference), '[]')
         FROM pg_temp.present_outlet AS o
         JOIN (SELECT outlet_id, max(moved_on) AS moved_on FROM pg_temp.left_address GROUP BY outlet_id) AS a
             ON a.outlet_id = o.id
         WHERE \(sql: isAbsent))
        """
    }

    private var appeared: SQL {
        """
        (SELECT coalesce(jsonb_agg(jsonb_build_object('line', n.line, 'address', n.address) ORDER BY n.line), '[]')
         FROM (SELECT s.line, concat_ws(' ', s.street, s.house_number, nullif(s.house_number_suffix, ''),
                   nullif(s.postcode, '')) AS address
               FROM pg_temp.staged_outlet AS s WHERE s.outcome = 'new' ORDER BY s.line LIMIT 20) AS n)
        """
    }

    /// The differences as they were before anything was applied; `compare` keeps them in `difference`.
    private var changes: SQL {
        """
        (SELECT coalesce(jsonb_agg(jsonb_build_object('line', d.line, 'reference', d.outlet_reference,
             'members', d.difference) ORDER BY d.line), '[]')
         FROM (SELECT s.line, s.outlet_reference, s.difference FROM pg_temp.staged_outlet AS s
               WHERE s.outcome = 'changed' ORDER BY s.line LIMIT 20) AS d)
        """
    }
}
