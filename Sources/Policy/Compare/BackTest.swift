/// Decides cases under two packs and adds up what changes.
package struct BackTest: Sendable {
    package let current: Pack
    package let new: Pack
    package private(set) var comparison = Comparison()

    package init(_ new: Pack, against current: Pack) {
        self.current = current
        self.new = new
    }

    /// Decides one case under both packs; says whether it changes.
    ///
    /// Each pack is given the failed criteria that it knows; under a pack that knows none of them nothing follows. A case
    /// without a criterion that one of them knows is counted apart.
    package mutating func decide(_ facts: Facts) -> Bool {
        let (before, after) = (facts.known(to: current), facts.known(to: new))
        guard before != nil || after != nil else {
            comparison.addOutside()
            return false
        }
        return comparison.add(
            before.map { recommended($0, under: current) } ?? Recommended(),
            after.map { recommended($0, under: new) } ?? Recommended(), on: facts.day, current.combination.order)
    }
}

extension Facts {
    /// The same facts without the failed criteria that `pack` doesn't know; nil when none is left.
    package func known(to pack: Pack) -> Facts? {
        let knows = { (finding: ObservedFinding) in
            finding.result != "fail" || pack.compiled.criterion(finding.criterion) >= 0
        }
        var facts = self
        if !findings.allSatisfy(knows) { facts.findings = findings.filter(knows) }
        return facts.findings.contains { $0.result == "fail" } ? facts : nil
    }
}
