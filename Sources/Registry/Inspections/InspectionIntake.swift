import Crypto
import Policy
import Records

/// One inspection on its way in: what was sent, by whom, under which id.
struct InspectionIntake: Sendable {
    let id: UUIDText
    private(set) var new: NewInspection
    let actor: Actor
    private(set) var findings: [ObservedFinding]
    /// SHA-256 of who sent what; the order of the findings carries no meaning.
    let digest: [UInt8]

    init(id: UUIDText, new: NewInspection, actor: Actor) {
        self.id = id
        self.new = new
        self.actor = actor
        findings = new.findings.map(\.observed)
        digest = Array(SHA256.hash(data: Self.content(new, actor).bytes()))
    }

    /// With a finding for every criterion of the packs: what the inspector left out was not checked, and is stored as that.
    func completed(by packs: GoverningPacks) -> InspectionIntake {
        guard new.outcome == .access else { return self }
        var whole = self
        whole.new.findings += packs.criteria(without: findings).map { NewFinding(criterion: $0, result: .notChecked) }
        whole.findings = whole.new.findings.map(\.observed)
        return whole
    }

    /// The criteria that failed, by code.
    var failed: [String] { findings.filter { $0.result == "fail" }.map(\.criterion).sorted() }

    /// Whether there was access, and no criterion is said to have been checked.
    var isNothingChecked: Bool { new.outcome == .access && findings.allSatisfy { $0.result == "not_checked" } }

    /// The later of start and end.
    var latest: Instant { max(new.startedAt, new.endedAt ?? new.startedAt) }

    private static func content(_ new: NewInspection, _ actor: Actor) -> JSONValue {
        [
            "by": .integer(actor.person), "outlet": .string(new.outlet.uppercased()),
            "kind": .string(new.kind.rawValue),
            "outcome": .string(new.outcome.rawValue), "startedAt": .string(new.startedAt.description),
            "endedAt": text(new.endedAt?.description), "deviceTime": text(new.deviceTime?.description),
            "secondInspector": text(new.secondInspector), "note": text(new.note),
            "findings": .array(new.findings.sorted { $0.criterion < $1.criterion }.map(content)),
        ]
    }

    private static func content(_ finding: NewFinding) -> JSONValue {
        [
            "criterion": .string(finding.criterion), "result": .string(finding.result.rawValue),
            "value": finding.value.map { .number($0) } ?? .null, "unit": text(finding.unit), "note": text(finding.note),
            "conduct": .array((finding.observed.conduct ?? []).map { .string($0) }),
        ]
    }

    private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
