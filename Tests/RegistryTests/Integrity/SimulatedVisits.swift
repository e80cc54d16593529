import Chance
import Postgres
import Records

@testable import Registry

/// Visits of a register that is made up from a seed, and what is counted of them by hand.
struct SimulatedVisits {
    struct Visit: Sendable {
        var number: Int
        var outlet: Int
        var kind: String
        var inspector: Int
        var second: Int?
        /// By criterion.
        var results: [String: String]
        /// Of criterion G, in grams.
        var grams: Double?
        var isVoided: Bool
        var hasAccess: Bool
    }

    private var chance: SplitMix64
    let inspectors: [Int]

    init(seed: UInt64, inspectors: [Int]) {
        chance = SplitMix64(seed: seed)
        self.inspectors = inspectors
    }

    mutating func visits(_ count: Int) -> [Visit] {
        (1...count).map { number in
            let one = inspectors[Int.random(in: 0..<inspectors.count, using: &chance)]
            let other = inspectors[Int.random(in: 0..<inspectors.count, using: &chance)]
            let hasAccess = happens(0.9)
            var results: [String: String] = [:]
            for criterion in ["A", "G", "J"] where hasAccess && happens(0.7) {
                results[criterion] = happens(0.25) ? "fail" : happens(0.2) ? "not_checked" : "pass"
            }
            // In tenths of a gram around the limit of 5.
            let grams = results["G"] == nil ? nil : Double(Int.random(in: 35...65, using: &chance)) / 10
            return Visit(
                number: number, outlet: Int.random(in: 0..<3, using: &chance),
                kind: happens(0.5) ? "unannounced" : "re_inspection", inspector: one,
                second: other == one || happens(0.5) ? nil : other, results: results, grams: grams,
                isVoided: happens(0.1), hasAccess: hasAccess)
        }
    }

    private mutating func happens(_ rate: Double) -> Bool { Double.random(in: 0..<1, using: &chance) < rate }

    /// By person or once, town, kind and what was checked.
    static func counts(_ visits: [Visit], perPerson: Bool) -> [IntegrityCount] {
        tally(visits, perPerson: perPerson) { visit in
            let checked = visit.results.filter { ["pass", "fail"].contains($0.value) }
            guard !checked.isEmpty else { return nil }
            return (
                "Amsterdam, \(visit.kind), \(checked.keys.sorted().joined(separator: "+"))",
                checked.values.contains("fail")
            )
        }
    }

    /// Values within a fifth of the limit of 5 g.
    static func measured(_ visits: [Visit], perPerson: Bool) -> [IntegrityCount] {
        tally(visits, perPerson: perPerson) { visit in
            guard let grams = visit.grams, (4.0...6.0).contains(grams) else { return nil }
            return ("G, 5 g", grams > 5)
        }
    }

    private static func tally(
        _ visits: [Visit], perPerson: Bool, _ counted: (Visit) -> (stratum: String, happened: Bool)?
    ) -> [IntegrityCount] {
        var counts: [[String]: (Int, Int)] = [:]
        for visit in visits where visit.hasAccess && !visit.isVoided {
            guard let (stratum, happened) = counted(visit) else { continue }
            let persons = perPerson ? [visit.inspector, visit.second].compactMap { $0 }.map(String.init) : [""]
            for person in persons {
                let (count, events) = counts[[person, stratum], default: (0, 0)]
                counts[[person, stratum]] = (count + 1, events + (happened ? 1 : 0))
            }
        }
        return counts.map {
            IntegrityCount(subject: $0.key[0], stratum: $0.key[1], count: $0.value.0, events: $0.value.1)
        }.sorted { (Int($0.subject) ?? 0, $0.stratum) < (Int($1.subject) ?? 0, $1.stratum) }
    }
}

extension World {
    /// Writes visits of 2026 past the guards: what is tested is how they are counted.
    func store(_ visits: [SimulatedVisits.Visit]) async throws {
        let outlets = self.outlets
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            for visit in visits {
                let id = World.id(visit.number)
                try db.execute(
                    """
                    INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome, inspector_id,
                        second_inspector_id, started_at, local_day, content_digest, recorded_by)
                    SELECT o.jurisdiction_id, \(id)::text::uuid, \(visit.number), 'I-' || \(visit.number), o.id, \(visit.kind),
                        \(visit.hasAccess ? "access" : "refused"), \(visit.inspector), \(visit.second),
                        '2026-03-01T12:00:00Z'::timestamptz, '2026-03-01', sha256(''), \(visit.inspector)
                    FROM registry.outlet AS o WHERE o.reference = \(outlets[visit.outlet])
                    """)
                for (criterion, result) in visit.results.sorted(by: { $0.key < $1.key }) {
                    let grams = criterion == "G" ? visit.grams : nil
                    try db.execute(
                        """
                        INSERT INTO registry.finding (jurisdiction_id, outlet_id, inspection_id, criterion, result, measured_value,
                            measured_unit)
                        SELECT i.jurisdiction_id, i.outlet_id, i.id, \(criterion), \(result), \(grams)::float8::numeric,
                            CASE WHEN \(grams)::float8 IS NOT NULL THEN 'g' END
                        FROM registry.inspection AS i WHERE i.id = \(id)::text::uuid
                        """)
                }
                guard visit.isVoided else { continue }
                try db.execute(
                    """
                    INSERT INTO registry.voiding (jurisdiction_id, outlet_id, inspection_id, reason, recorded_by)
                    SELECT i.jurisdiction_id, i.outlet_id, i.id, 'It was another outlet.', \(visit.inspector)
                    FROM registry.inspection AS i WHERE i.id = \(id)::text::uuid
                    """)
            }
        }
    }
}
