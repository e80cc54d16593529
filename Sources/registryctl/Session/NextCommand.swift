import Records

/// The command for the next step that the server names in an answer.
enum NextCommand {
    /// nil when the answer names none, or one that this version doesn't know.
    static func of(_ answer: JSONValue) -> String? {
        guard let next = answer["next"], let act = next["act"]?.text, let reference = next["reference"]?.text else {
            return nil
        }
        switch act {
        case "decide": return "registryctl recommendation explain \(reference)"
        case "draft": return "registryctl action draft \(reference)\(firstDay(answer)) --text TEXT"
        case "propose": return "registryctl action propose \(reference)"
        case "issue": return "a reviewer runs registryctl action issue \(reference) --confirm \(reference)"
        case "close": return "registryctl case close \(reference) --reason TEXT"
        default: return nil
        }
    }

    /// Some kinds of action have a first day.
    private static func firstDay(_ answer: JSONValue) -> String {
        let kind = answer["measure"]?.text ?? answer["kind"]?.text ?? ""
        return ["closure", "suspension"].contains(kind) ? " --from DAY" : ""
    }
}
