import Policy
import Postgres
import Records

/// What the registry knows when an inspection comes in: the outlet, its open case, its violations, the packs that govern.
struct InspectionSubject {
    var outlet: Int
    var outletReference: String
    /// Closing day of a closed outlet.
    var closedOn: LocalDate?
    /// Local day on which the inspection began.
    var day: LocalDate
    /// The later of start and end, and the present time, both local: `2026-11-23 21:00`.
    var localTime: String
    var localNow: String
    var isInTheFuture: Bool
    var secondInspector: Int?
    var openCase: Int?
    var openCaseReference: String?
    /// Whether the inspection that is stored under this id has the same content; nil when there is none.
    var isTheSame: Bool?
    var storedReference: String?
    var packs: GoverningPacks
    var history: [PastViolation]
}

extension InspectionIntake {
    /// Everything the intake needs, in the round trip that begins the transaction.
    ///
    /// Each read goes by an index, the ones on growing tables by a hash index: serializable transactions lock whole
    /// index pages, and in a B-tree all new rows share the last page, so that any two intakes would collide.
    /// - Throws: `Refusal` `unknown_outlet`, `pack_text_altered`, `pack_not_readable`.
    func gather(_ db: Transaction, _ shelf: PackShelf) throws -> InspectionSubject {
        let rows = try db.pipeline([
            subject, GoverningPacks.adopted(at: new.startedAt, actor), OutletHistory.violations(of: reference, actor),
        ])
        guard rows[0].count > 0 else {
            throw Refusal.unknown("outlet", new.outlet)
        }
        let row = rows[0][0]
        return InspectionSubject(
            outlet: try row.get("outlet"), outletReference: reference, closedOn: try row.get("closed_on"),
            day: try row.get("day"),
            localTime: try row.get("local_time"), localNow: try row.get("local_now"),
            isInTheFuture: try row.get("is_in_the_future"), secondInspector: try row.get("second_inspector"),
            openCase: try row.get("open_case"), openCaseReference: try row.get("open_case_reference"),
            isTheSame: try row.get("is_the_same"), storedReference: try row.get("stored_reference"),
            packs: try GoverningPacks(rows[1], on: shelf, actor, db),
            history: try OutletHistory.read(rows[2], outlet: reference))
    }

    private var reference: String { new.outlet.uppercased() }

    private var subject: SQL {
        """
        SELECT o.id AS outlet, o.closed_on, (\(new.startedAt)::timestamptz AT TIME ZONE o.time_zone)::date AS day,
            to_char(\(latest)::timestamptz AT TIME ZONE o.time_zone, 'YYYY-MM-DD HH24:MI') AS local_time,
            to_char(clock_timestamp() AT TIME ZONE o.time_zone, 'YYYY-MM-DD HH24:MI') AS local_now,
            \(latest)::timestamptz > clock_timestamp() + interval '5 minutes' AS is_in_the_future,
            (SELECT s.person_id FROM registry.account AS s
             WHERE s.jurisdiction_id = o.jurisdiction_id AND s.login = \(new.secondInspector)) AS second_inspector,
            o.open_case, o.open_case_reference,
            e.content_digest = \(digest)::bytea AS is_the_same, e.reference AS stored_reference
        FROM registry.inspected_outlet AS o
        LEFT JOIN registry.inspection AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.id = \(id)
        WHERE o.jurisdiction_id = \(actor.jurisdiction) AND o.reference = \(reference)
        """
    }
}
