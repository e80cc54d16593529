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

    /// The inspections before, in every way that the rewards can tell apart: those of each set of them that enough inspections
    /// can be in the period of and too few for the others, and not stated.
    func inspections() throws(TooLarge) -> [[LocalDate]?] {
        var asked: [(start: LocalDate, needed: Int)] = []
        for reward in pack.rules.rewards {
            guard let needed = reward.inspections?.value, needed > 0 else { continue }
            if case .inspectionEvery = reward.effect { continue }
            let start = ProofScope.day.subtracting(reward.compliantFor)
            if !asked.contains(where: { $0 == (start, needed) }) { asked.append((start, needed)) }
        }
        guard !asked.isEmpty else { return [[]] }
        guard asked.count <= 6 else {
            throw TooLarge(
                place: ["rewards"], part: "its rewards have \(asked.count) different periods or numbers of inspections")
        }
        // The later a period begins, the fewer inspections lie in it: each longer one has those of the shorter ones too.
        asked.sort { $0.start > $1.start }
        var all: [[LocalDate]?] = [nil]
        for set in 0..<(1 << asked.count) {
            var days: [LocalDate] = []
            for (place, one) in asked.enumerated() where set >> place & 1 == 1 {
                days += Array(repeating: one.start, count: max(0, one.needed - days.count))
            }
            let isSo = asked.enumerated().allSatisfy { place, one in
                (days.count { $0 >= one.start } >= one.needed) == (set >> place & 1 == 1)
            }
            if isSo { all.append(days) }
        }
        return all
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
    func longestMemory(_ rules: [CountingRule]) -> Length? {
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

    func isShorter(_ one: Length, than other: Length) -> Bool {
        ProofScope.day.subtracting(one) > ProofScope.day.subtracting(other)
    }

    func words(_ length: Length) -> String { EnglishSpeech().length(length) }
}
