import Policy
import Postgres
import Records

extension Registry {
    /// The later recommendations that counted the violations of an inspection, with what was decided and done on that
    /// ground, and with what each would be on what is known now; oldest first.
    ///
    /// Those that a newer recommendation has replaced are left out, unless somebody decided on them.
    /// - Parameter criterion: of one of the violations; nil for all of the inspection's.
    /// - Throws: `Refusal` `unknown_inspection`.
    package func consequences(of inspection: String, criterion: String?, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            let known = try KnownInspection(inspection, actor, db)
            let violations: [Int] = try db.one(
                """
                SELECT coalesce(array_agg(v.id), '{}') FROM registry.violation AS v
                WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.inspection_id = \(known.id)
                    AND (\(criterion)::text IS NULL OR v.criterion = \(criterion))
                """)
            let items = try Consequence.all(of: violations, actor, packs, db)
            return Answer(body: JSONValue.object(["items": .array(items.map(\.json)), "next": .null]).bytes())
        }
    }
}

/// A recommendation that counted a violation, as it was and as it would be now.
struct Consequence {
    private let id: Int
    private let caseFile: String
    private let caseStatus: String
    private let inspection: String
    private let outlet: String
    /// The open case of the outlet.
    private let openCase: String?
    /// Whether what it counted fell with a revoked action, and nobody has asked the rules again or decided since.
    private let hasFallen: Bool
    /// Whether a violation stands that it is about; without one there is nothing to ask the rules.
    private let stands: Bool
    private let day: LocalDate
    private let was: Decision
    private let now: Decision
    private let decision: JSONValue
    private let actions: JSONValue

    static func all(
        of violations: [Int], _ actor: Actor, _ shelf: PackShelf, _ db: Transaction
    ) throws -> [Consequence] {
        guard !violations.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT DISTINCT ON (g.id) g.id, g."case", g.case_status, g.inspection, g.day, g.pack_id, g.pack_version,
                g.pack_sha256 AS sha256, k.id AS number, k.base_sha256, g.facts, g.trace, g.decision, g.actions, g.outlet,
                o.reference AS open_case, EXISTS (SELECT FROM registry.fallen_ground AS f
                    WHERE f.jurisdiction_id = g.jurisdiction_id AND f.recommendation_id = g.id) AS has_fallen,
                registry.ground_stands(g.jurisdiction_id, g.inspection_id, g.trace) AS stands
            FROM registry.violation_ground AS g
            JOIN registry.adopted_pack AS k ON k.jurisdiction_id = g.jurisdiction_id
                AND (k.pack_id, k.pack_version, k.sha256) = (g.pack_id, g.pack_version, g.pack_sha256)
            LEFT JOIN registry.case_file AS o ON o.jurisdiction_id = g.jurisdiction_id AND o.outlet_id = g.outlet_id
                AND o.status = 'open'
            WHERE g.jurisdiction_id = \(actor.jurisdiction) AND g.violation_id = ANY (\(violations)::bigint[])
                AND (g.replaced_by IS NULL OR g.decision IS NOT NULL)
            ORDER BY g.id
            """
        ).map { try Consequence($0, actor, shelf, db) }
    }

    private init(_ row: Row, _ actor: Actor, _ shelf: PackShelf, _ db: Transaction) throws {
        id = try row.get("id")
        caseFile = try row.get("case")
        caseStatus = try row.get("case_status")
        inspection = try row.get("inspection")
        outlet = try row.get("outlet")
        openCase = try row.get("open_case")
        hasFallen = try row.get("has_fallen")
        stands = try row.get("stands")
        day = try row.get("day")
        was = try StableJSON.value(Decision.self, row.get("trace"))
        decision = try row.get("decision", as: String?.self).map { try BoundedJSON.parse(Array($0.utf8)) } ?? .null
        actions = try BoundedJSON.parse(Array(row.get("actions", as: String.self).utf8))
        let pack = try StoredPack(row).pack(on: shelf, actor, db)
        let stored = try StableJSON.value(Facts.self, row.get("facts"))
        let versions = try CandidateVersion.adopted(stored, of: pack.id, on: shelf, actor, db)
        let facts = try Self.today(stored, inspection, under: pack, among: versions, actor, shelf, db)
        // Only the outcome is read of it, which nothing that comes later changes.
        now = Advice(facts, under: pack, among: versions, coming: []).decision
    }

    /// The facts as they are known now: corrected findings, where the outlet's other violations stand, what runs, and what
    /// people have answered.
    ///
    /// Which versions of the rules come into question stays as it was.
    private static func today(
        _ stored: Facts, _ inspection: String, under pack: Pack, among versions: [AdoptedVersion], _ actor: Actor,
        _ shelf: PackShelf, _ db: Transaction
    ) throws -> Facts {
        let asked = Set(stored.findings.map(\.criterion))
        let known = try KnownInspection(inspection, actor, db)
        let findings = try known.findings(actor, db).filter { asked.contains($0.criterion) }
        let asking = AskingPack(pack, among: versions.map(\.pack))
        var facts = try InspectionSubject(of: known, for: asking, actor, shelf, db).facts
            .facts(
                findings, on: stored.day, inspection: inspection, answers: try GateAnswers(about: known, actor, db),
                for: asking)
        facts.decidedOn = stored.decidedOn
        facts.versions = stored.versions
        return facts
    }

    private var changes: Bool {
        was.measure != now.measure || was.options != now.options || was.chooser != now.chooser
            || was.personDecides != now.personDecides
    }

    /// The rules are asked again in the open case of the outlet; where it has none, one is opened for that.
    private var next: JSONValue {
        guard stands, changes || hasFallen else { return .null }
        let (act, reference) = openCase.map { ("recompute", $0) } ?? ("open_case", outlet)
        return [
            "act": .string(act), "reference": .string(reference), "role": "officer", "inspection": .string(inspection),
        ]
    }

    var json: JSONValue {
        [
            "recommendation": .integer(id), "case": .string(caseFile), "caseStatus": .string(caseStatus),
            "outlet": .string(outlet), "inspection": .string(inspection), "next": next,
            "day": .string(day.description), "pack": .string(was.pack.id), "packVersion": .string(was.pack.version),
            "measure": Self.kind(was), "measureText": .string(was.text), "measureNow": Self.kind(now),
            "measureNowText": .string(now.text), "changes": .bool(changes), "decision": decision,
            "actions": actions,
        ]
    }

    private static func kind(_ decision: Decision) -> JSONValue {
        decision.recommendedKind.map { .string($0) } ?? .null
    }
}

extension Answer {
    /// The same answer with a further member at the end of its object.
    func with(_ member: StaticString, _ value: JSONValue) -> Answer {
        var answer = self
        answer.body = body.dropLast() + Array(",\"\(member)\":".utf8) + value.bytes() + Array("}".utf8)
        return answer
    }
}
