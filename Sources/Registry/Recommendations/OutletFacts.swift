import Policy
import Postgres
import Records

/// What the registry knows about an outlet, seen from one inspection of it.
struct OutletFacts: Sendable {
    /// Reference of the outlet.
    let outlet: String
    /// Every violation of the outlet, those of the inspection itself among them.
    let history: [PastViolation]
    /// Reference of the party that operates the outlet on the day of the inspection.
    let `operator`: String?
    /// What kind of outlet it is; nil when that is not known.
    let kind: String?
    /// The measures that run on that day.
    let running: [MeasureKind]

    /// From the rows of `ops.inspection_subject`, of which there is at least one.
    init(_ rows: Rows, outlet: String) throws {
        let row = rows[0]
        self.outlet = outlet
        self.operator = try row.get("operator_now")
        kind = try row.get("outlet_kind", as: String?.self).flatMap { $0 == "unknown" ? nil : $0 }
        running = try row.get("running", as: [String]?.self).map { $0.compactMap(MeasureKind.init) } ?? []
        history = try row.get("id", as: Int?.self) == nil ? [] : rows.map { try PastViolation($0, outlet: outlet) }
    }

    /// The facts about some findings, for the pack that decides on them.
    func facts(
        _ findings: [ObservedFinding], on day: LocalDate, inspection: String?, answers: GateAnswers, under pack: Pack
    ) -> Facts {
        Facts(
            day: day, outlet: outlet, findings: findings, history: history, inspection: inspection,
            confirmations: answers.about(findings, under: pack.id), operator: `operator`,
            attributes: attributes(for: pack), running: running, notices: notices(about: findings))
    }

    /// The type of the outlet, in the words of the registry. A pack may tell types apart that are one kind here, so it is
    /// left open for a pack that chooses ladders by other words.
    private func attributes(for pack: Pack) -> [String: String]? {
        guard let kind else { return nil }
        let types = pack.ladders.lazy.flatMap(\.outletTypes)
        return types.isEmpty || types.contains(kind) ? ["type": kind] : nil
    }

    /// The warnings and conversations that were issued about each failed criterion. The registry does not hold every
    /// letter: where none is known about a criterion, nothing is said, and a person answers.
    private func notices(about findings: [ObservedFinding]) -> [Notice]? {
        let given = history.compactMap { violation -> Notice? in
            guard violation.standing == .established, let day = violation.decidedOn else { return nil }
            guard violation.measure == .warning || violation.measure == .conversation else { return nil }
            return Notice(criterion: violation.criterion, day: day)
        }
        let failed = findings.filter { $0.result == "fail" }
        guard failed.allSatisfy({ one in given.contains { $0.criterion == one.criterion } }) else { return nil }
        return given.filter { notice in failed.contains { $0.criterion == notice.criterion } }
    }

    /// A status of a violation that the policy module has no word for: a fault of this program.
    struct UnknownStanding: Error {
        var text: String
    }
}

extension PastViolation {
    fileprivate init(_ row: Row, outlet: String) throws {
        let status = try row.get("status", as: String.self)
        guard let standing = Standing(rawValue: status) else { throw OutletFacts.UnknownStanding(text: status) }
        self.init(
            id: try row.get("id"), criterion: try row.get("criterion"), day: try row.get("day"), standing: standing,
            outlet: outlet, decidedOn: try row.get("established_on", as: LocalDate?.self),
            reference: try row.get("reference"), operator: try row.get("operator"),
            measure: try row.get("measure", as: String?.self).flatMap(MeasureKind.init),
            sameDay: try row.get("same_day", as: String?.self).flatMap(SameDay.init))
    }
}
