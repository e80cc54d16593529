import Policy
import Postgres
import Records

/// A recommendation as it was stored, on its way to be computed again.
struct StoredRecommendation: Sendable {
    let id: Int
    private let caseFile: String
    private let inspection: String
    private let day: LocalDate
    private let name: PackReference
    /// The active pack with the very hash; nil when there is none.
    private let pack: StoredPack?
    private let facts: String
    /// Measure, whether a person decides, and the trace.
    private let said: JSONValue

    /// How many are read at a time.
    private static let batch = 200
    /// A trace of a long history has many values.
    private static let limits = BoundedJSON.Limits(depth: 64, nodes: 1_000_000)

    /// The next ones by id that the query asks for.
    static func next(
        after id: Int, _ query: ReplayQuery, _ actor: Actor, _ db: Transaction
    ) throws -> [StoredRecommendation] {
        try db.rows(
            """
            SELECT r.id, c.reference AS case_reference, i.reference AS inspection, r.day, r.pack_id, r.pack_version,
                r.pack_sha256 AS sha256, k.number, k.base_sha256, r.measure, r.person_decides, r.facts, r.trace
            FROM registry.recommendation AS r
            JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.outlet_id = r.outlet_id
                AND i.id = r.inspection_id
            LEFT JOIN LATERAL (SELECT p.id AS number, p.base_sha256 FROM registry.policy_pack AS p
                WHERE p.jurisdiction_id = r.jurisdiction_id AND p.status = 'active'
                    AND (p.pack_id, p.pack_version, p.sha256) = (r.pack_id, r.pack_version, r.pack_sha256)
                ORDER BY p.id LIMIT 1) AS k ON true
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.id > \(id)
                AND (\(query.from)::date IS NULL OR r.day >= \(query.from))
                AND (\(query.to)::date IS NULL OR r.day <= \(query.to))
            ORDER BY r.id LIMIT \(batch)
            """
        ).map(StoredRecommendation.init)
    }

    private init(_ row: Row) throws {
        id = try row.get("id")
        caseFile = try row.get("case_reference")
        inspection = try row.get("inspection")
        day = try row.get("day")
        name = PackReference(
            id: try row.get("pack_id"), version: try row.get("pack_version"), sha256: try row.get("sha256"))
        pack = try row.get("number", as: Int?.self) == nil ? nil : StoredPack(row)
        facts = try row.get("facts")
        said = [
            "measure": try row.get("measure", as: String?.self).map { .string($0) } ?? .null,
            "personDecides": .bool(try row.get("person_decides")),
            "trace": try BoundedJSON.parse(Array(row.get("trace", as: String.self).utf8), limits: Self.limits),
        ]
    }

    /// What is not the same when it is computed again; nil when all is.
    func replayed(on shelf: PackShelf, _ actor: Actor, _ db: Transaction) throws -> JSONValue? {
        guard let pack else { return missing(name) }
        let advice: Advice
        do {
            let rules = try pack.pack(on: shelf, actor, db)
            let known = try StableJSON.value(Facts.self, facts)
            let versions = try CandidateVersion.adopted(known, of: name.id, on: shelf, actor, db)
            let coming = try CandidateVersion.coming(known, of: name.id, on: shelf, actor, db)
            advice = Advice(known, under: rules, among: versions, coming: coming, format: format)
        } catch let refusal as Refusal {
            let reason = [refusal.message, refusal.detail].compactMap(\.self).joined(separator: " ")
            return line(refusal.code, reason)
        } catch let missing as CandidateVersion.Missing {
            return self.missing(missing.name)
        } catch is DecodingError {
            return line("facts_not_readable", "its stored facts can't be read.")
        }
        let now: JSONValue = [
            "measure": advice.decision.recommendedKind.map { .string($0) } ?? .null,
            "personDecides": .bool(advice.decision.isLeftToAPerson),
            "trace": try BoundedJSON.parse(advice.decision.json(), limits: Self.limits),
        ]
        return JSONDifference.first(said, now).map(line)
    }

    /// The format in which it was stored: what changed in the engine since then is no difference.
    private var format: Int { said["trace"]?["format"]?.wholeNumber ?? Decision.format }

    private func missing(_ name: PackReference) -> JSONValue {
        line("pack_missing", "no active text of \(name.id) \(name.version) has SHA-256 \(name.sha256).")
    }

    private func line(_ difference: JSONDifference) -> JSONValue {
        let (was, now) = (Self.text(difference.one), Self.text(difference.other))
        let reason = "\(difference.pointer) is stored as \(was) and comes out as \(now)."
        return line(
            "differs", reason, ["pointer": .string(difference.pointer), "stored": .string(was), "now": .string(now)])
    }

    private func line(_ code: String, _ reason: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        let members: [String: JSONValue] = [
            "recommendation": .integer(id), "case": .string(caseFile), "inspection": .string(inspection),
            "day": .string(day.description), "pack": .string(name.id), "packVersion": .string(name.version),
            "code": .string(code), "reason": .string(reason),
        ]
        return .object(members.merging(more) { one, _ in one })
    }

    /// A value in a sentence; long ones are cut.
    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        let text = String(decoding: value.bytes(), as: UTF8.self)
        return text.count > 80 ? String(text.prefix(80)) + "…" : text
    }
}
