import Policy

/// Limits on licences, places and sales that the source does not state.
extension PackChoices {
    var limits: [Point] { validity + measured + rewards + weights + admission + sales }

    private var validity: [Point] {
        guard pack.validFrom == nil else { return [] }
        return [Point(place: ["validity", "from"], text: "The first day on which the rules hold is unknown.")]
    }

    private var measured: [Point] {
        pack.criteria.flatMap { criterion in
            criterion.quantities.compactMap { quantity in
                unknown(
                    quantity.limit, "Criterion \(criterion.code): the limit in \(quantity.unit)",
                    ["criteria", criterion.code, "quantities", quantity.unit])
            }
        }
    }

    private var rewards: [Point] {
        pack.rules.rewards.compactMap { reward in
            reward.inspections.flatMap {
                unknown($0, "Reward \"\(reward.code)\": how many inspections it takes", ["rewards", reward.code])
            }
        }
    }

    /// What weighs in the harm index and has no number.
    private var weights: [Point] {
        guard let harm = pack.rules.harm else { return [] }
        let endless = "How heavily a closure without an end weighs"
        return [
            unknown(harm.withdrawal, "How heavily a withdrawal weighs", ["harm", "withdrawal"]),
            unknown(harm.openEndedClosure, endless, ["harm", "open_ended_closure"]),
            harm.finePerDay.flatMap { unknown($0, "How heavily a fine weighs", ["harm", "fine_per_day"]) },
            harm.incident.flatMap { unknown($0, "How heavily a confirmed incident weighs", ["harm", "incident"]) },
        ].compactMap(\.self)
    }

    private var admission: [Point] {
        let licences = pack.licences
        let bars = licences.bars.map { bar in
            unknown(
                bar.atLeast, "Bar \"\(bar.code)\": how many violations stand against a licence",
                ["licences", "bars", bar.code])
        }
        let distances = licences.distances.flatMap { rule in
            let (name, place) = ("Distance \"\(rule.place)\"", ["licences", "distances", rule.place])
            return [
                unknown(rule.metres, "\(name): how many metres it is", place),
                open(place, name, "how it is measured", rule.ways),
                open(place, name, "on which side the very distance lies", rule.exactly),
            ]
        }
        let maximum = unknown(licences.maximum, "The maximum number of licences", ["licences", "maximum"])
        return ([maximum] + bars + distances).compactMap(\.self)
    }

    private var sales: [Point] {
        pack.licences.sales.compactMap { limit in
            unknown(limit.limit, "Sales limit \"\(limit.code)\"", ["licences", "sales", limit.code])
        }
    }

    private func unknown<Value>(_ value: Sourced<Value>, _ what: String, _ place: [String]) -> Point? {
        guard value.value == nil else { return nil }
        return Point(place: place, text: "\(what) is unknown (\(value.citation.text)).")
    }
}
