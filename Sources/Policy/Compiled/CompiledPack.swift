/// The rules of a pack with dense numbers for names, made once per pack: what the evaluator reads.
package final class CompiledPack: Sendable {
    let id: String
    let rules: Rules
    /// Codes of the criteria, by number.
    let criteria: ContiguousArray<String>
    /// Codes of the classes, by number.
    let classes: ContiguousArray<String>
    /// Class of each criterion, by number; -1 without one.
    let severities: ContiguousArray<Int>
    let ladders: ContiguousArray<CompiledLadder>
    /// The ladders that a criterion climbs by its code, and those that a class climbs.
    let laddersOfCriterion: ContiguousArray<ContiguousArray<Int>>
    let laddersOfClass: ContiguousArray<ContiguousArray<Int>>
    /// How a class rises, by number; nil when it does not.
    let raises: ContiguousArray<CompiledRaise?>
    /// Whether two criteria are of one provision, and whether they are of one group: `first * count + second`.
    private let ofOneProvision: ContiguousArray<Bool>
    private let ofOneGroup: ContiguousArray<Bool>
    /// Whether any circumstance can change a step or a measure.
    let circumstancesCount: Bool
    /// Whether any reward can change a step.
    let rewardsCount: Bool
    /// The types of outlet by which ladders, amounts and lengths are chosen.
    let outletTypes: [String]
    /// Whether it matters whom earlier violations were held against.
    let seesIndividuals: Bool

    init(id: String, _ rules: Rules) {
        self.id = id
        self.rules = rules
        let criteria = ContiguousArray(rules.criteria.map(\.code))
        let classes = ContiguousArray(rules.classes.map(\.code))
        self.criteria = criteria
        self.classes = classes
        severities = ContiguousArray(rules.criteria.map { $0.severity.flatMap { classes.firstIndex(of: $0) } ?? -1 })
        ladders = ContiguousArray(rules.ladders.map { CompiledLadder($0, criteria, classes, rules.combination.order) })
        laddersOfCriterion = ContiguousArray(
            criteria.map { code in
                ContiguousArray(rules.ladders.indices.filter { rules.ladders[$0].criteria.contains(code) })
            })
        laddersOfClass = ContiguousArray(
            classes.map { code in
                ContiguousArray(rules.ladders.indices.filter { rules.ladders[$0].classes.contains(code) })
            })
        raises = ContiguousArray(rules.classes.map { $0.raise.map { CompiledRaise($0, classes) } })
        let pairs = rules.criteria.flatMap { one in rules.criteria.map { (one, $0) } }
        ofOneProvision = ContiguousArray(pairs.map { $0.provision == $1.provision })
        ofOneGroup = ContiguousArray(pairs.map { $0.code == $1.code || ($0.group != nil && $0.group == $1.group) })
        circumstancesCount = rules.circumstances.contains {
            $0.effect != .mayBeMilder && $0.effect != .mayBeHeavier
        }
        rewardsCount = rules.rewards.contains {
            if case .inspectionEvery = $0.effect { false } else { true }
        }
        outletTypes = rules.attributes["type"] ?? []
        seesIndividuals = rules.seesIndividuals
    }

    /// The number of a criterion, or -1.
    func criterion(_ code: String) -> Int { criteria.firstIndex(of: code) ?? -1 }

    /// The number of a class, or -1.
    func severity(_ code: String) -> Int { classes.firstIndex(of: code) ?? -1 }

    func haveOneProvision(_ one: Int, _ other: Int) -> Bool {
        other >= 0 && ofOneProvision[one * criteria.count + other]
    }

    func haveOneGroup(_ one: Int, _ other: Int) -> Bool {
        other >= 0 && ofOneGroup[one * criteria.count + other]
    }
}
