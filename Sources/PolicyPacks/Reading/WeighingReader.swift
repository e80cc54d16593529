import Policy
import Yams

/// Reads circumstances, rewards and offers: what stands beside the count.
struct WeighingReader {
    private let root: Section
    private let sources: SourceReader
    private let base: Rules?

    init(_ root: Section, _ sources: SourceReader, base: Rules?) {
        self.root = root
        self.sources = sources
        self.base = base
    }

    var circumstances: [Circumstance] { merged("circumstances", base?.circumstances, \.code, circumstance) }
    var rewards: [Reward] { merged("rewards", base?.rewards, \.code, reward) }
    var offers: [Offer] { merged("offers", base?.offers, \.code, offer) }

    private func merged<Value>(
        _ key: String, _ base: [Value]?, _ code: (Value) -> String, _ read: (String, Node) -> Value?
    ) -> [Value] {
        let own = root.entries(key).compactMap { read($0.key, $0.value) }
        return (base ?? []).filter { one in !own.contains { code($0) == code(one) } } + own
    }

    private enum Word: String, CaseIterable {
        case mayBeMilder = "may_be_milder"
        case mayBeHeavier = "may_be_heavier"
    }

    private func circumstance(_ code: String, _ node: Node) -> Circumstance? {
        let what = "circumstance \"\(code)\""
        let keys = ["name", "effect", "criteria", "reason", "source"]
        guard let section = Section(node, what: what, keys: keys, root.problems) else { return nil }
        let name = section.localized("name")
        let citation = sources.citation(of: section, for: "the circumstance")
        let hint = "Write may_be_milder, may_be_heavier, {steps: -1} or {percent: 50}."
        guard let effect = section.required("effect", hint).flatMap({ self.effect($0, section) }), let name,
            let citation
        else { return nil }
        return Circumstance(
            code: code, name: name, effect: effect, criteria: section.texts("criteria"), citation: citation,
            reason: section.optionalLocalized("reason"))
    }

    private func effect(_ node: Node, _ owner: Section) -> Circumstance.Effect? {
        guard case .mapping = node else {
            if let word = node.text, Word(rawValue: word) == nil {
                root.problems.add(
                    node.line,
                    "\"\(word)\" is not known as \"effect\" of \(owner.what). Write may_be_milder, may_be_heavier, "
                        + "{steps: -1} or {percent: 50}.")
                return nil
            }
            return owner.choice(node, "effect", Word.self).map { $0 == .mayBeMilder ? .mayBeMilder : .mayBeHeavier }
        }
        let what = "\"effect\" of \(owner.what)"
        guard let section = Section(node, what: what, keys: ["steps", "percent"], root.problems) else { return nil }
        if let percent = section.node("percent") {
            if percent.text == "100" {
                root.problems.add(
                    percent.line,
                    "\(owner.what.capitalizedFirst) takes 100 percent, which changes nothing. State what it takes, such as 50 or "
                        + "150, or leave it out.")
            }
            return section.whole(percent, "percent", from: 1).map { .percent($0) }
        }
        guard let steps = section.required("steps", "Write {steps: -1} or {percent: 50}.") else { return nil }
        if steps.text == "0" {
            root.problems.add(
                steps.line, "\(owner.what.capitalizedFirst) changes nothing. State its effect, or leave it out.")
        }
        return section.whole(steps, "steps", from: -100).map { .steps($0) }
    }

    private func reward(_ code: String, _ node: Node) -> Reward? {
        let keys = ["name", "compliant_for", "inspections", "look_back", "steps_down", "inspection_every", "source"]
        guard let section = Section(node, what: "reward \"\(code)\"", keys: keys, root.problems) else { return nil }
        let name = section.localized("name")
        let citation = sources.citation(of: section, for: "the reward")
        let period = section.required("compliant_for", "Write for how long, such as 2 years.")
            .flatMap { section.length($0, "compliant_for") }
        let effects: [Reward.Effect?] = [
            section.node("look_back").flatMap { section.length($0, "look_back") }.map { .lookBack($0) },
            section.node("steps_down").flatMap { section.whole($0, "steps_down", from: 1) }.map { .stepsDown($0) },
            section.node("inspection_every").flatMap { section.length($0, "inspection_every") }
                .map { .inspectionEvery($0) },
        ]
        let known = effects.compactMap { $0 }
        guard known.count == 1 else {
            root.problems.add(
                section.line,
                known.isEmpty
                    ? "\(section.what.capitalizedFirst) must have one of look_back, steps_down and inspection_every."
                    : "\(section.what.capitalizedFirst) has more than one of look_back, steps_down and inspection_every. Keep one: "
                        + "what has two effects is two rewards.")
            return nil
        }
        let inspections = section.node("inspections").flatMap { self.inspections($0, section, citation) }
        guard let name, let citation, let period else { return nil }
        return Reward(
            code: code, name: name, compliantFor: period, inspections: inspections, effect: known[0], citation: citation
        )
    }

