import Policy
import Records

/// What the source of a pack leaves open, and how the pack reads it: each such point, as a remark.
struct PackChoices {
    let pack: Pack
    let file: String

    var remarks: [PackRemark] {
        let points = pack.ladders.flatMap { counting($0) + steps($0) } + limits
        return points.map { PackRemark(file: file, message: $0) }
    }

    private func counting(_ ladder: Ladder) -> [String] {
        guard let lookBack = ladder.lookBack else {
            return [
                "Ladder \"\(ladder.id)\": how long an earlier violation counts is unknown (\(ladder.lookBackCitation.text))."
            ]
        }
        return [
            open(ladder, "what makes a violation a repeat", ladder.repeats.map(\.rawValue)),
            open(ladder, "the day from which the look-back runs", lookBack.anchors.map(\.rawValue)),
            open(ladder, "what an expired violation does to later ones", lookBack.expiries.map(\.rawValue)),
        ].compactMap(\.self)
    }

    private func open(_ ladder: Ladder, _ point: String, _ readings: [String]) -> String? {
        guard readings.count > 1 else { return nil }
        return "Ladder \"\(ladder.id)\": the source leaves open \(point): \(readings.joined(separator: " or ")). "
            + "Where they disagree a person decides."
    }

    private func steps(_ ladder: Ladder) -> [String] {
        var points: [String] = []
        for (place, step) in ladder.steps.enumerated() {
            guard case .unknown(let gap) = step.outcome else { continue }
            points.append("Ladder \"\(ladder.id)\", step \(place + 1) is unknown (\(gap.source)).")
        }
        if case .unknown(let gap) = ladder.beyond {
            points.append("Ladder \"\(ladder.id)\": what follows after its last step is unknown (\(gap.source)).")
        }
        return points
    }

    private var limits: [String] {
        var points: [String] = []
        if pack.validFrom == nil { points.append("The first day on which the rules hold is unknown.") }
        let maximum = pack.licences.maximum
        if maximum.value == nil {
            points.append("The maximum number of licences is unknown (\(maximum.citation.text)).")
        }
        return points
    }
}
