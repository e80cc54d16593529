extension Prover {
    /// Two rewards that shorten the memory to different lengths.
    func checkRewards() {
        for reward in pack.rules.rewards { checkReward(reward) }
        let shorter = pack.rules.rewards.filter { if case .lookBack = $0.effect { true } else { false } }
        for (place, other) in shorter.enumerated() {
            for one in shorter[..<place] where one.effect != other.effect {
                say(
                    .overlap, ["rewards", other.code],
                    "Rewards \"\(one.code)\" and \"\(other.code)\" can be earned together, and shorten the look-back to "
                        + "different lengths. Keep one.")
            }
        }
    }

    /// A reward that changes nothing: it does not shorten a window, or what it could change lies before its period.
    private func checkReward(_ reward: Reward) {
        let rules = pack.rules.ladders.flatMap(\.counts) + pack.rules.classes.compactMap { $0.raise?.counting }
        if case .lookBack(let length) = reward.effect {
            let windows = rules.compactMap(\.lookBack).filter { !$0.isUnlimited }.map(\.length)
            let shortens = windows.contains { isShorter(length, than: $0) }
            if let window = windows.first(where: { !shortens || isShorter($0, than: length) }) {
                return say(
                    .unreachable, ["rewards", reward.code],
                    "Reward \"\(reward.code)\" shortens the look-back to \(words(length)), but there is one of "
                        + "\(words(window)). Write a shorter one, or leave the reward out.")
            }
        }
        if case .inspectionEvery = reward.effect { return }
        guard let longest = longestMemory(rules), !isShorter(reward.compliantFor, than: longest) else { return }
        say(
            .unreachable, ["rewards", reward.code],
            "Reward \"\(reward.code)\" asks for \(words(reward.compliantFor)) without a violation, but nothing counts for "
                + "longer than \(words(longest)): there is nothing left to change. Write a shorter period, or leave it out."
        )
    }

    /// The longest window, where whatever counts breaks the period of a reward too: an established violation at the
    /// outlet, in a window of its own that runs from the violation. nil where something else can count.
    private func longestMemory(_ rules: [CountingRule]) -> Length? {
        var longest: Length?
        for rule in rules {
            guard let lookBack = rule.lookBack, rule.standings == [.established], rule.follows == [.premises],
                lookBack.expiries == [.eachAlone], !lookBack.anchors.contains(.earlierDecision),
                rule.step(after: 0) <= 1
            else { return nil }
            if longest.map({ isShorter($0, than: lookBack.length) }) != false { longest = lookBack.length }
        }
        return longest
    }

    private func isShorter(_ one: Length, than other: Length) -> Bool {
        ProofScope.day.subtracting(one) > ProofScope.day.subtracting(other)
    }

    private func words(_ length: Length) -> String { EnglishSpeech().length(length) }
}
