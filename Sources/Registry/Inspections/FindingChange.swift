import Policy
import Postgres
import Records

/// One correction on its way in: what holds for the criterion now, and what will.
struct FindingChange {
    let known: KnownInspection
    let correction: InspectionCorrection
    let actor: Actor
    /// What held for the criterion before; nil until `check` has read it.
    private(set) var held: ObservedFinding?

    init(_ correction: InspectionCorrection, of known: KnownInspection, _ actor: Actor) {
        self.known = known
        self.correction = correction
        self.actor = actor
    }

    private var finding: NewFinding { correction.finding }

    /// - Throws: `Refusal` with all problems of the fields, `nothing_to_correct`.
    mutating func check(_ checks: inout Checks, _ shelf: PackShelf, _ db: Transaction) throws {
        let adopted = try GoverningPacks(
            try db.rows(GoverningPacks.adopted(at: known.startedAt, actor)), on: shelf, actor, db)
        let isRead = checks.isGood("/result", "/value", "/unit", "/conduct")
        for problem in adopted.problems(of: [finding.observed]) {
            let pointer = String(problem.pointer.dropFirst("/findings/0".count))
            guard isRead || pointer == "/criterion" else { continue }
            checks.note(FieldProblem(pointer, problem.code, problem.detail))
        }
        if isRead, let problem = finding.valueProblem(at: "/value") { checks.note(problem) }
        try checks.finish()
        held = try known.findings(actor, db).first { $0.criterion == finding.criterion }
        if held == finding.observed { throw nothingToCorrect }
    }

    func append(_ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.correction (jurisdiction_id, inspection_id, criterion, result, measured_value,
                measured_unit, note, conduct, reason, recorded_by)
            VALUES (\(actor.jurisdiction), \(known.id), \(finding.criterion), \(finding.result.rawValue), \(finding.value),
                \(finding.unit), \(finding.note), \(finding.observed.conduct), \(correction.reason), \(actor.person))
            """)
    }

    /// What became of the violation.
    enum Settlement: Equatable {
        case asBefore, alleged
        /// It still fails, with other conduct or another measured value; whether it may weigh more than before.
        case otherwiseFailed(isMore: Bool)
        case setAside(Int)

        /// The violation that left every count.
        var setAside: [Int] {
            if case .setAside(let violation) = self { [violation] } else { [] }
        }
    }

    /// Makes the violation follow the finding.
    /// - Throws: `Refusal` `violation_is_established`.
    func settleViolation(_ db: Transaction) throws -> Settlement {
        let standing = try db.rows(
            """
            SELECT v.id, v.status, v.established_on, a.reference AS action FROM registry.violation AS v
            LEFT JOIN registry.action AS a ON a.jurisdiction_id = v.jurisdiction_id AND a.id = v.action_id
            WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.inspection_id = \(known.id)
                AND v.criterion = \(finding.criterion) AND v.status <> 'set_aside'
            """)
        if finding.result == .fail {
            guard standing.count == 0 else { return change }
            try allege(db)
            return .alleged
        }
        guard standing.count > 0 else { return .asBefore }
        guard try standing[0].get("status", as: String.self) == "alleged" else { throw try isEstablished(standing[0]) }
        let violation: Int = try standing[0].get("id")
        try setAside(violation, db)
        return .setAside(violation)
    }

    /// What became of a finding that failed and fails. Only a smaller value in the same unit is surely less.
    private var change: Settlement {
        let (before, now) = (Set(held?.conduct ?? []), Set(finding.conduct))
        guard held?.value != finding.observed.value || held?.unit != finding.observed.unit else {
            return before == now ? .asBefore : .otherwiseFailed(isMore: !now.isSubset(of: before))
        }
        let isLess =
            held?.unit == finding.observed.unit && finding.observed.value ?? .infinity < held?.value ?? .infinity
        return .otherwiseFailed(isMore: !isLess || !now.isSubset(of: before))
    }

    private func allege(_ db: Transaction) throws {
        try db.execute(
            """
            INSERT INTO registry.violation (jurisdiction_id, outlet_id, inspection_id, criterion, day, status, act,
                effective_on, reason, changed_by)
            VALUES (\(actor.jurisdiction), \(known.outlet), \(known.id), \(finding.criterion), \(known.day), 'alleged',
                'allege', \(known.day), \(correction.reason), \(actor.person))
            """)
    }

    private func setAside(_ violation: Int, _ db: Transaction) throws {
        try db.execute(
            """
            UPDATE registry.violation SET status = 'set_aside', act = 'set_aside', reason = \(correction.reason),
                version = version + 1, changed_by = \(actor.person)
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(violation)
            """)
    }

    /// Asks the packs again when what failed, its conduct or its value has changed. What fails more goes into the outlet's open case or
    /// a new one; what fails less is told in the case that the inspection is in, while that is open: a closed one is not opened anew.
    func askAgain(_ settled: Settlement, _ shelf: PackShelf, _ db: Transaction) throws -> InspectionEffects {
        var effects = InspectionEffects()
        switch settled {
        case .asBefore: return effects
        case .alleged, .otherwiseFailed(isMore: true):
            if settled == .alleged { effects.alleged = [finding.criterion] }
            let open = try outletsCase(db)
            effects.recommended = try Registry.recommend(about: known, actor, shelf, db) { try open ?? newCase(db) }
            effects.opened = open == nil && !effects.recommended.isEmpty
        case .setAside, .otherwiseFailed(isMore: false):
            if !settled.setAside.isEmpty { effects.setAside = [finding.criterion] }
            guard let open = try ownCase(db) else { return effects }
            effects.recommended = try Registry.recommend(about: known, actor, shelf, db) { open }
        }
        return effects
    }

    /// The outlet's open case.
    private func outletsCase(_ db: Transaction) throws -> Int? {
        try db.first(
            """
            SELECT id FROM registry.case_file
            WHERE jurisdiction_id = \(actor.jurisdiction) AND outlet_id = \(known.outlet) AND status = 'open'
            """)
    }

    /// The open case in which the rules have been asked about the inspection.
    private func ownCase(_ db: Transaction) throws -> Int? {
        try db.first(
            """
            SELECT DISTINCT c.id FROM registry.recommendation AS r
            JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.inspection_id = \(known.id) AND c.status = 'open'
            """)
    }

    private func newCase(_ db: Transaction) throws -> Int {
        try db.one(
            """
            INSERT INTO registry.case_file
                (jurisdiction_id, number, reference, outlet_id, opened_on, status, act, effective_on, changed_by)
            SELECT j.id, 0, '', \(known.outlet), (clock_timestamp() AT TIME ZONE j.time_zone)::date, 'open', 'open', \(known.day),
                \(actor.person)
            FROM registry.jurisdiction AS j WHERE j.id = \(actor.jurisdiction)
            RETURNING id
            """)
    }

    private var nothingToCorrect: Refusal {
        Refusal(
            .notPossibleNow, "nothing_to_correct",
            "Criterion \(finding.criterion) of inspection \(known.reference) is recorded as \(finding.result.rawValue) already.",
            hint: "Look at the inspection; its findings are listed there.")
    }

    private func isEstablished(_ row: Row) throws -> Refusal {
        let (action, day): (String, LocalDate) = (try row.get("action"), try row.get("established_on"))
        return Refusal(
            .notPossibleNow, "violation_is_established",
            "The violation of \(finding.criterion) in inspection \(known.reference) was established on \(day) by action \(action); a correction does not undo that.",
            hint: "Have a reviewer revoke action \(action), then correct the finding.")
    }
}
