import Records

/// The command that helps on after a refusal of the server whose next step is a sentence.
enum Remedy {
    /// Where to look, by the rule that refused.
    private static let places = [
        "unknown_pack": "policy built-in", "unknown_built_in_pack": "policy built-in",
        "replaced_pack_governs": "policy list", "no_policy_pack": "policy list",
        "one_active_outlet_per_address": "outlet list",
        "login_is_unique": "people list", "one_account_per_subject": "people list",
        "inspection_of_another_outlet": "inspection list",
        "suspension_and_withdrawal_rest_on_an_action": "action list --status issued",
    ]

    /// Rules whose refusal names the other record that stands in the way.
    private static let namesAnother = [
        "registration_number_is_unique": "party list", "one_active_outlet_per_address": "outlet list",
        "address_keeps_its_history": "outlet list",
    ]

    /// The command that shows the other record that stands in the way; nil where the refusal names none.
    static func other(for failure: Failure) -> String? {
        guard let list = namesAnother[failure.code] else { return nil }
        return outlet(failure.what) ?? show(failure.what) ?? "registryctl \(list)"
    }

    /// Where the rule that refused says to look; nil when it does not.
    static func place(for failure: Failure) -> String? { places[failure.code].map { "registryctl \($0)" } }

    /// Nil where no command helps, such as when somebody else has to act.
    static func command(for failure: Failure, _ arguments: [String]) -> String? {
        if let place = place(for: failure) { return place }
        switch failure.exit {
        case .changed, .notPossibleNow: return show(failure.what)
        case .refused: return "\(CommandTree.place(arguments).words) --help"
        default: return nil
        }
    }

    /// The command that shows the outlet that a sentence names.
    private static func outlet(_ sentence: String) -> String? {
        let words = sentence.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "-") })
        return words.lazy.compactMap { try? OutletReference(String($0)).description }.first.map {
            "registryctl outlet show \($0)"
        }
    }

    /// The command that shows the record that a sentence speaks of.
    private static func show(_ sentence: String) -> String? {
        for word in sentence.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "-") }) {
            guard let letter = word.split(separator: "-").first, let kind = Reference.Kind(rawValue: String(letter))
            else {
                continue
            }
            do {
                return "registryctl \(kind.command) show \(try Reference.of(kind, String(word)))"
            } catch {
                continue
            }
        }
        return nil
    }
}
