/// Whether two outcomes, settled each by itself, leave it to a person together.
///
/// That depends on their options alone, not on the criterion or the step, so pairs that are alike are combined once.
struct OpenPairs {
    private let combining: Combining
    private let proposals: [Proposal]
    /// By outcome, the first one with the same options; nil where a person decides already.
    private let first: [Int?]
    private var known: [Pair: Bool] = [:]

    private struct Pair: Hashable {
        let one: Int
        let other: Int
    }

    init(_ combining: Combining, _ outcomes: [ProofOutcome]) {
        self.combining = combining
        let proposals = outcomes.map(\.proposal)
        self.proposals = proposals
        first = proposals.map { one in
            one.personDecides ? nil : proposals.firstIndex { !$0.personDecides && $0.options == one.options }
        }
    }

    /// How many pairs were combined.
    var decided: Int { known.count }

    mutating func isOpen(_ one: Int, _ other: Int) -> Bool {
        guard let one = first[one], let other = first[other] else { return false }
        let pair = Pair(one: one, other: other)
        if let open = known[pair] { return open }
        let open = combining.combine([proposals[one], proposals[other]]).reason != nil
        known[pair] = open
        return open
    }
}
