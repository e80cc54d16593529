import Policy

/// What of a pack decides which facts it is told.
package struct AskingPack: Sendable {
    let id: String
    /// The types of outlet by which it chooses ladders and amounts.
    private let outletTypes: [String]

    /// What of the outlet's past it is told, which others are not.
    let furtherFacts: FurtherFacts

    /// - Parameter versions: further versions of it that may judge instead, on the same facts.
    package init(_ pack: Pack, among versions: [Pack] = []) {
        id = pack.id
        furtherFacts = versions.reduce(pack.furtherFacts) { $0.union($1.furtherFacts) }
        outletTypes = pack.outletTypes
    }

    /// Whether the type can be stated. A pack may tell types apart that are one kind in the registry, so the type is left
    /// open for a pack that chooses by other words.
    func knows(_ type: OutletType) -> Bool { outletTypes.isEmpty || outletTypes.contains(type.kind) }
}
