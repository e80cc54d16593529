import Records

/// What comes next about recommendations that were decided, where the case's next step is about another visit.
struct OwnNextStep {
    /// Of one inspection.
    var recommendations: [JSONValue]
    /// The case in which they are.
    var file: JSONValue
    /// Of who reads it; nil when not known.
    var roles: [String]?

    /// The case's next step where it is about these; else theirs.
    var command: String {
        let reference = file["reference"]?.text ?? "CASE"
        let look = "registryctl case show \(reference)"
        guard isOfAnother else { return NextCommand.of(file, for: roles) ?? look }
        return NextCommand.of(["next": draft ?? .null], for: roles) ?? action ?? look
    }

    private var inspections: [String] { recommendations.compactMap { $0["inspection"]?.text } }

    private var numbers: [Int] { recommendations.compactMap { $0["id"]?.wholeNumber } }

    private var decisions: [JSONValue] { CarriedOut.decisions(on: numbers, in: file) }

    private func isOurs(_ action: JSONValue) -> Bool { decisions.contains { $0["id"] == action["decision"] } }

    /// Whether something that was decided has no action yet.
    private func isOpen(_ decision: JSONValue) -> Bool {
        let kinds = (decision["measures"]?.items ?? [decision["measure"] ?? .null]).compactMap(\.text)
        let done = (file["actions"]?.items ?? []).filter {
            $0["decision"] == decision["id"] && $0["status"]?.text != "withdrawn"
        }.compactMap { $0["kind"]?.text }
        return kinds.contains { $0 != "none" && !done.contains($0) }
    }

    /// Whether the case names a step about another inspection, a decision on one, or an action that carries out such.
    private var isOfAnother: Bool {
        guard let next = file["next"] else { return false }
        switch next["act"]?.text {
        case "recompute": return next["inspection"]?.text.map { !inspections.contains($0) } ?? false
        case "draft":
            let isNumbered = next["decision"]?.wholeNumber != nil
            return isNumbered ? !isOurs(next) : !decisions.isEmpty && !decisions.contains(where: isOpen)
        case "decide":
            let waiting = (file["recommendations"]?.items ?? []).first {
                next["recommendation"]?.wholeNumber == nil
                    ? $0["standing"]?.text == "waiting" : $0["id"] == next["recommendation"]
            }
            return waiting?["inspection"]?.text.map { !inspections.contains($0) } ?? false
        default:
            let action = (file["actions"]?.items ?? []).first { $0["reference"] == next["reference"] }
            return action.map { !isOurs($0) } ?? false
        }
    }

    /// The newest action that carries them out.
    private var action: String? {
        CarriedOut.actions(on: numbers, in: file).last?["reference"]?.text.map { "registryctl action show \($0)" }
    }

    /// The step of the decision that no action carries out; nil where nothing is done, or the case is closed.
    private var draft: JSONValue? {
        guard file["status"]?.text == "open",
            let decision = decisions.last(where: isOpen)
        else { return nil }
        return [
            "act": "draft", "reference": file["reference"] ?? .null, "decision": decision["id"] ?? .null,
            "measure": decision["measure"] ?? .null,
        ]
    }
}