    /// How many inspections a reward takes: a number or `unknown`, of the reward's own source or with another one.
    ///
    /// A text that was stored before packs said so has none; the check asks for it.
    private func inspections(_ node: Node, _ reward: Section, _ citation: Citation?) -> Sourced<Int>? {
        guard case .mapping = node else { return citation.flatMap { number(node, reward, $0) } }
        let what = "\"inspections\" of \(reward.what)"
        guard let section = Section(node, what: what, keys: ["value", "source"], root.problems),
            let value = section.required("value", "Write how many, 0 where none is needed, or unknown."),
            let own = sources.citation(of: section, for: "it")
        else { return nil }
        return number(value, reward, own)
    }

    private func number(_ node: Node, _ reward: Section, _ citation: Citation) -> Sourced<Int>? {
        if node.isUnknown { return Sourced(nil, citation) }
        if let number = node.text.flatMap(Int.init), (0...Self.mostInspections).contains(number) {
            return Sourced(number, citation)
        }
        root.problems.add(
            node.line,
            "\"inspections\" of \(reward.what) is \"\(node.text ?? "not a text")\". Write a whole number from 0 to "
                + "\(Self.mostInspections), or unknown.")
        return nil
    }

    private static let mostInspections = 1_000

    private func offer(_ code: String, _ node: Node) -> Offer? {
        let keys = ["name", "kind", "place", "criteria", "steps", "declined", "reason", "source"]
        guard let section = Section(node, what: "offer \"\(code)\"", keys: keys, root.problems) else { return nil }
        let name = section.localized("name")
        let kind = section.choice("kind", Offer.Kind.self)
        let place = section.choice("place", Offer.Place.self, "Say whether it stands beside the measure or instead.")
        let declined = declined(section)
        let citation = sources.citation(of: section, for: "the offer")
        let steps = section.texts("steps").map { Int($0) ?? 0 }
        if let node = section.node("steps"), steps.contains(where: { $0 < 1 }) {
            root.problems.add(node.line, "\"steps\" of \(section.what) must be whole numbers from 1, such as [1, 2].")
        }
        if let node = section.node("steps"), let twice = steps.first(where: { step in steps.count { $0 == step } > 1 })
        {
            root.problems.add(node.line, "\"steps\" of \(section.what) names step \(twice) twice. Keep one.")
        }
        guard let name, let kind, let place, let declined, let citation else { return nil }
        return Offer(
            code: code, name: name, kind: kind, place: place, criteria: section.texts("criteria"), steps: steps,
            declined: declined.then, citation: citation, reason: section.optionalLocalized("reason"),
            declinedReason: declined.reason)
    }

    /// What follows when an offer is declined: a word, or `{then: next_step, reason: {en: ...}}`.
    private func declined(_ offer: Section) -> (then: Offer.Declined, reason: Localized?)? {
        let hint = "Say what follows when it is declined: measure_follows, next_step, nothing or unknown."
        guard case .mapping? = offer.node("declined"), let node = offer.node("declined") else {
            return offer.choice("declined", Offer.Declined.self, hint).map { ($0, nil) }
        }
        let what = "\"declined\" of \(offer.what)"
        guard let section = Section(node, what: what, keys: ["then", "reason"], root.problems) else { return nil }
        let reason = section.optionalLocalized("reason")
        return section.choice("then", Offer.Declined.self, hint).map { ($0, reason) }
    }
}
