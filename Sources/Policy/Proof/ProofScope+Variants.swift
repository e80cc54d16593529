extension ProofScope {
    /// One way in which one rule can count.
    struct Variant {
        let context: Context
        let memory: Length?
        let reading: Reading
        /// Whether a violation counts for which a fact is missing.
        let assuming: Bool

        /// Whether what becomes of one violation depends on the others.
        var isJoint: Bool {
            guard let window = reading.window else { return false }
            return window.expiry == .wholeLadder || window.anchor == .anyPeriod
        }

        /// Whether an older violation can count because of a newer one.
        var isChain: Bool { reading.window.map { $0.expiry == .wholeLadder && $0.anchor != .anyPeriod } ?? false }

        func count(_ scope: ProofScope, _ events: Counting.Events, _ verdicts: Counting.Verdicts) -> Int {
            let counting = Counting(
                pack: scope.pack, rule: context.rule, ladder: context.ladder, criterion: scope.criterion,
                severity: context.severity, day: scope.facts.day, memory: memory)
            return counting.count(events, reading, assuming: assuming, verdicts).events
        }
    }

    static func variants(_ contexts: [Context], _ memories: [Length?]) -> [Variant] {
        contexts.flatMap { context in
            memories.flatMap { memory in
                context.rule.readings.flatMap { reading in
                    [false, true].map { Variant(context: context, memory: memory, reading: reading, assuming: $0) }
                }
            }
        }
    }
}
