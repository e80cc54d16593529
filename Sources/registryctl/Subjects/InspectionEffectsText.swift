import Records

/// What a correction or a voiding has changed, in lines below the sentence that says that it was done.
enum InspectionEffectsText {
    static func after(_ sentence: String, _ answer: JSONValue) -> String {
        guard let effects = answer["effects"] else { return sentence }
        var lines = [sentence]
        func line(_ head: String, _ text: String) {
            lines.append("  \(TextWidth.padded(head, to: 12))  \(text)")
        }
        if let criteria = words(effects["setAside"]) { line("set aside", "the alleged violation of \(criteria)") }
        if let criteria = words(effects["alleged"]) { line("violations", "\(criteria) (alleged)") }
        for added in effects["recommended"]?.items ?? [] {
            let older = added["replaces"]?.wholeNumber.map { ", in place of recommendation \($0)" } ?? ""
            line("recommended", "\(advice(added))\(older)")
        }
        for moot in effects["moot"]?.items ?? [] {
            line("moot", "recommendation \(number(moot)) (\(moot["pack"]?.text ?? ""))")
        }
        for action in (effects["toWithdraw"]?.items ?? []).compactMap(\.text) {
            line("rested on it", "\(action), which can't be issued any more: an officer withdraws it")
        }
        if effects["opened"]?.truth == true { line("case", "\(effects["case"]?.text ?? "") is opened") }
        if effects["caseStands"]?.truth == false, let file = effects["case"]?.text {
            lines.append("No failed finding stands in \(file).")
        }
        return lines.joined(separator: "\n")
    }

    /// "closure (nl/leeuwarden/j)", "no measure (nl/dordrecht/o)", "a person decides (nl/dordrecht/o)"; where the answer has
    /// the whole measure in words, those: also of a choice between measures.
    static func advice(_ recommendation: JSONValue) -> String {
        let pack = recommendation["pack"]?.text.map { " (\($0))" } ?? ""
        return outcome(recommendation) + pack
    }

    static func outcome(_ recommendation: JSONValue) -> String {
        guard let kind = recommendation["measure"]?.text else {
            return recommendation["text"]?.text.map { "a choice: \($0)" } ?? "a person decides"
        }
        return recommendation["text"]?.text ?? kind.spokenMeasure
    }

    private static func words(_ list: JSONValue?) -> String? {
        let items = (list?.items ?? []).compactMap(\.text)
        return items.isEmpty ? nil : items.joined(separator: ", ")
    }

    private static func number(_ recommendation: JSONValue) -> String {
        recommendation["id"]?.wholeNumber.map(String.init) ?? ""
    }
}
