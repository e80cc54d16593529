/// What an outlet has earned by complying, and where somebody looked.
extension Evaluator {
    /// Whether a reward is earned on this day.
    enum Earning {
        case earned
        case notEarned
        /// A fact is missing, or the source does not say how many inspections it takes.
        case open
    }

    /// How long violations count for an outlet that has earned a shorter memory; nil: as the rule says.
    struct Memory {
        var sure: Length?
        /// The other reading, where it is open whether a reward is earned.
        var perhaps: Length?
        /// Number of the reward that is open.
        var open = -1
    }

    /// Whether no established violation lies in the period before this day.
    func isCompliant(for length: Length, _ events: Counting.Events) -> Bool {
        let start = facts.day.subtracting(length)
        return !events.contains {
            $0.atOutlet && $0.standing == .established && !$0.isOfThisInspection && $0.day >= start
                && $0.day < facts.day
        }
    }

    /// How many inspections lie in the period before this day; nil when the facts state none of them.
    func inspections(in length: Length) -> Int? {
        let start = facts.day.subtracting(length)
        return facts.inspections?.count { $0 >= start && $0 < facts.day }
    }

    func earning(_ reward: Reward, _ events: Counting.Events) -> Earning {
        guard isCompliant(for: reward.compliantFor, events) else { return .notEarned }
        // Before format 5 a period in which nobody looked was as good as one in which nothing was found.
        guard format >= 5 else { return .earned }
        let open = takesAsEarned.map { $0 ? Earning.earned : .notEarned } ?? .open
        guard let needed = reward.inspections?.value else { return open }
        guard needed > 0 else { return .earned }
        guard let found = inspections(in: reward.compliantFor) else { return open }
        return found >= needed ? .earned : .notEarned
    }

    func memory(_ events: Counting.Events) -> Memory {
        var memory = Memory()
        for (number, reward) in pack.rules.rewards.enumerated() {
            guard case .lookBack(let length) = reward.effect else { continue }
            switch earning(reward, events) {
            case .notEarned: continue
            case .open where memory.open < 0: (memory.perhaps, memory.open) = (length, number)
            case .open: continue
            case .earned:
                memory.sure = length
                if memory.perhaps == length { (memory.perhaps, memory.open) = (nil, -1) }
                return memory
            }
        }
        return memory
    }

    /// Steps down; where it is open whether they are earned, only the reading with fewer of them goes down.
    func reward(_ ladder: CompiledLadder, _ evaluation: inout Evaluation, _ events: Counting.Events) {
        for (number, reward) in pack.rules.rewards.enumerated() {
            guard case .stepsDown(let steps) = reward.effect else { continue }
            switch earning(reward, events) {
            case .notEarned: continue
            case .earned: move(by: -steps, ladder, &evaluation)
            case .open:
                var earned = evaluation
                move(by: -steps, ladder, &earned)
                guard earned.least < evaluation.most else { continue }
                evaluation.least = earned.least
                evaluation.open = evaluation.open ?? .reward(number)
            }
        }
    }

    /// Whether it is open whether a reward is earned that can change a step.
    func hasOpenReward(_ events: Counting.Events) -> Bool {
        guard pack.rewardsCount else { return false }
        return pack.rules.rewards.contains { reward in
            if case .inspectionEvery = reward.effect { false } else { earning(reward, events) == .open }
        }
    }
}

extension Gap {
    /// It is open whether `reward` is earned: its source does not say how many inspections it takes, or the facts state none.
    init(ofReward reward: Reward) {
        guard let needed = reward.inspections?.value else {
            self.init(.reward, citation: reward.inspections?.citation ?? reward.citation)
            return
        }
        let notes = Language.allCases.map { language in
            (language.rawValue, language.speech.lacksInspections(reward.name[language], needed, reward.compliantFor))
        }
        self.init(.fact, citation: reward.citation, note: Localized(Dictionary(notes) { first, _ in first }))
    }
}
