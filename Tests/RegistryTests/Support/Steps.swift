import Policy
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
        try await registry.decide(in: caseFile, NewDecision(choice: .follow), Call(by: officer)).json
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
