extension ProofScope {
    /// One way in which one rule can count.
    struct Variant {
        let context: Context
        let memory: Length?
        let reading: Reading
        /// Whether a violation counts for which a fact is missing.
        let assuming: Bool
        /// A number for each rule and memory; its readings are compared with each other alone.
        let group: Int

        var window: Window? { reading.window.map { window in memory.map(window.shortened) ?? window } }

        /// Whether what becomes of one violation depends on the others.
        var isJoint: Bool { reading.window.map { $0.expiry == .wholeLadder || $0.anchor == .anyPeriod } ?? false }

        func count(_ scope: ProofScope, _ events: Counting.Events, _ verdicts: Counting.Verdicts) -> Int {
            let counting = Counting(
                pack: scope.pack, rule: context.rule, ladder: context.ladder, criterion: scope.criterion,
                severity: context.severity, day: scope.facts.day, memory: memory)
            return counting.count(events, reading, assuming: assuming, verdicts).events
        }
    }

    static func variants(_ contexts: [Context], _ memories: [Length?]) -> [Variant] {
        var all: [Variant] = []
        for (place, context) in contexts.enumerated() {
            for (number, memory) in memories.enumerated() {
                for reading in context.rule.readings {
                    all += [false, true].map {
                        Variant(
                            context: context, memory: memory, reading: reading, assuming: $0,
                            group: place * memories.count + number)
                    }
                }
            }
        }
        return all
    }
}
