import Policy
import Records

/// What the source of a pack leaves open, and how the pack reads it: each such point, as a remark.
struct PackChoices {
    let pack: Pack
    let file: String

    var remarks: [PackRemark] {
        let points =
            pack.ladders.flatMap { ladder in ladder.counts.flatMap { counting($0, ladder) } + steps(ladder) }
            + combining + governing + limits
        return points.map { PackRemark(file: file, message: $0) }
    }

    private func counting(_ rule: CountingRule, _ ladder: Ladder) -> [String] {
        let name = rule.id.isEmpty ? "Ladder \"\(ladder.id)\"" : "Ladder \"\(ladder.id)\", rule \"\(rule.id)\""
        let about = [
            open(name, "what makes a violation a repeat", rule.repeats.map(\.rawValue)),
            open(name, "which standing an earlier violation needs", rule.standings.map(\.rawValue)),
            open(name, "whether counting follows the premises or the operator", rule.follows.map(\.rawValue)),
            open(name, "whether warnings count", rule.warnings.map(\.rawValue)),
        ].compactMap(\.self)
        guard let lookBack = rule.lookBack else {
            return ["\(name): how long an earlier violation counts is unknown (\(rule.lookBackCitation.text))."] + about
        }
        return about
            + [
                open(name, "the day from which the look-back runs", lookBack.anchors.map(\.rawValue)),
                open(name, "whether the last day of the look-back counts", lookBack.anniversaries.map(\.rawValue)),
                open(name, "what an expired violation does to later ones", lookBack.expiries.map(\.rawValue)),
            ].compactMap(\.self)
    }

    private func open(_ subject: String, _ point: String, _ readings: [String]) -> String? {
        guard readings.count > 1 else { return nil }
        return "\(subject): the source leaves open \(point): \(readings.joined(separator: " or ")). "
            + "Where they disagree a person decides."
    }

    private var combining: [String] {
        let several = pack.combination
        let unknown =
            several.rule == .unknown
            ? ["What follows when several criteria fail is unknown (\(several.citation.text))."] : []
        // Of closures and suspensions the language asks only where measures add up, and of going on only for a ladder.
        let suspensions = several.rule == .cumulate ? several.suspensions.map(\.rawValue) : []
        let continuing = pack.ladders.isEmpty ? [] : several.continuing.map(\.rawValue)
        return unknown
            + [
                open("Closures and suspensions", "how those of one event run", suspensions),
                open("A violation that goes on", "what each further day makes of it", continuing),
            ].compactMap(\.self)
    }

    private var governing: [String] {
        guard let governance = pack.rules.governance else { return [] }
        return [
            open("Versions", "whose rules judge a violation", governance.rulesOf.map(\.rawValue)),
            open("Versions", "whether a milder later one applies", governance.milderLater.map(\.rawValue)),
            open("Versions", "whose look-back counts", governance.lookBackOf.map(\.rawValue)),
        ].compactMap(\.self)
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
