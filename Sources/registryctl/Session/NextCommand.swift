import Records

/// The command for the next step that the server names in an answer.
enum NextCommand {
    /// nil when the answer names none, or one that this version doesn't know.
    /// - Parameter roles: of who reads it; what that person may not do is told with who does it. nil when not known.
    static func of(_ answer: JSONValue, for roles: [String]? = nil) -> String? {
        guard let next = answer["next"], let act = next["act"]?.text, let reference = next["reference"]?.text else {
            return nil
        }
        func officer(_ command: String, orElse whom: String = "") -> String {
            "\(by("an officer", ["officer"], roles, orElse: whom))\(command)"
        }
        switch act {
        case "decide":
            let number = next["recommendation"]?.wholeNumber.map { " --recommendation \($0)" } ?? ""
            return "registryctl recommendation explain \(reference)\(number)"
        case "draft":
            let decision = next["decision"]?.wholeNumber.map { " --decision \($0)" } ?? ""
            return officer("registryctl action draft \(reference)\(decision)\(content(next, answer)) --text TEXT")
        case "propose": return officer("registryctl action propose \(reference)")
        case "issue": return "a reviewer runs registryctl action issue \(reference) --confirm \(reference)"
        case "withdraw": return officer("registryctl action withdraw \(reference) --reason TEXT")
        case "amend":
            let drafter = next["by"]?.text.map { ", \($0)," } ?? ""
            return "its drafter\(drafter) runs registryctl action amend \(reference) --text TEXT, then "
                + "registryctl action propose \(reference)"
        case "reinstate":
            return "an officer\(otherThan(next)) runs registryctl licence reinstate \(reference) --reason TEXT"
        case "recompute":
            return officer(AskAgain.command(reference, next["inspection"]?.text ?? ""), orElse: "an officer runs ")
        case "open_case":
            let again = AskAgain.command("CASE", next["inspection"]?.text ?? "")
            return officer(
                "registryctl case open \(reference) --reason TEXT, then \(again)", orElse: "an officer runs ")
        case "suspend_licence", "withdraw_licence": return onLicence(act, reference, next, roles)
        case "inspect":
            return by("an inspector", ["inspector", "officer"], roles, orElse: "")
                + "registryctl inspection log \(reference) --fail CRITERIA --pass CRITERIA"
        case "close": return closing(reference, next, roles)
        default: return nil
        }
    }

    /// Whether what comes next is told to some in another way than to others.
    static func dependsOnRoles(_ answer: JSONValue) -> Bool {
        let steps = [answer] + (answer["consequences"]?.items ?? []) + (answer["outdated"]?.items ?? [])
        let known: Set = ["decide", "issue", "amend", "reinstate"]
        return steps.contains { step in step["next"]?["act"]?.text.map { !known.contains($0) } ?? false }
    }

    /// Who runs it, where the reader may not: "an officer runs "; `whom` where the reader's roles are not known.
    private static func by(
        _ somebody: String, _ needed: Set<String>, _ roles: [String]?, orElse whom: String
    ) -> String {
        guard let roles else { return whom }
        return needed.isDisjoint(with: roles) ? "\(somebody) runs " : ""
    }

    /// What an issued action orders is done about the licence by an officer, not before its first day.
    private static func onLicence(
        _ act: String, _ licence: String, _ next: JSONValue, _ roles: [String]?
    ) -> String {
        let ground = "--action \(next["action"]?.text ?? "")"
        let whom = by("an officer", ["officer"], roles, orElse: "an officer runs ")
        let when = next["day"]?.text.map { "from \($0) on " } ?? ""
        guard act == "suspend_licence" else {
            return "\(when)\(whom)registryctl licence withdraw \(licence) \(ground) --on \(next["day"]?.text ?? "DAY") "
                + "--reason TEXT --confirm \(licence)"
        }
        return "\(when)\(whom)registryctl licence suspend \(licence) \(ground) --reason TEXT"
    }

    /// Who revoked an action doesn't reinstate the licence.
    private static func otherThan(_ next: JSONValue) -> String {
        let names = (next["notBy"]?.items ?? []).compactMap(\.text)
        return names.isEmpty ? "" : " other than \(names.joined(separator: " and "))"
    }

    /// Who was lenient alone can't close the case; whoever reads this may be another person.
    private static func closing(_ file: String, _ next: JSONValue, _ roles: [String]?) -> String {
        let names = (next["notBy"]?.items ?? []).compactMap(\.text)
        let somebody = "somebody other than \(names.joined(separator: " and ")) runs "
        let whom = names.isEmpty ? by("an officer", ["officer", "reviewer"], roles, orElse: "") : somebody
        return "\(whom)registryctl case close \(file) --reason TEXT"
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
