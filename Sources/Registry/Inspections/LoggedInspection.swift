import Policy
import Postgres
import Records

/// What the client learns about an inspection that is stored: the same when it was sent once or twice.
struct LoggedInspection {
    struct Recommendation {
        var id: Int
        var decision: Decision
    }

    var id: UUIDText
    var reference: String
    var outlet: String
    var day: LocalDate
    var caseReference: String?
    /// By pack id; several when several packs govern what failed.
    var recommendations: [Recommendation]
    var violations: [(id: Int, criterion: String)]
    /// As far as it was known when this one was stored.
    var sameVisit: SameVisit?
    /// Whether there was access, and every criterion is kept as not checked.
    var isNothingChecked: Bool
    /// Where there was access while a closure or a suspension ran, as far as it was not revoked since.
    var measureRunning: MeasureRunning?
    /// Where the device's clock can't have been right.
    var deviceClock: DeviceClock?
    /// Where an inspector was barred from the outlet.
    var barredInspector: BarredInspector?

    private var warnings: [JSONValue] {
        let nothingChecked = isNothingChecked ? NothingChecked(inspection: reference) : nil
        return [
            barredInspector?.json, sameVisit?.json, measureRunning?.json, nothingChecked?.json, deviceClock?.json,
        ].compactMap { $0 }
    }

    /// `recommendation` is the first one; `furtherRecommendations` are those of other packs that govern too.
    var json: JSONValue {
        let recommendations = recommendations.map(\.json)
        return [
            "id": .string(id.text), "reference": .string(reference), "outlet": .string(outlet),
            "day": .string(day.description), "case": caseReference.map { .string($0) } ?? .null,
            "recommendation": recommendations.first ?? .null,
            "furtherRecommendations": .array(Array(recommendations.dropFirst())),
            "violations": .array(violations.map { ["id": .integer($0.id), "criterion": .string($0.criterion)] }),
            "differences": .array(JudgedDifferently.all(self.recommendations.map(\.decision)).map(\.json)),
            "warnings": .array(warnings),
            "next": caseReference.map { NextStep(act: "decide", reference: $0, role: .officer).json } ?? .null,
        ]
    }

    func answer(status: Int) -> Answer {
        Answer(status: status, body: json.bytes(), location: status == 201 ? "/v1/inspections/\(id)" : nil)
    }
}

extension LoggedInspection.Recommendation {
    fileprivate var json: JSONValue {
        [
            "id": .integer(id), "pack": .string(decision.pack.id), "packVersion": .string(decision.pack.version),
            "measure": decision.recommendedKind.map { .string($0) } ?? .null,
            "personDecides": .bool(decision.isLeftToAPerson),
            "text": .array(explain(decision, language: .english).map { .string($0) }),
        ]
    }
}

extension InspectionIntake {
    /// The answer to an inspection that was stored just now. `stored` is what `statement` gave.
    func answer(_ subject: InspectionSubject, _ advice: [Advice], _ stored: Rows) throws -> Answer {
        let row = stored[0]
        let ids: [Int] = try row.get("recommendations")
        let violations: [Int] = try row.get("violations")
        let criteria: [String] = try row.get("criteria")
        let reference: String = try row.get("reference")
        let recordedAt = try Registry.instant(try row.get("recorded_at"))
        return LoggedInspection(
            id: id, reference: reference, outlet: subject.outletReference, day: subject.day,
            caseReference: try row.get("case_reference"),
            recommendations: zip(ids, advice).map { .init(id: $0, decision: $1.decision) },
            violations: zip(violations, criteria).map { (id: $0, criterion: $1) }, sameVisit: subject.sameVisit,
            isNothingChecked: isNothingChecked,
            measureRunning: MeasureRunning(
                subject.facts.running, hadAccess: new.outcome == .access, inspection: reference),
            deviceClock: DeviceClock(
                new.deviceTime, inspection: reference, startedAt: new.startedAt, recordedAt: recordedAt),
            barredInspector: BarredInspector(subject.barred, inspection: reference)
        ).answer(status: 201)
    }
}

extension Registry {
    /// The answer that the inspection got when it was sent first, made again from what was stored then: the first
    /// violation of each criterion that failed, and each pack's first recommendation about it.
    static func loggedBefore(_ id: UUIDText, _ actor: Actor, _ db: Transaction) throws -> Answer {
        let rows = try db.pipeline([
            """
            SELECT i.reference, o.reference AS outlet, i.local_day AS day, i.device_time, i.started_at, i.recorded_at, s.reference AS same_visit,
                s.minutes AS same_visit_minutes, s.inspector AS same_visit_by, i.access,
                (SELECT m.kinds FROM ops.running_measures(i.jurisdiction_id, i.outlet_id, i.local_day, i.started_at) AS m) AS running,
                i.access AND NOT EXISTS (SELECT FROM registry.finding AS f
                    WHERE f.jurisdiction_id = i.jurisdiction_id AND f.outlet_id = i.outlet_id AND f.inspection_id = i.id
                        AND f.result <> 'not_checked') AS nothing_checked,
                registry.barred_names(i.jurisdiction_id, i.outlet_id, ARRAY[i.inspector_id, i.second_inspector_id],
                    i.local_day, i.recorded_at) AS barred
            FROM registry.inspection AS i
            JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id
            LEFT JOIN LATERAL ops.same_visit(i.jurisdiction_id, i.outlet_id, i.id,
                ARRAY[i.inspector_id, i.second_inspector_id], i.started_at, i.ended_at, i.number, i.recorded_at) AS s ON true
            WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.id = \(id)
            """,
            """
            SELECT min(v.id) AS id, v.criterion FROM registry.violation AS v
            JOIN registry.finding AS f ON f.jurisdiction_id = v.jurisdiction_id AND f.inspection_id = v.inspection_id
                AND f.criterion = v.criterion AND f.result = 'fail'
            WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.inspection_id = \(id)
            GROUP BY v.criterion ORDER BY 1
            """,
            """
            SELECT DISTINCT ON (r.pack_id) r.id, r.trace, c.reference AS case_reference FROM registry.recommendation AS r
            JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.inspection_id = \(id) AND EXISTS (
                SELECT FROM registry.finding AS f WHERE f.jurisdiction_id = r.jurisdiction_id
                    AND f.inspection_id = r.inspection_id AND f.result = 'fail')
            ORDER BY r.pack_id, r.id
            """,
        ])
        let inspection = rows[0][0]
        let deviceTime = try inspection.get("device_time", as: RFC3339?.self).map(Registry.instant)
        return try LoggedInspection(
            id: id, reference: inspection.get("reference"), outlet: inspection.get("outlet"),
            day: inspection.get("day"),
            caseReference: rows[2].first { _ in true }?.get("case_reference"),
            recommendations: rows[2].map {
                .init(id: try $0.get("id"), decision: try StableJSON.value(Decision.self, $0.get("trace")))
            },
            violations: rows[1].map { (id: try $0.get("id"), criterion: try $0.get("criterion")) },
            sameVisit: SameVisit(inspection), isNothingChecked: inspection.get("nothing_checked"),
            measureRunning: MeasureRunning(
                (inspection.get("running", as: [String]?.self) ?? []).compactMap(MeasureKind.init),
                hadAccess: inspection.get("access"), inspection: inspection.get("reference")),
            deviceClock: DeviceClock(
                deviceTime, inspection: inspection.get("reference"), startedAt: instant(inspection.get("started_at")),
                recordedAt: instant(inspection.get("recorded_at"))),
            barredInspector: BarredInspector(inspection.get("barred"), inspection: inspection.get("reference"))
        ).answer(status: 200)
    }
}
