import Policy
import Postgres
import Records

extension Registry {
    /// What the harm index counts on the days from `from` to `to`, with the weights of the packs that governed on each.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    func harmCounts(
        _ from: LocalDate, _ to: LocalDate, by part: HarmPart, _ actor: Actor, _ db: Transaction
    ) throws -> HarmCounts {
        let days = (from: from, end: to.adding(days: 1))
        let violations = try db.rows(Self.establishedViolations(days, by: part, actor))
        let reports = try db.rows(Self.confirmedReports(days, by: part, actor))
        let packs = try packs(named: [violations, reports], actor, db)
        return HarmCounts(
            part: part,
            violations: try violations.map { row in
                let criterion: String = try row.get("criterion")
                let governed = try row.get("packs", as: [Int].self).compactMap { packs[$0] }
                let knowing = governed.filter { $0.criterion(criterion) != nil }
                let taking = knowing.filter { $0.ladder(for: criterion) != nil }
                return try Self.count(row, taking.isEmpty ? knowing : taking) { $0.harm(of: criterion) }
            },
            reports: try reports.map { row in
                let governed = try row.get("packs", as: [Int].self).compactMap { packs[$0] }
                return try Self.count(row, governed, \.harmOfIncident)
            },
            unconfirmed: try db.one(Self.unconfirmedReports(days, actor)))
    }

    private static func count(_ row: Row, _ packs: [Pack], _ weight: (Pack) -> HarmWeight) throws -> HarmCount {
        HarmCount(
            of: try row.get("part"), count: try row.get("count"),
            weight: HarmCount.Weight(packs.map { ($0.reference, weight($0)) }))
    }

    /// The packs in the column packs, under their numbers.
    private func packs(named rows: [Rows], _ actor: Actor, _ db: Transaction) throws -> [Int: Pack] {
        let numbers = Set(try rows.flatMap { try $0.flatMap { try $0.get("packs", as: [Int].self) } })
        let stored = try db.rows(
            """
            SELECT p.id AS number, p.pack_id, p.pack_version, p.sha256, p.base_sha256 FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = \(actor.jurisdiction) AND p.id = ANY (\(numbers.sorted())::bigint[])
            """
        ).map { try StoredPack($0) }
        var packs: [Int: Pack] = [:]
        for one in stored { packs[one.number] = try one.pack(on: self.packs, actor, db) }
        return packs
    }

    /// Established today, by the local day on which they were found.
    private static func establishedViolations(
        _ days: (from: LocalDate, end: LocalDate), by part: HarmPart, _ actor: Actor
    ) -> SQL {
        """
        WITH counted AS (
            SELECT \(sql: part == .outlet ? "o.reference" : "v.criterion") AS part, v.criterion, v.day
            FROM registry.violation AS v
            JOIN registry.outlet AS o ON o.jurisdiction_id = v.jurisdiction_id AND o.id = v.outlet_id
            WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.status = 'established'
                AND v.day >= \(days.from) AND v.day < \(days.end)
        ), governed AS (\(sql: governed(actor)))
        SELECT c.part, c.criterion, g.packs, count(*) AS count
        FROM counted AS c JOIN governed AS g ON g.day = c.day
        GROUP BY c.part, c.criterion, g.packs ORDER BY c.part, c.criterion, g.packs
        """
    }

    /// By the local day of the nuisance. By category a report counts once, also when it is confirmed for two outlets.
    private static func confirmedReports(
        _ days: (from: LocalDate, end: LocalDate), by part: HarmPart, _ actor: Actor
    ) -> SQL {
        """
        WITH counted AS (
            SELECT DISTINCT r.report_id, \(sql: part == .outlet ? "r.outlet" : "r.category") AS part, r.day
            FROM (\(sql: claims(days, actor))) AS r WHERE r.status = 'confirmed'
        ), governed AS (\(sql: governed(actor)))
        SELECT c.part, g.packs, count(*) AS count
        FROM counted AS c JOIN governed AS g ON g.day = c.day
        GROUP BY c.part, g.packs ORDER BY c.part, g.packs
        """
    }

    private static func unconfirmedReports(_ days: (from: LocalDate, end: LocalDate), _ actor: Actor) -> SQL {
        """
        SELECT count(*) FROM (
            SELECT r.report_id FROM (\(sql: claims(days, actor))) AS r
            GROUP BY r.report_id HAVING bool_or(r.status = 'proposed') AND NOT bool_or(r.status = 'confirmed')
        ) AS waiting
        """
    }

    /// The claims about nuisance on those days of the authority's own zone.
    private static func claims(_ days: (from: LocalDate, end: LocalDate), _ actor: Actor) -> SQL {
        """
        SELECT a.report_id, a.status, n.category, o.reference AS outlet, local.day
        FROM registry.attribution AS a
        JOIN registry.nuisance_report AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.id = a.report_id
        JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
        JOIN registry.jurisdiction AS j ON j.id = a.jurisdiction_id
        CROSS JOIN LATERAL (SELECT (n.occurred_at AT TIME ZONE j.time_zone)::date AS day) AS local
        WHERE a.jurisdiction_id = \(actor.jurisdiction) AND local.day >= \(days.from) AND local.day < \(days.end)
        """
    }

    /// For each day in `counted` the numbers of the packs that governed then, by the packs' ids.
    private static func governed(_ actor: Actor) -> SQL {
        """
        SELECT d.day, ARRAY(
            SELECT k.id FROM (
                SELECT DISTINCT ON (p.pack_id) p.id, p.pack_id, p.ends_on FROM registry.adopted_pack AS p
                WHERE p.jurisdiction_id = \(actor.jurisdiction) AND p.valid_from <= d.day
                ORDER BY p.pack_id, p.valid_from DESC, p.ends_on DESC NULLS FIRST
            ) AS k WHERE k.ends_on IS NULL OR k.ends_on > d.day ORDER BY k.pack_id
        ) AS packs
        FROM (SELECT DISTINCT c.day FROM counted AS c) AS d
        """
    }
}
