/// A number that a pack states, with its place in the file and its source.
struct StatedNumber {
    let place: [String]
    /// What it is the number of, at the start of a sentence.
    let name: String
    let value: String
    let source: String
}

/// A number of the pack that is extended, where a pack states another one or leaves it out.
package struct OverriddenNumber: Sendable, Equatable {
    /// Keys from the root of the file to the place.
    package let place: [String]
    /// A sentence with both values and both sources.
    package let text: String
}

extension Rules {
    /// The numbers of `base` that these rules, which extend it, state otherwise or leave out.
    package func overridden(_ base: Rules) -> [OverriddenNumber] {
        let own = numbers
        return base.numbers.compactMap { number in
            let mine = own.first { $0.place == number.place }
            guard mine?.value != number.value else { return nil }
            let before = "\(number.value) in the pack that is extended (\(number.source))"
            let text =
                mine.map { "\(number.name): \($0.value) here (\($0.source)) instead of \(before)." }
                ?? "\(number.name): left out here, \(before)."
            return OverriddenNumber(place: number.place, text: text)
        }
    }

    /// Every number that is stated; what is unknown is `unknown`, where another pack may state a number.
    private var numbers: [StatedNumber] {
        limits + ladders.flatMap(numbers) + classes.flatMap(numbers) + weighing + terms + weights + admission
    }

    private var limits: [StatedNumber] {
        criteria.flatMap { criterion in
            criterion.quantities.map { quantity in
                StatedNumber(
                    place: ["criteria", criterion.code, "quantities", quantity.unit, "limit"],
                    name: "Limit in \(quantity.unit) of criterion \(criterion.code)", quantity.limit)
            }
        }
    }

    private func numbers(_ ladder: Ladder) -> [StatedNumber] {
        let (place, name) = (["ladders", ladder.id], "ladder \"\(ladder.id)\"")
        let steps = ladder.steps.enumerated().map { number, step in
            let value = step.notes.map(\.value).joined(separator: ", ")
            return StatedNumber(
                place: place + ["steps", "\(number + 1)"], name: "Step of \(name)", value: value,
                source: step.notes.first?.source ?? "")
        }
        return ladder.counts.flatMap { numbers($0, place, name) } + steps
    }

    private func numbers(_ severity: SeverityClass) -> [StatedNumber] {
        severity.raise.map { numbers($0.counting, ["classes", severity.code, "raised"], "class \"\(severity.code)\"") }
            ?? []
    }

    private func numbers(_ rule: CountingRule, _ owner: [String], _ name: String) -> [StatedNumber] {
        let place = owner + (rule.id.isEmpty ? [] : ["counts", rule.id]) + ["look_back", "length"]
        return [
            StatedNumber(place: place, name: "Look-back of \(name)", rule.lookBack?.length, rule.lookBackCitation)
        ]
    }

    private var weighing: [StatedNumber] {
        circumstances.compactMap { one in
            let (place, name) = (["circumstances", one.code, "effect"], "Effect of circumstance \"\(one.code)\"")
            return switch one.effect {
            case .steps(let steps): StatedNumber(place, name, "\(steps) steps", one.citation)
            case .percent(let percent): StatedNumber(place, name, "\(percent) percent", one.citation)
            case .mayBeMilder, .mayBeHeavier: nil
            }
        }
            + rewards.map { reward in
                StatedNumber(
                    place: ["rewards", reward.code, "compliant_for"], name: "Period of reward \"\(reward.code)\"",
                    reward.compliantFor, reward.citation)
            }
    }

    private var terms: [StatedNumber] {
        procedures.flatMap { procedure in
            procedure.terms.map { term in
                StatedNumber(
                    place: ["procedure", procedure.kind.rawValue, "terms", term.code],
                    name: "Term \"\(term.code)\" of a \"\(procedure.kind.rawValue)\"",
                    value: term.length.map { EnglishSpeech().length($0) } ?? "unknown", source: procedure.source)
            }
        }
    }

    private var weights: [StatedNumber] {
        guard let harm else { return [] }
        let all = [
            ("withdrawal", harm.withdrawal), ("open_ended_closure", harm.openEndedClosure),
        ]
        return all.map { StatedNumber(place: ["harm", $0.0], name: "Weight \"\($0.0)\"", $0.1) }
            + (harm.enforcementOrder.map {
                [StatedNumber(place: ["harm", "enforcement_order"], name: "Weight \"enforcement_order\"", $0)]
            } ?? [])
            + (harm.incident.map { [StatedNumber(place: ["harm", "incident"], name: "Weight \"incident\"", $0)] } ?? [])
    }

    private var admission: [StatedNumber] {
        let place = { (key: String, code: String) in ["licences", key, code] }
        return [StatedNumber(place: ["licences", "maximum"], name: "Maximum number of licences", licences.maximum)]
            + licences.bars.map {
                StatedNumber(place: place("bars", $0.code), name: "Bar \"\($0.code)\"", $0.atLeast)
            }
            + licences.distances.map {
                StatedNumber(place: place("distances", $0.place), name: "Distance \"\($0.place)\" in metres", $0.metres)
            }
            + licences.sales.map {
                StatedNumber(place: place("sales", $0.code), name: "Sales limit \"\($0.code)\" in \($0.unit)", $0.limit)
            }
    }
}

extension StatedNumber {
    fileprivate init(_ place: [String], _ name: String, _ value: String, _ citation: Citation) {
        self.init(place: place, name: name, value: value, source: citation.text)
    }

    fileprivate init(place: [String], name: String, _ number: Sourced<Double>) {
        self.init(place, name, number.value.map { plain($0) } ?? "unknown", number.citation)
    }

    fileprivate init(place: [String], name: String, _ number: Sourced<Int>) {
        self.init(place, name, number.value.map { "\($0)" } ?? "unknown", number.citation)
    }

    fileprivate init(place: [String], name: String, _ length: Length?, _ citation: Citation) {
        self.init(place, name, length.map { EnglishSpeech().length($0) } ?? "unknown", citation)
    }
}
