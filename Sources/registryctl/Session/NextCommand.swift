import Records

/// The command for the next step that the server names in an answer.
enum NextCommand {
    /// nil when the answer names none, or one that this version doesn't know.
    static func of(_ answer: JSONValue) -> String? {
        guard let next = answer["next"], let act = next["act"]?.text, let reference = next["reference"]?.text else {
            return nil
        }
        switch act {
        case "decide":
            let number = next["recommendation"]?.wholeNumber.map { " --recommendation \($0)" } ?? ""
            return "registryctl recommendation explain \(reference)\(number)"
        case "draft":
            let decision = next["decision"]?.wholeNumber.map { " --decision \($0)" } ?? ""
            return "registryctl action draft \(reference)\(decision)\(content(next, answer)) --text TEXT"
        case "propose": return "registryctl action propose \(reference)"
        case "issue": return "a reviewer runs registryctl action issue \(reference) --confirm \(reference)"
        case "withdraw": return "registryctl action withdraw \(reference) --reason TEXT"
        case "amend":
            let drafter = next["by"]?.text.map { ", \($0)," } ?? ""
            return "its drafter\(drafter) runs registryctl action amend \(reference) --text TEXT, then "
                + "registryctl action propose \(reference)"
        case "reinstate":
            return "an officer\(otherThan(next)) runs registryctl licence reinstate \(reference) --reason TEXT"
        case "recompute": return "an officer runs \(AskAgain.command(reference, next["inspection"]?.text ?? ""))"
        case "open_case":
            let again = AskAgain.command("CASE", next["inspection"]?.text ?? "")
            return "an officer runs registryctl case open \(reference) --reason TEXT, then \(again)"
        case "suspend_licence", "withdraw_licence": return onLicence(act, reference, next)
        case "inspect": return "registryctl inspection log \(reference) --fail CRITERIA --pass CRITERIA"
        case "close": return "\(somebodyElse(next))registryctl case close \(reference) --reason TEXT"
        default: return nil
        }
    }

    /// What an issued action orders is done about the licence by an officer, not before its first day.
    private static func onLicence(_ act: String, _ licence: String, _ next: JSONValue) -> String {
        let ground = "--action \(next["action"]?.text ?? "")"
        guard act == "suspend_licence" else {
            return "an officer runs registryctl licence withdraw \(licence) \(ground) --on DAY --reason TEXT "
                + "--confirm \(licence)"
        }
        let when = next["day"]?.text.map { "from \($0) on " } ?? ""
        return "\(when)an officer runs registryctl licence suspend \(licence) \(ground) --reason TEXT"
    }

    /// Who revoked an action doesn't reinstate the licence.
    private static func otherThan(_ next: JSONValue) -> String {
        let names = (next["notBy"]?.items ?? []).compactMap(\.text)
        return names.isEmpty ? "" : " other than \(names.joined(separator: " and "))"
    }

    /// Who was lenient alone can't close the case; whoever reads this may be another person.
    private static func somebodyElse(_ next: JSONValue) -> String {
        let names = (next["notBy"]?.items ?? []).compactMap(\.text)
        return names.isEmpty ? "" : "somebody other than \(names.joined(separator: " and ")) runs "
    }

    /// Some kinds of action have a first day, and some an amount: what has to be filled in stands in capitals.
    private static func content(_ next: JSONValue, _ answer: JSONValue) -> String {
        switch next["measure"]?.text ?? answer["measure"]?.text ?? answer["kind"]?.text {
        case "closure", "suspension": " --from DAY"
        case "fine", "penalty_order": " --amount NUMBER --currency CODE"
        default: ""
        }
    }
}
