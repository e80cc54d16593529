import Policy

/// What of a pack decides which facts it is told.
package struct AskingPack: Sendable {
    let id: String
    /// The types of outlet by which it chooses ladders and amounts.
    private let outletTypes: [String]

    /// Whether violations at other outlets of the operator can count.
    let seesOtherOutlets: Bool
    /// Whether it matters whom earlier violations were held against.
    let seesIndividuals: Bool

    /// Whether it is told of the inspections before.
    let hasRewards: Bool

    /// - Parameter versions: further versions of it that may judge instead, on the same facts.
    package init(_ pack: Pack, among versions: [Pack] = []) {
        id = pack.id
        seesOtherOutlets = pack.seesOtherOutlets || versions.contains(where: \.seesOtherOutlets)
        hasRewards = pack.asksForInspections || versions.contains(where: \.asksForInspections)
        seesIndividuals = pack.seesIndividuals || versions.contains(where: \.seesIndividuals)
        outletTypes = pack.outletTypes
    }

    /// Whether the type can be stated. A pack may tell types apart that are one kind in the registry, so the type is left
    /// open for a pack that chooses by other words.
    func knows(_ type: OutletType) -> Bool { outletTypes.isEmpty || outletTypes.contains(type.kind) }
}
