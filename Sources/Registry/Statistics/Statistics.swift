import Policy
import Postgres
import Records

extension Registry {
    /// The counts behind an indicator in the actor's jurisdiction, from one snapshot.
    /// - Throws: `Refusal` when the period ends before it begins.
    package func statistics(
        _ indicator: Indicator, _ query: StatisticsQuery, _ actor: Actor
    ) async throws -> IndicatorCounts {
        try await read(actor) { db in
            let (from, to) = try Self.period(query, actor, db)
            let figures: IndicatorCounts.Figures =
                switch indicator {
                case .outlets: .outlets(try Self.outletCounts(on: to, actor, db))
                case .inspectionRate: .inspectionRate(try Self.exposure(from, to, actor, db))
                case .violationRate: .violationRate(try Self.criterionCounts(from, to, actor, db))
                case .harm: .harm(try harmCounts(from, to, by: query.by, actor, db))
                }
            return IndicatorCounts(jurisdiction: actor.jurisdictionCode, from: from, to: to, figures: figures)
        }
    }

    /// The days of a query; without them this year so far.
    /// - Throws: `Refusal` when the period ends before it begins.
    static func period(
        _ query: StatisticsQuery, _ actor: Actor, _ db: Transaction
    ) throws -> (from: LocalDate, to: LocalDate) {
        let rows = try db.rows(
            """
            WITH last AS (
                SELECT least(\(query.to)::date, (now() AT TIME ZONE j.time_zone)::date) AS day
                FROM registry.jurisdiction AS j WHERE j.id = \(actor.jurisdiction)
            )
            SELECT coalesce(\(query.from)::date, date_trunc('year', last.day)::date)::text AS first, last.day::text AS last
            FROM last
            """)
        guard rows.count > 0, let from = LocalDate(try rows[0].get("first")),
            let to = LocalDate(try rows[0].get("last"))
        else { throw Refusal.unknown("jurisdiction", actor.jurisdictionCode) }
        guard from <= to else {
            throw Refusal.badInput([
                FieldProblem(
                    "/from", "out_of_order", "The period would begin on \(from) and end on \(to), today at the latest.")
            ])
        }
        return (from, to)
    }

    private static func outletCounts(on day: LocalDate, _ actor: Actor, _ db: Transaction) throws -> [OutletCount] {
        try db.rows(
            """
            SELECT kind, count(DISTINCT outlet_id) AS total,
                count(DISTINCT outlet_id) FILTER (WHERE until IS NULL OR until > \(day)) AS active
            FROM registry.outlet_in_force
            WHERE jurisdiction_id = \(actor.jurisdiction) AND first_day <= \(day) GROUP BY kind ORDER BY kind
            """
        ).map { OutletCount(kind: try $0.get("kind"), total: try $0.get("total"), active: try $0.get("active")) }
    }

    /// A voided inspection counts nowhere.
    private static let holds: SQL = """
        NOT EXISTS (SELECT FROM registry.voiding AS w
            WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
        """

    /// Inspections are counted where exposure is: on the days on which their outlet was in force.
    private static func exposure(
        _ from: LocalDate, _ to: LocalDate, _ actor: Actor, _ db: Transaction
    ) throws -> InspectionExposure {
        let end = to.adding(days: 1)
        let rows = try db.rows(
            """
            WITH stretch AS MATERIALIZED (
                SELECT f.outlet_id, f.first_day, f.until FROM registry.outlet_in_force AS f
                WHERE f.jurisdiction_id = \(actor.jurisdiction)
            ), visit AS (
                SELECT i.id, i.outcome, bool_or(f.outlet_id IS NOT NULL) AS in_force
                FROM registry.inspection AS i
                LEFT JOIN stretch AS f ON f.outlet_id = i.outlet_id AND f.first_day <= i.local_day
                    AND (f.until IS NULL OR f.until > i.local_day)
                WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.local_day BETWEEN \(from) AND \(to)
                    AND \(sql: holds)
                GROUP BY i.id, i.outcome
            )
            SELECT (SELECT coalesce(sum(greatest(0, least(coalesce(f.until, \(end)), \(end)) - greatest(f.first_day, \(from)))), 0)
                    FROM stretch AS f) AS days,
                count(*) FILTER (WHERE v.in_force AND v.outcome = 'access') AS inspections,
                count(*) FILTER (WHERE v.in_force) AS attempts, count(*) FILTER (WHERE NOT v.in_force) AS not_in_force
            FROM visit AS v
            """)
        return InspectionExposure(
            inspections: try rows[0].get("inspections"), attempts: try rows[0].get("attempts"),
            notInForce: try rows[0].get("not_in_force"), outletDays: try rows[0].get("days"))
    }

    private static func criterionCounts(
        _ from: LocalDate, _ to: LocalDate, _ actor: Actor, _ db: Transaction
    ) throws -> [CriterionCount] {
        try db.rows(
            """
            WITH outlet AS (
                SELECT f.criterion, i.outlet_id, count(*) FILTER (WHERE f.result = 'fail') AS failed,
                    count(*) FILTER (WHERE f.result IN ('fail', 'pass')) AS checked,
                    count(*) FILTER (WHERE f.result = 'not_checked') AS not_checked,
                    count(*) FILTER (WHERE f.result = 'not_applicable') AS not_applicable
                FROM registry.inspection AS i
                JOIN registry.effective_finding AS f ON f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id
                WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.local_day BETWEEN \(from) AND \(to)
                    AND \(sql: holds)
                GROUP BY f.criterion, i.outlet_id
            )
            SELECT criterion, sum(not_checked)::bigint AS not_checked, sum(not_applicable)::bigint AS not_applicable,
                coalesce(array_agg(failed ORDER BY outlet_id) FILTER (WHERE checked > 0), '{}') AS failed,
                coalesce(array_agg(checked ORDER BY outlet_id) FILTER (WHERE checked > 0), '{}') AS checked
            FROM outlet GROUP BY criterion ORDER BY criterion
            """
        ).map { row in
            let (failed, checked): ([Int], [Int]) = (try row.get("failed"), try row.get("checked"))
            return CriterionCount(
                criterion: try row.get("criterion"), notChecked: try row.get("not_checked"),
                notApplicable: try row.get("not_applicable"),
                outlets: zip(failed, checked).map { CriterionCount.Checks(failed: $0, checked: $1) })
        }
    }
}
