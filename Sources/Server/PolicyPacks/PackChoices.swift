import Policy
import PolicyPacks
import Records

/// What the source of a pack leaves open, and how the pack reads it: each such point, as a remark with its line.
struct PackChoices {
    let pack: Pack
    let file: String
    let lines: PackLines

    /// One open point, with its place in the file.
    private struct Point {
        let place: [String]
        let text: String
    }

    var remarks: [PackRemark] {
        let points =
            pack.ladders.flatMap { ladder in ladder.counts.flatMap { counting($0, ladder) } + steps(ladder) }
            + withoutLadder + combining + governing + limits
        return points.map { PackRemark(file: file, line: lines[$0.place], message: $0.text) }
    }

    private func counting(_ rule: CountingRule, _ ladder: Ladder) -> [Point] {
        let name = rule.id.isEmpty ? "Ladder \"\(ladder.id)\"" : "Ladder \"\(ladder.id)\", rule \"\(rule.id)\""
        let place = ["ladders", ladder.id] + (rule.id.isEmpty ? [] : ["counts", rule.id])
        let window = place + ["look_back"]
        let about = [
            open(place + ["repeat", "counts"], name, "what makes a violation a repeat", rule.repeats),
            open(place + ["standing"], name, "which standing an earlier violation needs", rule.standings),
            open(place + ["follows"], name, "whether counting follows the premises or the operator", rule.follows),
            open(place + ["warnings"], name, "whether warnings count", rule.warnings),
        ].compactMap(\.self)
        guard let lookBack = rule.lookBack else {
            let text = "\(name): how long an earlier violation counts is unknown (\(rule.lookBackCitation.text))."
            return [Point(place: window + ["length"], text: text)] + about
        }
        return about
            + [
                open(window + ["anchor"], name, "the day from which the look-back runs", lookBack.anchors),
                open(
                    window + ["anniversary"], name, "whether the last day of the look-back counts",
                    lookBack.anniversaries),
                open(window + ["expiry"], name, "what an expired violation does to later ones", lookBack.expiries),
            ].compactMap(\.self)
    }

    private func open<Choice: RawRepresentable>(
        _ place: [String], _ subject: String, _ point: String, _ readings: [Choice]
    ) -> Point? where Choice.RawValue == String {
        guard readings.count > 1 else { return nil }
        let words = readings.map(\.rawValue).joined(separator: " or ")
        return Point(
            place: place,
            text: "\(subject): the source leaves open \(point): \(words). Where they disagree a person decides.")
    }

    private var withoutLadder: [Point] {
        guard let none = pack.rules.noLadder, let codes = none.value, !codes.isEmpty else { return [] }
        let names = codes.joined(separator: ", ")
        let text = "The source has no ladder for \(names) (\(none.citation.text)). There a person decides."
        return [Point(place: ["no_ladder"], text: text)]
    }

    private var combining: [Point] {
        let several = pack.combination
        let text = "What follows when several criteria fail is unknown (\(several.citation.text))."
        let unknown =
            several.rule == .unknown ? [Point(place: ["combination", "several_criteria"], text: text)] : []
        // Of closures and suspensions the language asks only where measures add up, and of going on only for a ladder.
        let suspensions = several.rule == .cumulate ? several.suspensions : []
        let continuing = pack.ladders.isEmpty ? [] : several.continuing
        return unknown
            + [
                open(
                    ["combination", "suspensions"], "Closures and suspensions", "how those of one event run",
                    suspensions),
                open(
                    ["combination", "continuing"], "A violation that goes on", "what each further day makes of it",
                    continuing),
            ].compactMap(\.self)
    }

    private var governing: [Point] {
        guard let governance = pack.rules.governance else { return [] }
        return [
            open(["governs", "rules_of"], "Versions", "whose rules judge a violation", governance.rulesOf),
            open(
                ["governs", "milder_later"], "Versions", "whether a milder later one applies", governance.milderLater),
            open(["governs", "look_back_of"], "Versions", "whose look-back counts", governance.lookBackOf),
        ].compactMap(\.self)
    }

    private func steps(_ ladder: Ladder) -> [Point] {
        let place = ["ladders", ladder.id]
        var points: [Point] = []
        for (index, step) in ladder.steps.enumerated() {
            guard case .unknown(let gap) = step.outcome else { continue }
            let text = "Ladder \"\(ladder.id)\", step \(index + 1) is unknown (\(gap.source))."
            points.append(Point(place: place + ["steps", String(index + 1)], text: text))
        }
        if case .unknown(let gap) = ladder.beyond {
            let text = "Ladder \"\(ladder.id)\": what follows after its last step is unknown (\(gap.source))."
            points.append(Point(place: place + ["beyond"], text: text))
        }
        return points
    }

    private var limits: [Point] {
        var points: [Point] = []
        if pack.validFrom == nil {
            points.append(
                Point(place: ["validity", "from"], text: "The first day on which the rules hold is unknown."))
        }
        let maximum = pack.licences.maximum
        if maximum.value == nil {
            let text = "The maximum number of licences is unknown (\(maximum.citation.text))."
            points.append(Point(place: ["licences", "maximum"], text: text))
        }
        return points
    }
}
