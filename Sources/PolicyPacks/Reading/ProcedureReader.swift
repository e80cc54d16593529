import Policy
import Yams

/// Reads what each kind of measure demands, which version governs, and how heavily measures weigh.
struct ProcedureReader {
    private let root: Section
    private let sources: SourceReader
    private let base: Rules?

    init(_ root: Section, _ sources: SourceReader, base: Rules?) {
        self.root = root
        self.sources = sources
        self.base = base
    }

    var procedures: [Procedure] {
        let own = root.entries("procedure").compactMap { procedure($0.key, $0.value) }
        return (base?.procedures ?? []).filter { one in !own.contains { $0.kind == one.kind } } + own
    }

    private func procedure(_ word: String, _ node: Node) -> Procedure? {
        let what = "the procedure of \"\(word)\""
        let keys = ["intention", "urgent_ground", "terms", "signed_by", "proportionality", "document", "source"]
        guard let kind = MeasureKind(rawValue: word) else {
            let known = MeasureKind.allCases.map(\.rawValue)
            let hint = root.problems.hint(for: word, in: known).map { $0 + " " } ?? ""
            root.problems.add(
                node.line, "\"\(word)\" is not a kind of measure. \(hint)Use one of \(known.joined(separator: ", ")).")
            return nil
        }
        guard let section = Section(node, what: what, keys: keys, root.problems) else { return nil }
        let intention = known(
            "intention", Procedure.Demand.self, section, "Say whether the intention is announced first, or unknown.")
        let proportionality = known(
            "proportionality", Procedure.Demand.self, section,
            "Say whether the document must argue that it is proportionate, or unknown.")
        let document = known(
            "document", Procedure.Document.self, section, "Say decision (open to objection), notice (not), or unknown.")
        let terms = section.entries("terms").map { entry in
            Procedure.Term(
                code: entry.key, length: entry.value.isUnknown ? nil : section.length(entry.value, entry.key))
        }
        guard let citation = sources.citation(of: section, for: "the procedure") else { return nil }
        return Procedure(
            kind: kind, intention: intention, urgentGround: section.optionalLocalized("urgent_ground"), terms: terms,
            signedBy: section.optionalLocalized("signed_by"), proportionality: proportionality, document: document,
            citation: citation)
    }

    /// A choice, or nil where the source does not say; the key must be there.
    private func known<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ section: Section, _ hint: String
    ) -> Choice? where Choice.RawValue == String {
        guard let node = section.required(key, hint), !node.isUnknown else { return nil }
        return section.choice(node, key, type)
    }

    /// Which version governs; a pack with ladders must say so.
    func governance(hasLadders: Bool) -> Governance? {
        guard root.has("governs") || (hasLadders && base?.governance == nil) else { return base?.governance }
        let hint = "Declare which version judges a violation: rules_of, milder_later, look_back_of and the source."
        let keys = ["rules_of", "milder_later", "look_back_of", "source"]
        guard let node = root.required("governs", hint),
            let section = Section(node, what: "\"governs\"", keys: keys, root.problems)
        else { return nil }
        let rulesOf = section.settled(
            "rules_of", Governance.RulesOf.self, "Write day_of_violation, day_of_decision or unknown.", sources)
        let milder = section.settled(
            "milder_later", Governance.MilderLater.self,
            "Say whether a milder later version applies, does_not_apply, or unknown.", sources)
        let lookBack = section.settled(
            "look_back_of", Governance.LookBackOf.self,
            "Write governing_version, version_on_day_of_decision or unknown.", sources)
        guard let citation = sources.citation(of: section, for: "it"), !rulesOf.choices.isEmpty,
            !milder.choices.isEmpty, !lookBack.choices.isEmpty
        else { return nil }
        return Governance(
            rulesOf: rulesOf.choices, milderLater: milder.choices, lookBackOf: lookBack.choices, citation: citation,
            readings: [rulesOf.reading, milder.reading, lookBack.reading].compactMap(\.self))
    }

    var harm: HarmWeights? {
        guard let node = root.node("harm") else { return base?.harm }
        let keys = [
            "withdrawal", "open_ended_closure", "fine_per_day", "incident", "enforcement_order", "of_several",
        ]
        guard let section = Section(node, what: "\"harm\"", keys: keys, root.problems) else { return nil }
        let reader = SourcedReader(section, sources)
        let withdrawal = reader.read("withdrawal", "How many days does it weigh?") { section.whole($0, "withdrawal") }
        let closure = reader.read("open_ended_closure", "How many days does it weigh?") {
            section.whole($0, "open_ended_closure")
        }
        let fine =
            section.has("fine_per_day")
            ? reader.read("fine_per_day", "") { section.money($0, "\"fine_per_day\"") } : nil
        let incident =
            section.has("incident") ? reader.read("incident", "") { section.whole($0, "incident") } : nil
        let order =
            section.has("enforcement_order")
            ? reader.read("enforcement_order", "") { section.whole($0, "enforcement_order") } : nil
        let several =
            section.has("of_several") ? section.declared("of_several", HarmWeights.OfSeveral.self, "", sources) : nil
        guard let withdrawal, let closure else { return nil }
        return HarmWeights(
            withdrawal: withdrawal, openEndedClosure: closure, finePerDay: fine, incident: incident,
            enforcementOrder: order, ofSeveral: several.flatMap { $0.choices.count == 1 ? $0.choices[0] : nil },
            ofSeveralNote: several?.note)
    }
}
