/// Decides cases under two packs and adds up what changes.
package struct BackTest: Sendable {
    package let current: Pack
    package let new: Pack
    package private(set) var comparison = Comparison()
    /// Held apart, since reading a whole pack costs a dozen references each time.
    private let rules: CompiledPack
    private let newRules: CompiledPack

    package init(_ new: Pack, against current: Pack) {
        self.current = current
        self.new = new
        rules = current.compiled
        newRules = new.compiled
    }

    /// Decides one case under both packs; says whether it changes.
    ///
    /// Each pack is given the failed criteria that it knows; under a pack that knows none of them nothing follows. A case
    /// without a criterion that one of them knows is counted apart.
    package mutating func decide(_ facts: Facts) -> Bool {
        let (before, after) = (facts.recommended(rules), facts.recommended(newRules))
        guard before != nil || after != nil else {
            comparison.addOutside()
            return false
        }
        return comparison.add(
            before ?? Recommended(), after ?? Recommended(), on: facts.day, rules.rules.combination.order)
    }
}

extension Facts {
    /// The same facts without the failed criteria that `pack` doesn't know; nil when none is left.
    package func known(to pack: Pack) -> Facts? { known(to: pack.compiled) }

    /// What a pack recommends on the failed criteria that it knows; nil when it knows none.
    fileprivate func recommended(_ pack: CompiledPack) -> Recommended? {
        var (known, unknown) = (0, 0)
        for index in findings.indices where findings[index].result == "fail" {
            if pack.criterion(findings[index].criterion) >= 0 { known += 1 } else { unknown += 1 }
        }
        guard known > 0 else { return nil }
        let facts = unknown == 0 ? self : self.known(to: pack) ?? self
        let evaluator = Evaluator(pack: pack, facts: facts)
        return facts.withEvents(pack) { events in evaluator.recommended(events) }
    }

    private func known(to pack: CompiledPack) -> Facts? {
        var facts = self
        facts.findings = findings.filter { $0.result != "fail" || pack.criterion($0.criterion) >= 0 }
        return facts.findings.contains { $0.result == "fail" } ? facts : nil
    }
}
