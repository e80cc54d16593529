import Policy

/// Steps, lengths and amounts that the source does not state.
extension PackChoices {
    func steps(_ ladder: Ladder) -> [Point] {
        let (name, place) = ("Ladder \"\(ladder.id)\"", ["ladders", ladder.id])
        var points: [Point] = []
        for (index, step) in ladder.steps.enumerated() {
            let here = place + ["steps", String(index + 1)]
            points += outcome(step.outcome, "\(name), step \(index + 1)", here)
            points += readings(step.notes, "\(name), step \(index + 1)") { _ in here + ["reading"] }
        }
        for skip in ladder.skips {
            points += readings([skip.reading].compactMap(\.self), "\(name), conduct \"\(skip.conduct)\"") { _ in
                place + ["skips", skip.conduct, "reading"]
            }
            guard case .outcome(let outcome) = skip.target else { continue }
            points += self.outcome(outcome, "\(name), conduct \"\(skip.conduct)\"", place + ["skips", skip.conduct])
        }
        if case .unknown(let gap) = ladder.beyond {
            let text = "\(name): what follows after its last step is unknown (\(gap.source))."
            points.append(Point(place: place + ["beyond"], text: text))
        }
        return points
    }

    private func outcome(_ outcome: Step.Outcome, _ name: String, _ place: [String]) -> [Point] {
        switch outcome {
        case .unknown(let gap): return [Point(place: place, text: "\(name) is unknown (\(gap.source)).")]
        case .sanction(let sanction):
            let further = sanction.eachFurtherDay.map { [$0] } ?? []
            return (sanction.options.flatMap(\.self) + further).flatMap { measure in
                let kind = measure.kind.rawValue.replacing("_", with: " ")
                let gaps = [("length", measure.length?.gap), ("amount", measure.amount?.gap)]
                return gaps.compactMap { what, gap in
                    gap.map {
                        Point(
                            place: place,
                            text: "\(name): the \(what) of the \(kind) is unknown (\($0.source)). A person decides.")
                    }
                }
            }
        }
    }
}

extension Prescribed {
    /// Why the first part of it that is unknown is so; nil when all of it is known.
    fileprivate var gap: Gap? {
        switch self {
        case .unknown(let gap): gap
        case .range(let least, let most): least?.gap ?? most?.gap
        case .by(_, let cases): cases.keys.sorted().lazy.compactMap { cases[$0]?.gap }.first
        case .exact, .computed: nil
        }
    }
}
