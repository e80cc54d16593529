import Policy

/// What people have answered about the gates and circumstances of an inspection, and the facts that they stated: the latest of
/// each.
package struct GateAnswers: Sendable {
    /// By pack id.
    private var confirmations: [String: [Confirmation]] = [:]
    var stated = StatedFacts()

    /// While an inspection comes in, nobody has answered anything.
    static let none = GateAnswers()

    mutating func add(_ confirmation: Confirmation, under pack: String) {
        confirmations[pack, default: []].append(confirmation)
    }

    /// The answers that a pack asked for, about what failed.
    func about(_ findings: [ObservedFinding], under pack: String) -> [Confirmation] {
        guard !confirmations.isEmpty else { return [] }
        return (confirmations[pack] ?? []).filter { answer in
            findings.contains { $0.criterion == answer.criterion && $0.result == "fail" }
        }
    }
}
