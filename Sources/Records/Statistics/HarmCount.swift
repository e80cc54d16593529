import Policy

/// How many violations or reports of one outlet, criterion or category weigh alike.
package struct HarmCount: Sendable, Equatable {
    /// The outlet's reference, the criterion's code or the category.
    package var of: String
    package var count: Int
    package var weight: Weight

    /// What each of them weighs, and by which pack.
    package enum Weight: Sendable, Equatable {
        case days(Int, PackReference)
        /// That pack governed, and does not say.
        case unknown(HarmWeight.Gap, PackReference)
        /// Several packs that governed give it a weight, and nothing says which holds.
        case severalPacks
        /// No pack governed, or none that knows the criterion.
        case noPack
    }

    package init(of: String, count: Int, weight: Weight) {
        self.of = of
        self.count = count
        self.weight = weight
    }
}

extension HarmCount.Weight {
    /// What holds where these packs governed beside each other: the one weight that there is.
    /// - Parameter packs: by id; for a violation those that have a ladder for its criterion, where any has one.
    package init(_ packs: [(PackReference, HarmWeight)]) {
        let known = packs.compactMap { pack, weight in
            if case .days(let days) = weight { Self.days(days, pack) } else { nil }
        }
        switch (known.count, packs.first) {
        case (1, _): self = known[0]
        case (2..., _): self = .severalPacks
        case (_, .some((let pack, .unknown(let gap)))): self = .unknown(gap, pack)
        default: self = .noPack
        }
    }
}
