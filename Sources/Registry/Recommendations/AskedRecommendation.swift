import Policy
import Postgres
import Records

/// A recommendation that nobody has decided on, with what its rules ask about each failed criterion.
struct AskedRecommendation {
    let id: Int
    let name: PackReference
    /// Reference of the inspection.
    let inspection: String
    /// Codes of gates and circumstances, by criterion, in the order of the findings.
    let questions: [(criterion: String, codes: [String])]

    /// The one that is named, or those that wait about the newest inspection of the case: one for each pack.
    /// - Throws: `Refusal` `unknown_recommendation`, `recommendation_is_replaced`, `recommendation_is_decided`,
    ///   `no_recommendation`.
    static func all(
        of caseFile: Int, _ reference: String, _ named: Int?, _ actor: Actor, _ shelf: PackShelf, _ db: Transaction
    ) throws -> [AskedRecommendation] {
        let rows = try db.rows(
            """
            SELECT r.id, r.pack_id, r.pack_version, r.pack_sha256, i.reference AS inspection, r.facts, d.measure AS decided,
                (SELECT min(n.id) FROM registry.recommendation AS n WHERE n.jurisdiction_id = r.jurisdiction_id
                    AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id AND n.id > r.id) AS replaced_by
            FROM registry.recommendation AS r
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
            LEFT JOIN registry.decision AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.case_id = \(caseFile) AND CASE
                WHEN \(named)::bigint IS NOT NULL THEN r.id = \(named)
                ELSE r.inspection_id = coalesce(
                    (SELECT w.inspection_id FROM registry.open_recommendation AS w
                     WHERE w.jurisdiction_id = r.jurisdiction_id AND w.case_id = r.case_id ORDER BY w.id DESC LIMIT 1),
                    (SELECT l.inspection_id FROM registry.recommendation AS l
                     WHERE l.jurisdiction_id = r.jurisdiction_id AND l.case_id = r.case_id ORDER BY l.id DESC LIMIT 1)) END
            ORDER BY r.id
            """)
        guard rows.count > 0 else { throw none(reference, named) }
        let latest = try rows.filter { try named != nil || $0.get("replaced_by", as: Int?.self) == nil }
        let open = try latest.filter { try refusal($0) == nil }
        guard !open.isEmpty else { throw try latest.last.flatMap(refusal) ?? none(reference, named) }
        return try open.map { try AskedRecommendation($0, actor, shelf, db) }
    }

    private init(_ row: Row, _ actor: Actor, _ shelf: PackShelf, _ db: Transaction) throws {
        id = try row.get("id")
        inspection = try row.get("inspection")
        let name = PackReference(
            id: try row.get("pack_id"), version: try row.get("pack_version"), sha256: try row.get("pack_sha256"))
        self.name = name
        let facts = try StableJSON.value(Facts.self, row.get("facts"))
        let judged = CandidateVersion(version: name.version, sha256: name.sha256, from: facts.day)
        let packs = try ([judged] + (facts.versions ?? []).filter { $0.sha256 != name.sha256 }).map {
            try $0.adopted(name.id, on: shelf, actor, db).pack
        }
        questions = facts.findings.filter { $0.result == "fail" }.map { finding in
            (finding.criterion, packs.flatMap { $0.questions(about: finding.criterion) }.eachOnce)
        }
    }

    /// Every code that it asks about, each once.
    var codes: [String] { questions.flatMap(\.codes).eachOnce }

    /// Why it can't be answered any more; nil when it waits.
    private static func refusal(_ row: Row) throws -> Refusal? {
        let (id, inspection): (Int, String) = (try row.get("id"), try row.get("inspection"))
        if let newer = try row.get("replaced_by", as: Int?.self) {
            return Refusal(
                .notPossibleNow, "recommendation_is_replaced", "Recommendation \(id) was replaced by \(newer).",
                hint: "Read the new one and answer that.")
        }
        guard let measure = try row.get("decided", as: String?.self) else { return nil }
        return Refusal(
            .notPossibleNow, "recommendation_is_decided",
            "Recommendation \(id) about inspection \(inspection) was decided on already: \(measure).",
            hint:
                "Ask the rules again about inspection \(inspection), answer the new recommendation and decide on that.")
    }

    private static func none(_ reference: String, _ named: Int?) -> Refusal {
        guard let named else {
            return Refusal(
                .notPossibleNow, "no_recommendation", "Case \(reference) has no recommendation that could be answered.",
                hint: "A recommendation follows from an inspection with a failed finding; look at the case.")
        }
        return Refusal(
            .notFound, "unknown_recommendation", "Case \(reference) has no recommendation \(named).",
            hint: "Look at the case; its recommendations are listed there.")
    }
}

extension [String] {
    /// Each once, in order.
    fileprivate var eachOnce: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
