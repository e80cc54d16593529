import Policy
import Postgres
import Records

extension InspectionIntake {
    /// One statement that stores the inspection with all that follows from it, and gives back the numbers it got:
    /// columns reference, recorded_at, case_reference, violations, criteria, recommendations.
    ///
    /// It has three texts at most (nothing failed; an open case; a new case), each prepared once per connection.
    func statement(_ subject: InspectionSubject, _ advice: [Advice]) -> SQL {
        guard !failed.isEmpty else {
            return """
                WITH \(sql: logged(subject)), \(sql: found(subject))
                SELECT l.reference, l.recorded_at, NULL::text AS case_reference, '{}'::bigint[] AS violations,
                    '{}'::text[] AS criteria, '{}'::bigint[] AS recommendations
                FROM logged AS l
                """
        }
        return """
            WITH \(sql: logged(subject)), \(sql: found(subject)), \(sql: alleged(subject)), \(sql: caseFile(subject)),
                \(sql: recommended(subject, advice))
            SELECT l.reference, l.recorded_at, (SELECT c.reference FROM the_case AS c) AS case_reference,
                ARRAY(SELECT a.id FROM alleged AS a ORDER BY a.id) AS violations,
                ARRAY(SELECT a.criterion FROM alleged AS a ORDER BY a.id) AS criteria,
                ARRAY(SELECT r.id FROM recommended AS r ORDER BY r.id) AS recommendations
            FROM logged AS l
            """
    }

    private func logged(_ subject: InspectionSubject) -> SQL {
        """
        logged AS (
            INSERT INTO registry.inspection (jurisdiction_id, id, number, reference, outlet_id, kind, outcome, inspector_id,
                second_inspector_id, started_at, ended_at, local_day, device_time, note, content_digest, recorded_by)
            VALUES (\(actor.jurisdiction), \(id), 0, '', \(subject.outlet), \(new.kind.rawValue), \(new.outcome.rawValue),
                \(actor.person), \(subject.secondInspector), \(new.startedAt), \(new.endedAt), \(subject.day),
                \(new.deviceTime), \(new.note), \(digest), \(actor.person))
            RETURNING reference, recorded_at)
        """
    }

    private func found(_ subject: InspectionSubject) -> SQL {
        """
        found AS (
            INSERT INTO registry.finding
                (jurisdiction_id, outlet_id, inspection_id, criterion, result, measured_value, measured_unit, note, conduct)
            SELECT \(actor.jurisdiction)::integer, \(subject.outlet)::bigint, \(id)::uuid, f.criterion, f.result, f.value, f.unit, f.note,
                f.conduct
            FROM jsonb_to_recordset(\(findingRows)::jsonb)
                AS f(criterion text, result text, value numeric, unit text, note text, conduct text[]))
        """
    }

    private func alleged(_ subject: InspectionSubject) -> SQL {
        """
        alleged AS (
            INSERT INTO registry.violation
                (jurisdiction_id, outlet_id, inspection_id, criterion, day, status, act, effective_on, changed_by)
            SELECT \(actor.jurisdiction)::integer, \(subject.outlet)::bigint, \(id)::uuid, c.criterion,
                \(subject.day)::date, 'alleged', 'allege', \(subject.day)::date, \(actor.person)::bigint
            FROM unnest(\(failed)::text[]) AS c(criterion)
            RETURNING id, criterion)
        """
    }

    private func caseFile(_ subject: InspectionSubject) -> SQL {
        if let openCase = subject.openCase {
            return "the_case AS (SELECT \(openCase)::bigint AS id, \(subject.openCaseReference)::text AS reference)"
        }
        return """
            the_case AS (
                INSERT INTO registry.case_file
                    (jurisdiction_id, number, reference, outlet_id, opened_on, status, act, effective_on, changed_by)
                VALUES (\(actor.jurisdiction), 0, '', \(subject.outlet), \(subject.today), 'open', 'open', \(subject.day),
                    \(actor.person))
                RETURNING id, reference)
            """
    }

    private func recommended(_ subject: InspectionSubject, _ advice: [Advice]) -> SQL {
        """
        recommended AS (
            INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, pack_sha256,
                day, measure, person_decides, facts, trace, recorded_by)
            SELECT \(actor.jurisdiction)::integer, \(subject.outlet)::bigint, (SELECT c.id FROM the_case AS c), \(id)::uuid, r.pack_id, r.pack_version,
                r.pack_sha256, \(subject.day)::date, r.measure, r.person_decides, r.facts, r.trace, \(actor.person)::bigint
            FROM json_to_recordset(\(RawJSON(Advice.rows(advice)))::json) AS \(literal: Advice.recordset)
            ORDER BY r.place
            RETURNING id)
        """
    }

    private var findingRows: RawJSON {
        let rows = new.findings.map { finding -> JSONValue in
            var row: [String: JSONValue] = [
                "criterion": .string(finding.criterion), "result": .string(finding.result.rawValue),
            ]
            row["value"] = finding.value.map { .number($0) }
            row["unit"] = finding.unit.map { .string($0) }
            row["note"] = finding.note.map { .string($0) }
            row["conduct"] = finding.observed.conduct.map { names in .array(names.map { .string($0) }) }
            return .object(row)
        }
        return RawJSON(JSONValue.array(rows).bytes())
    }
}
