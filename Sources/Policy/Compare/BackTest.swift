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

    /// Decides one case under both packs, on the same facts but for the failed criteria that a pack doesn't know; says
    /// whether it changes.
    package mutating func decide(_ facts: Facts) -> Bool {
        let shares = shares(of: facts.findings)
        var (one, other) = (facts, facts)
        one.findings = shares.current
        other.findings = shares.new
        return decide(one, other)
    }

    /// Decides one case under both packs, each on facts of its own; says whether it changes.
    ///
    /// Under a pack that is given no failed criterion nothing follows. A case in which neither is given one is counted apart.
    package mutating func decide(_ facts: Facts, _ newFacts: Facts) -> Bool {
        let (before, after) = (facts.recommended(rules), newFacts.recommended(newRules))
        guard before != nil || after != nil else {
            comparison.addOutside()
            return false
        }
        return comparison.add(
            before ?? Recommended(), after ?? Recommended(), on: facts.day, rules.rules.combination.order)
    }

    /// The findings that each pack is given: all but the failed criteria that it doesn't know.
    package func shares(of findings: [ObservedFinding]) -> (current: [ObservedFinding], new: [ObservedFinding]) {
        (findings.known(to: rules), findings.known(to: newRules))
    }
}

extension [ObservedFinding] {
    fileprivate func known(to pack: CompiledPack) -> [ObservedFinding] {
        let isWhole = allSatisfy { $0.result != "fail" || pack.criterion($0.criterion) >= 0 }
        return isWhole ? self : filter { $0.result != "fail" || pack.criterion($0.criterion) >= 0 }
    }
}

extension Facts {
    /// Whether anything failed.
    package var hasFailed: Bool { findings.contains { $0.result == "fail" } }

    /// What a pack recommends; nil when nothing failed.
    fileprivate func recommended(_ pack: CompiledPack) -> Recommended? {
        hasFailed ? recommended(under: pack) : nil
    }
}
