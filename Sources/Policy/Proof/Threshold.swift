/// A number of a pack that parts facts in two, so that examples must lie on both sides of it.
package struct Threshold: Sendable, Hashable {
    /// Keys from the root of the pack to the number.
    package let place: [String]
    /// What a file that the number comes from must state: the place itself, or what it is a part of.
    package let stated: [String]
    /// The two sides in words; a step has one, since the other side is the next step.
    package let sides: [String]

    init(_ place: [String], _ sides: [String], stated: [String]? = nil) {
        self.place = place
        self.stated = stated ?? place
        self.sides = sides
    }

    /// One side of one threshold.
    package struct Side: Sendable, Hashable {
        package let place: [String]
        package let side: Int

        package init(_ place: [String], _ side: Int) {
            self.place = place
            self.side = side
        }
    }
}

extension Pack {
    /// Every threshold of the pack, in the order of its rules.
    package var thresholds: [Threshold] {
        var all: [Threshold] = []
        for criterion in criteria {
            for quantity in criterion.quantities {
                guard let limit = quantity.limit.value else { continue }
                let value = "\(plain(limit)) \(quantity.unit)"
                let place = ["criteria", criterion.code, "quantities", quantity.unit]
                all.append(
                    quantity.bound == .atLeast
                        ? Threshold(place, ["a value of at least \(value)", "a value below \(value)"])
                        : Threshold(place, ["a value of at most \(value)", "a value above \(value)"]))
            }
        }
        for one in rules.classes {
            guard let lookBack = one.raise?.counting.lookBack, !lookBack.isUnlimited else { continue }
            all.append(.window(["classes", one.code, "raised", "look_back"]))
        }
        for ladder in ladders { all += ladder.thresholds }
        for reward in rules.rewards {
            all.append(.period(reward.compliantFor, ["rewards", reward.code, "compliant_for"]))
            guard let needed = reward.inspections?.value, needed > 0 else { continue }
            let period = "in \(EnglishSpeech().length(reward.compliantFor)) without an established violation"
            let sides = ["at least \(needed) inspections \(period)", "fewer than \(needed) inspections \(period)"]
            all.append(Threshold(["rewards", reward.code, "inspections"], sides))
        }
        for distance in licences.distances {
            guard let metres = distance.metres.value else { continue }
            let words = ["a distance of at most \(plain(metres)) m", "a distance above \(plain(metres)) m"]
            all.append(Threshold(["licences", "distances", distance.place], words))
        }
        for limit in licences.sales {
            guard let most = limit.limit.value else { continue }
            let value = "\(plain(most)) \(limit.unit)"
            let words = ["a sale of at most \(value)", "a sale above \(value)"]
            all.append(Threshold(["licences", "sales", limit.code], words))
        }
        for bar in licences.bars {
            guard let least = bar.atLeast.value else { continue }
            let words = ["a history of fewer than \(least) violations", "a history of at least \(least) violations"]
            all.append(Threshold(["licences", "bars", bar.code], words))
        }
        if let most = licences.maximum.value {
            let words = ["an application below \(most) valid licences", "an application at \(most) valid licences"]
            all.append(Threshold(["licences", "maximum"], words))
        }
        return all
    }
}
