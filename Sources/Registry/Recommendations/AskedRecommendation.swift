import Policy
import Postgres
import Records

/// A recommendation that nobody has decided on, with what its rules ask about each failed criterion.
struct AskedRecommendation {
    let id: Int
    let name: PackReference
    /// Reference of the inspection.
    let inspection: String
    /// What it is called among others.
    let waiting: WaitingRecommendation
    /// Codes of gates and circumstances, by criterion, in the order of the findings.
    let questions: [(criterion: String, codes: [String])]
    /// What its rules take from a person, by name.
    let stated: [(name: String, meaning: StatedMeaning)]
    /// The registry's kind of the outlet, where that is the type that the rules are told; then nobody states another.
    let knownType: String?

    /// What somebody wants of it.
    enum Purpose {
        case answer, state
    }

    /// The one that is named, or those that wait in the case; where none does, those of the newest inspection.
    /// - Parameter isMeant: where it says so of no one that waits and of one that was decided on, that is what is told.
    /// - Throws: `Refusal` `unknown_recommendation`, `recommendation_is_replaced`, `recommendation_is_decided`,
    ///   `no_recommendation`.
    static func all(
        of caseFile: Int, _ reference: String, _ named: Int?, to purpose: Purpose, _ actor: Actor, _ shelf: PackShelf,
        _ db: Transaction, where isMeant: (AskedRecommendation) -> Bool
    ) throws -> [AskedRecommendation] {
        let rows = try rows(of: caseFile, named, actor, db)
        guard rows.count > 0 else { throw none(reference, named, purpose) }
        let latest = try rows.filter { try named != nil || $0.get("replaced_by", as: Int?.self) == nil }
        let waiting = try latest.filter { try $0.get("waits", as: Bool.self) }
        let newest = try latest.last?.get("inspection", as: String.self)
        let open = try (waiting.isEmpty ? latest.filter { try $0.get("inspection") == newest } : waiting)
            .filter { try refusal($0, purpose) == nil }
        guard !open.isEmpty else {
            throw try latest.last.flatMap { try refusal($0, purpose) } ?? none(reference, named, purpose)
        }
        let asked = try open.map { try AskedRecommendation($0, actor, shelf, db) }
        guard !asked.contains(where: isMeant) else { return asked }
        for row in latest.reversed() {
            guard let refusal = try refusal(row, purpose) else { continue }
            if isMeant(try AskedRecommendation(row, actor, shelf, db)) { throw refusal }
        }
        return asked
    }

    private static func rows(of caseFile: Int, _ named: Int?, _ actor: Actor, _ db: Transaction) throws -> Rows {
        try db.rows(
            """
            SELECT r.id, r.pack_id, r.pack_version, r.pack_sha256, i.reference AS inspection, r.day, r.measure, r.facts,
                o.kind AS outlet_kind, d.measure AS decided, p.name AS decided_by,
                EXISTS (SELECT FROM registry.open_recommendation AS w
                        WHERE w.jurisdiction_id = r.jurisdiction_id AND w.id = r.id) AS waits,
                (SELECT min(n.id) FROM registry.recommendation AS n WHERE n.jurisdiction_id = r.jurisdiction_id
                    AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id AND n.id > r.id) AS replaced_by
            FROM registry.recommendation AS r
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
            JOIN registry.outlet AS o ON o.jurisdiction_id = r.jurisdiction_id AND o.id = r.outlet_id
            LEFT JOIN registry.decision AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id
            LEFT JOIN registry.person AS p ON p.jurisdiction_id = d.jurisdiction_id AND p.id = d.recorded_by
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.case_id = \(caseFile)
                AND (\(named)::bigint IS NULL OR r.id = \(named))
            ORDER BY r.id
            """)
    }

    private init(_ row: Row, _ actor: Actor, _ shelf: PackShelf, _ db: Transaction) throws {
        id = try row.get("id")
        inspection = try row.get("inspection")
        waiting = try WaitingRecommendation(row)
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
        let type = OutletType(try row.get("outlet_kind", as: String?.self))
        knownType = type.flatMap { AskingPack(packs[0], among: Array(packs.dropFirst())).knows($0) ? $0.kind : nil }
        stated = packs.flatMap(\.stated)
    }

    /// Every code that it asks about, each once.
    var codes: [String] { questions.flatMap(\.codes).eachOnce }

    /// Why nothing more can be said to it; nil when it waits.
    private static func refusal(_ row: Row, _ purpose: Purpose) throws -> Refusal? {
        let (id, inspection): (Int, String) = (try row.get("id"), try row.get("inspection"))
        if let newer = try row.get("replaced_by", as: Int?.self) {
            return Refusal(
                .notPossibleNow, "recommendation_is_replaced", "Recommendation \(id) was replaced by \(newer).",
                hint: purpose == .answer
                    ? "Read the new one and answer that." : "Read the new one and state it for that.")
        }
        guard let measure = try row.get("decided", as: String?.self) else { return nil }
        let person: String = try row.get("decided_by")
        let words = measure == DecidedMeasure.none.rawValue ? "no measure" : measure.spaced
        return Refusal(
            .notPossibleNow, "recommendation_is_decided",
            "Recommendation \(id) about inspection \(inspection) was decided on already, by \(person): \(words).",
            hint: "Ask the rules again about inspection \(inspection), "
                + (purpose == .answer ? "answer the new recommendation" : "state it for the new recommendation")
                + " and decide on that; the decision stands until you decide anew.")
    }

    private static func none(_ reference: String, _ named: Int?, _ purpose: Purpose) -> Refusal {
        guard let named else {
            return Refusal(
                .notPossibleNow, "no_recommendation",
                "Case \(reference) has no recommendation "
                    + (purpose == .answer ? "that could be answered." : "for which a fact could be stated."),
                hint: "A recommendation follows from an inspection with a failed finding; look at the case.")
        }
        return Refusal(
            .notFound, "unknown_recommendation", "Case \(reference) has no recommendation \(named).",
            hint: "Look at the case; its recommendations are listed there.")
    }
}

extension String {
    /// `penalty_order` as "penalty order".
    var spaced: String { split(separator: "_").joined(separator: " ") }
}

extension [String] {
    /// Each once, in order.
    var eachOnce: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
