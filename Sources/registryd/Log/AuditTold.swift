import Records
import Registry

/// Says what an audit came to: sentences, or lines of JSON.
struct AuditTold {
    let isJSON: Bool

    func tell(_ verdict: AuditVerdict) {
        if isJSON { json(verdict) } else { sentences(verdict) }
    }

    private func sentences(_ verdict: AuditVerdict) {
        switch verdict {
        case .proved(let report, let warning):
            say("proved: \(Self.counts(report))")
            for note in report.notes { say(note) }
            if let warning { say(warning) }
        case .tampered(let report):
            for note in report.notes { say(note) }
            for finding in report.findings { say("\(finding.kind.rawValue): \(finding.text)") }
            let count = report.findings.count
            let many =
                count == LogAudit.mostFindings
                ? "at least \(count) things are" : count == 1 ? "1 thing is" : "\(count) things are"
            say("changed: \(many) not as the log says; \(Self.counts(report))")
        case .untold(let reason):
            say("can't be told: \(reason)")
        }
    }

    private static func counts(_ report: LogAudit.Report) -> String {
        let entries = report.entries == 1 ? "1 entry" : "\(report.entries) entries"
        let signed = report.provenEntries >= report.entries ? "all" : "\(report.provenEntries)"
        let unproven = report.unprovenRows == 0 ? "" : " (\(report.unprovenRows) with acts that no signed head covers)"
        let rows = report.rows.map { ", \($0) rows compared\(unproven)" } ?? ", rows not compared (--deep)"
        let state = report.rows == nil ? "" : report.newestState.map { ", the state of \($0) compared" } ?? ""
        let waiting = report.waiting == 0 ? "" : ", \(report.waiting) acts not in the log yet, which nothing proves"
        let replayed = report.recommendations.map { ", \($0) recommendations computed anew" } ?? ""
        let parts = report.schemaParts.map { ", \($0) parts of the schema compared" } ?? ""
        return
            "\(entries), \(signed) under a signed head\(rows)\(state)\(replayed)\(parts)\(evidence(report))\(waiting)\(receipts(report.receipts))"
    }

    private static func evidence(_ report: LogAudit.Report) -> String {
        func files(_ count: Int) -> String { count == 1 ? "1 evidence file" : "\(count) evidence files" }
        if let compared = report.evidenceFiles, compared > 0 { return ", \(files(compared)) compared" }
        return report.keptEvidence == 0 ? "" : ", \(files(report.keptEvidence)) not checked (--evidence FOLDER)"
    }

    private static func receipts(_ result: ReceiptResult) -> String {
        let included = result.included == 0 ? "" : ", \(receipts(result.included)) in the log"
        return included + (result.notDue == 0 ? "" : ", \(receipts(result.notDue)) newer than the log")
    }

    private static func receipts(_ count: Int) -> String { count == 1 ? "1 receipt" : "\(count) receipts" }

    private func json(_ verdict: AuditVerdict) {
        switch verdict {
        case .proved(let report, let warning):
            result("proved", report, warning)
        case .tampered(let report):
            for finding in report.findings {
                line([
                    "class": .string(finding.kind.rawValue), "table": text(finding.table), "key": text(finding.key),
                    "index": finding.index.map { .integer(Int(clamping: $0)) } ?? .null, "text": .string(finding.text),
                ])
            }
            result("tampered", report, nil)
        case .untold(let reason):
            line(["result": "untold", "reason": .string(reason)])
        }
    }

    private func result(_ word: String, _ report: LogAudit.Report, _ warning: String?) {
        line([
            "result": .string(word), "findings": .integer(report.findings.count),
            "entries": .integer(Int(clamping: report.entries)), "root": .string(report.root),
            "signedEntries": .integer(Int(clamping: report.provenEntries)), "heads": .integer(report.heads),
            "unprovenSeconds": .integer(report.unprovenSeconds),
            "recommendations": report.recommendations.map { .integer($0) } ?? .null,
            "schemaParts": report.schemaParts.map { .integer($0) } ?? .null,
            "notes": .array(report.notes.map { .string($0) }),
            "rows": report.rows.map { .integer($0) } ?? .null, "unprovenRows": .integer(report.unprovenRows),
            "newestEntry": text(report.newestEntry), "waiting": .integer(report.waiting),
            "states": .integer(report.states), "stateHour": text(report.newestState),
            "evidenceFiles": report.evidenceFiles.map { .integer($0) } ?? .null,
            "evidenceKept": .integer(report.keptEvidence),
            "receipts": .integer(report.receipts.included), "receiptsNotDue": .integer(report.receipts.notDue),
            "warning": text(warning),
        ])
    }

    private func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    private func line(_ value: JSONValue) { say(String(decoding: value.bytes(), as: UTF8.self)) }
}
