import Postgres
import Records

/// What a correction or a voiding has changed around an inspection.
struct InspectionEffects {
    /// Criteria of which a violation is alleged now, and of which one was set aside.
    var alleged: [String] = []
    var setAside: [String] = []
    /// Ids of the recommendations that were added.
    var recommended: [Int] = []
    /// Whether a case was opened for them.
    var opened = false

    /// As the answer tells them, and what comes next: the decision on what was added; else the withdrawal of an action whose
    /// ground fell; else what comes next in the case that they are about, while it is open.
    func told(_ known: KnownInspection, _ actor: Actor, _ db: Transaction) throws -> (
        effects: JSONValue, next: JSONValue
    ) {
        let touched = try latest(known, actor, db)
        let added = touched.filter(\.isAdded)
        let moot = touched.filter { !$0.isAdded && $0.isMoot }
        let place = added.first ?? moot.first
        let fallen = try fallenActions(known, actor, db)
        let effects: JSONValue = [
            "alleged": .array(alleged.map { .string($0) }), "setAside": .array(setAside.map { .string($0) }),
            "recommended": .array(added.map(\.added)), "moot": .array(moot.map(\.named)),
            "case": place.map { .string($0.caseFile) } ?? .null, "opened": .bool(opened),
            "caseStands": place.map { .bool($0.caseStands) } ?? .null,
            "toWithdraw": .array(fallen.map { .string($0) }),
        ]
        let withdrawal = fallen.first.map { NextStep(act: "withdraw", reference: $0, role: .officer).json }
        return (effects, added.first?.decide ?? withdrawal ?? place?.next ?? .null)
    }

    /// The actions about the inspection that are not issued and can't be any more.
    private func fallenActions(_ known: KnownInspection, _ actor: Actor, _ db: Transaction) throws -> [String] {
        try db.one(
            """
            SELECT coalesce(array_agg(a.reference ORDER BY a.id), '{}')
            FROM registry.recommendation AS r
            JOIN registry.decision AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id
            JOIN registry.action AS a ON a.jurisdiction_id = d.jurisdiction_id AND a.decision_id = d.id
            JOIN registry.action_next AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.action_id = a.id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.inspection_id = \(known.id)
                AND n.next ->> 'act' = 'withdraw'
            """)
    }

    /// One of the inspection's recommendations that no newer one replaces.
    private struct Latest {
        let id: Int
        let pack: String
        let measure: String?
        let personDecides: Bool
        let replaces: Int?
        let caseFile: String
        let caseStands: Bool
        let isAdded: Bool
        let isMoot: Bool
        /// Whether a recommendation about another inspection waits in the case too.
        let isOneOfSeveral: Bool
        /// What comes next in the case.
        let next: JSONValue

        init(_ row: Row) throws {
            id = try row.get("id")
            pack = try row.get("pack_id")
            measure = try row.get("measure")
            personDecides = try row.get("person_decides")
            replaces = try row.get("replaces")
            caseFile = try row.get("case_reference")
            caseStands = try row.get("case_stands")
            isAdded = try row.get("is_added")
            isMoot = try row.get("is_moot")
            isOneOfSeveral = try row.get("is_one_of_several")
            next = try row.get("next", as: String?.self).map { try BoundedJSON.parse(Array($0.utf8)) } ?? .null
        }

        /// To decide on it, by its number where others wait.
        var decide: JSONValue {
            NextStep(
                act: "decide", reference: caseFile, role: .officer, recommendation: isOneOfSeveral ? id : nil
            ).json
        }

        var named: JSONValue { ["id": .integer(id), "pack": .string(pack)] }

        var added: JSONValue {
            [
                "id": .integer(id), "pack": .string(pack), "measure": measure.map { .string($0) } ?? .null,
                "personDecides": .bool(personDecides), "replaces": replaces.map { .integer($0) } ?? .null,
            ]
        }
    }

    /// Moot is what rested on a criterion that was set aside, and on nothing that stands.
    private func latest(_ known: KnownInspection, _ actor: Actor, _ db: Transaction) throws -> [Latest] {
        try db.rows(
            """
            SELECT r.id, r.pack_id, r.measure, r.person_decides, c.reference AS case_reference, n.next,
                (SELECT max(o.id) FROM registry.recommendation AS o WHERE o.jurisdiction_id = r.jurisdiction_id
                    AND o.inspection_id = r.inspection_id AND o.pack_id = r.pack_id AND o.id < r.id) AS replaces,
                r.id = ANY (\(recommended)::bigint[]) AS is_added,
                NOT registry.ground_stands(r.jurisdiction_id, r.inspection_id, r.trace)
                    AND EXISTS (SELECT FROM json_array_elements(r.trace -> 'lines') AS line
                        WHERE line ->> 'criterion' = ANY (\(setAside)::text[])) AS is_moot,
                EXISTS (SELECT FROM registry.open_recommendation AS w WHERE w.jurisdiction_id = r.jurisdiction_id
                    AND w.case_id = r.case_id AND w.inspection_id <> r.inspection_id) AS is_one_of_several,
                EXISTS (SELECT FROM registry.recommendation AS q WHERE q.jurisdiction_id = r.jurisdiction_id
                    AND q.case_id = r.case_id
                    AND registry.ground_stands(q.jurisdiction_id, q.inspection_id, q.trace)) AS case_stands
            FROM registry.recommendation AS r
            JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
            LEFT JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.inspection_id = \(known.id)
                AND NOT EXISTS (SELECT FROM registry.recommendation AS o WHERE o.jurisdiction_id = r.jurisdiction_id
                    AND o.inspection_id = r.inspection_id AND o.pack_id = r.pack_id AND o.id > r.id)
            ORDER BY r.id
            """
        ).map(Latest.init)
    }
}
