import Policy
import Records

/// One row of the harm index: either with a weight, or with the reason why there is none.
struct HarmRow {
    let of: String
    let pack: PackReference?
    let reason: String?
    private(set) var count: Int
    /// All together; nil where they are not weighted.
    private(set) var days: Int?

    init(_ count: HarmCount) {
        of = count.of
        self.count = count.count
        switch count.weight {
        case .days(let each, let pack): (days, self.pack, reason) = (each * count.count, pack, nil)
        case .unknown(let gap, let pack): (days, self.pack, reason) = (nil, pack, Self.text(gap))
        case .severalPacks: (days, pack, reason) = (nil, nil, "several packs give a weight")
        case .noPack: (days, pack, reason) = (nil, nil, "no pack that governed that day knows it")
        }
    }

    func isLike(_ other: HarmRow) -> Bool { of == other.of && pack == other.pack && reason == other.reason }

    mutating func add(_ other: HarmRow) {
        count += other.count
        if let more = other.days { days = (days ?? 0) + more }
    }

    /// By outlet, criterion or category, then by pack, what is weighted first.
    var order: (String, String, String, String) { (of, pack?.id ?? "", pack?.version ?? "", reason ?? "") }

    private static func text(_ gap: HarmWeight.Gap) -> String {
        switch gap {
        case .noWeights: "the pack gives no weight"
        case .noLadder: "the pack has no ladder for it"
        case .firstStepUnknown: "the source does not say what the first step is"
        case .dependsOnFacts: "the first step depends on facts"
        case .measureWithoutWeight: "the pack gives the first step's measure no weight"
        case .severalOptions: "the pack does not say which of several options weighs"
        }
    }
}
