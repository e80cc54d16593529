import Policy
import Postgres
import Records

@testable import Registry

extension World {
    /// A UUIDv7 made of a number.
    static func id(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "01936f2e-7c1a-7b3e-8f00-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// Logs an inspection in which the criteria named failed, and gives its answer.
    @discardableResult
    func inspect(
        _ number: Int, failed: [String] = ["J"], on day: String = "2026-10-01", at outlet: String? = nil
    ) async throws -> JSONValue {
        let results = Dictionary(uniqueKeysWithValues: failed.map { ($0, FindingResult.fail) })
        let new = NewInspection.sample(outlet ?? self.outlet, results.merging(["H": .pass]) { $1 }, on: day)
        return try await registry.logInspection(Self.id(number), new, Call(by: inspector)).json
    }

    /// Follows the newest recommendation.
    @discardableResult
    func follow(_ caseFile: String) async throws -> JSONValue {
        let follow = NewDecision(recommendation: try await newestOpen(caseFile), choice: .follow)
        return try await registry.decide(in: caseFile, follow, Call(by: officer)).json
    }

    /// The newest of several recommendations that wait in a case; nil where one or none does.
    private func newestOpen(_ caseFile: String) async throws -> Int? {
        let all = try await registry.caseFile(caseFile, officer).json["recommendations"]?.items ?? []
        let open = all.filter { $0["standing"] == "waiting" }
        return open.count > 1 ? open.last?["id"]?.wholeNumber : nil
    }

    /// Drafts and proposes what was decided; gives the action's reference and version.
    func propose(_ caseFile: String, by drafter: Actor? = nil) async throws -> String {
        let drafter = drafter ?? officer
        let content = ActionContent(startsOn: LocalDate("2026-12-01"), text: "What is ordered, and why.")
        let draft = try await registry.draftAction(in: caseFile, content, Call(by: drafter)).json
        let reference = draft["reference"]?.text ?? ""
        _ = try await registry.proposeAction(reference, Call(by: drafter, expectedVersion: 1))
        return reference
    }

    /// The first inspection fails, its recommendation is followed, and the action is proposed; gives its reference.
    @discardableResult
    func proposed(by drafter: Actor? = nil) async throws -> String {
        try await inspect(1)
        try await follow("C-2026-0001")
        return try await propose("C-2026-0001", by: drafter)
    }

    /// Follows what was recommended about the newest inspection and proposes it; gives the action's reference.
    func followed() async throws -> String {
        try await follow("C-2026-0001")
        return try await propose("C-2026-0001")
    }

    /// Departs to a measure about the newest inspection, and has it issued; gives the action's reference.
    @discardableResult
    func order(
        _ measure: DecidedMeasure, from: String? = nil, until: String? = nil
    ) async throws -> String {
        let depart = NewDecision(
            recommendation: try await newestOpen("C-2026-0001"), choice: .depart, measure: measure,
            reasons: "For the sake of the test.")
        _ = try await registry.decide(in: "C-2026-0001", depart, Call(by: officer))
        let content = ActionContent(
            startsOn: from.map { .sample($0) }, endsOn: until.map { .sample($0) }, text: "It is ordered.")
        let draft = try await registry.draftAction(in: "C-2026-0001", content, Call(by: officer)).json
        let reference = draft["reference"]?.text ?? ""
        _ = try await registry.proposeAction(reference, Call(by: officer, expectedVersion: 1))
        _ = try await registry.issueAction(reference, Call(by: reviewer, expectedVersion: 2))
        if from != nil, measure != .withdrawal { try await issuedInTime(reference) }
        return reference
    }

    /// As if an action had been issued on its first day, past the guards, where that is past: before its issue none runs.
    private func issuedInTime(_ action: String) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                UPDATE registry.action SET issued_at = least(issued_at, starts_on::timestamp AT TIME ZONE 'Europe/Amsterdam')
                WHERE reference = \(action)
                """)
        }
    }

    /// As if an issued action had been issued in time with that end, past the guards: what is over is not issued any more.
    func end(_ action: String, on day: String) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute("UPDATE registry.action SET ends_on = \(LocalDate.sample(day)) WHERE reference = \(action)")
        }
    }

    /// Says that something else holds for a criterion of the first inspection.
    @discardableResult
    func correct(
        _ criterion: String, _ result: FindingResult, of inspection: String = "I-2026-0001", by actor: Actor? = nil
    ) async throws -> JSONValue {
        let correction = InspectionCorrection(
            finding: NewFinding(criterion: criterion, result: result), reason: "The identity card was misread.")
        return try await registry.correctFinding(of: inspection, correction, Call(by: actor ?? inspector)).json
    }

    /// Closes a case for a reason that is long enough.
    @discardableResult
    func close(_ caseFile: String = "C-2026-0001", by actor: Actor? = nil, version: Int = 1) async throws -> JSONValue {
        try await registry.closeCase(
            caseFile, Reason("Nothing more has to be done."), Call(by: actor ?? officer, expectedVersion: version)
        ).json
    }

    /// A case that ended because the only finding was corrected.
    func closedCase() async throws {
        try await inspect(1)
        try await correct("J", .pass)
        try await close()
    }

    /// Decides on a recommendation: no measure where another was recommended or a person decides.
    @discardableResult
    func spare(_ caseFile: String = "C-2026-0001", recommendation: Int? = nil, by actor: Actor? = nil) async throws
        -> JSONValue
    {
        let newest = try await newestOpen(caseFile)
        let none = NewDecision(
            recommendation: recommendation ?? newest, choice: .depart, measure: DecidedMeasure.none,
            reasons: "The first finding in ten years.")
        return try await registry.decide(in: caseFile, none, Call(by: actor ?? officer)).json
    }

    /// What the database answers to a correction of criterion J, sent as SQL.
    func correction(_ result: String, by sender: Actor, recordedAs person: Actor) async throws -> PostgresError? {
        try await failure(
            as: sender,
            """
            INSERT INTO registry.correction (jurisdiction_id, inspection_id, criterion, result, reason, recorded_by)
            VALUES (\(jurisdiction), \(Self.id(1))::uuid, 'J', \(result), 'It was misread.', \(person.person))
            """)
    }
}

extension NewInspection {
    /// An unannounced inspection with access, at noon UTC.
    static func sample(
        _ outlet: String, _ results: [String: FindingResult], on day: String = "2026-10-01"
    ) -> NewInspection {
        NewInspection(
            outlet: outlet, kind: .unannounced, outcome: .access, startedAt: Instant(text: "\(day)T12:00:00Z")!,
            findings: results.sorted { $0.key < $1.key }.map { NewFinding(criterion: $0.key, result: $0.value) })
    }
}
