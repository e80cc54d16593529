import Policy
import PolicyPacks
import Records

/// What the source of a pack leaves open, and how the pack reads it: each such point, as a remark with its line.
struct PackChoices {
    let pack: Pack
    let file: String
    let lines: PackLines
    /// The packs that it extends, the nearest first: what it doesn't state itself stands there.
    let bases: [(file: String, lines: PackLines)]

    /// One open point, with its place in the file.
    struct Point {
        let place: [String]
        let text: String
    }

    var remarks: [PackRemark] {
        let points =
            pack.rules.classes.flatMap(rising)
            + pack.ladders.flatMap { ladder in
                ladder.counts.flatMap { counting($0, "Ladder \"\(ladder.id)\"", ["ladders", ladder.id]) }
                    + steps(ladder)
            } + withoutLadder + combining + procedures + governing + limits
        return points.map { point in
            let stated = declaration(of: point.place)
            return PackRemark(file: stated.file, line: stated.lines[point.place], message: point.text)
        }
    }

    /// The file that states a place, or most of the way to it; of several the one that is nearest to the pack.
    private func declaration(of place: [String]) -> (file: String, lines: PackLines) {
        let all = [(file: file, lines: lines)] + bases
        let depths = all.map { $0.lines.depth(of: place) }
        let deepest = zip(all, depths).first { $0.1 == depths.max() }
        return deepest?.0 ?? (file, lines)
    }

    /// How repeats raise a class.
    private func rising(_ severity: SeverityClass) -> [Point] {
        guard let raise = severity.raise else { return [] }
        let (name, place) = ("Class \"\(severity.code)\"", ["classes", severity.code, "raised"])
        let far = open(place + ["by"], name, "how far its repeats raise a violation", raise.reaches)
        return [far].compactMap(\.self) + counting(raise.counting, name, place)
    }

    /// - Parameter owner: the ladder or the class that the rule is of, with its place.
    private func counting(_ rule: CountingRule, _ owner: String, _ place: [String]) -> [Point] {
        let name = rule.id.isEmpty ? owner : "\(owner), rule \"\(rule.id)\""
        let place = place + (rule.id.isEmpty ? [] : ["counts", rule.id])
        let window = place + ["look_back"]
        let about = [
            open(place + ["repeat", "counts"], name, "what makes a violation a repeat", rule.repeats),
            open(place + ["standing"], name, "which standing an earlier violation needs", rule.standings),
            open(place + ["follows"], name, "whether counting follows the premises or the operator", rule.follows),
            open(place + ["warnings"], name, "whether warnings count", rule.warnings),
        ].compactMap(\.self)
        let settled = readings(rule.notes, name) { note in
            switch note.what {
            case "anchor", "anniversary", "expiry": window + [note.what]
            case "repeat": place + ["repeat", "counts"]
            default: place + [note.what]
            }
        }
        guard let lookBack = rule.lookBack else {
            let text = "\(name): how long an earlier violation counts is unknown (\(rule.lookBackCitation.text))."
            return [Point(place: window + ["length"], text: text)] + about + settled
        }
        return about + settled
            + [
                open(window + ["anchor"], name, "the day from which the look-back runs", lookBack.anchors),
                open(
                    window + ["anniversary"], name, "whether the last day of the look-back counts",
                    lookBack.anniversaries),
                open(window + ["expiry"], name, "what an expired violation does to later ones", lookBack.expiries),
            ].compactMap(\.self)
    }

    func open<Choice: RawRepresentable>(
        _ place: [String], _ subject: String, _ point: String, _ readings: [Choice]
    ) -> Point? where Choice.RawValue == String {
        guard readings.count > 1 else { return nil }
        let words = readings.map(\.rawValue).joined(separator: " or ")
        return Point(
            place: place,
            text: "\(subject): the source leaves open \(point): \(words). Where they disagree a person decides.")
    }

    /// What the source leaves open and the pack settles by a reading of its own.
    func readings(_ notes: [SourceNote], _ owner: String, _ place: (SourceNote) -> [String]) -> [Point] {
        notes.filter { $0.reading == true }.map { note in
            Point(
                place: place(note),
                text: "\(owner): the source does not say this; the pack's own reading is that \(note.clause(.english)) "
                    + "(\(note.source)).")
        }
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
                open(
                    ["combination", "percentages"], "Several percentages", "how they go together",
                    several.percentages),
            ].compactMap(\.self) + readings(several.readings, "Combination") { ["combination", $0.what] }
    }

    /// What a measure demands and the source doesn't say; nothing is recommended differently for it. Of the pack that is
    /// extended only what this one can recommend is told.
    private var procedures: [Point] {
        let recommended = Set(pack.ladders.flatMap(\.kinds))
        let told = pack.rules.procedures.filter {
            recommended.contains($0.kind) || lines.states(["procedure", $0.kind.rawValue])
        }
        return told.flatMap { procedure in
            let asked = [
                ("intention", "whether its intention is announced first", procedure.intention == nil),
                ("proportionality", "whether its proportion must be argued", procedure.proportionality == nil),
                ("document", "which kind of document it needs", procedure.document == nil),
            ]
            let terms = procedure.terms.map { ("terms", "how long the term \"\($0.code)\" lasts", $0.length == nil) }
            return (asked + terms).filter(\.2).map { key, point, _ in
                Point(
                    place: ["procedure", procedure.kind.rawValue, key],
                    text: "Procedure of \"\(procedure.kind.rawValue)\": \(point) is unknown (\(procedure.source)).")
            }
        }
    }

    private var governing: [Point] {
        guard let governance = pack.rules.governance else { return [] }
        return [
            open(["governs", "rules_of"], "Versions", "whose rules judge a violation", governance.rulesOf),
            open(
                ["governs", "milder_later"], "Versions", "whether a milder later one applies", governance.milderLater),
            open(["governs", "look_back_of"], "Versions", "whose look-back counts", governance.lookBackOf),
        ].compactMap(\.self) + readings(governance.readings, "Versions") { ["governs", $0.what] }
    }
}

extension Ladder {
    /// The kinds of measure that its steps and its named conduct lead to.
    fileprivate var kinds: [MeasureKind] {
        let skipped = skips.compactMap { skip -> Step.Outcome? in
            if case .outcome(let outcome) = skip.target { outcome } else { nil }
        }
        return (steps.map(\.outcome) + skipped).flatMap { outcome -> [MeasureKind] in
            if case .sanction(let sanction) = outcome { sanction.kinds } else { [] }
        }
    }
}
