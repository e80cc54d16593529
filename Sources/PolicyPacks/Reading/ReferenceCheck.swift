import Policy
import Yams

/// Refuses names that lead nowhere: classes, groups and criteria that rules mention and the pack does not have.
struct ReferenceCheck {
    private let rules: Rules
    private let root: Section
    private let problems: ProblemList
    /// The lines of the entries of the file, by section and code.
    private let lines: [String: [String: Int]]

    init(_ rules: Rules, _ root: Section, _ problems: ProblemList) {
        self.rules = rules
        self.root = root
        self.problems = problems
        var lines: [String: [String: Int]] = [:]
        for section in ["criteria", "ladders", "circumstances", "offers"] {
            lines[section] = Dictionary(root.entries(section).map { ($0.key, $0.value.line) }) { first, _ in first }
        }
        self.lines = lines
    }

    func check() {
        let classes = rules.classes.map(\.code)
        for criterion in rules.criteria {
            guard let severity = criterion.severity, !classes.contains(severity) else { continue }
            refuse("Class", severity, "criterion \"\(criterion.code)\"", classes, line("criteria", criterion.code))
        }
        for ladder in rules.ladders { check(ladder) }
        refuseOverlaps()
        let codes = rules.criteria.map(\.code)
        for circumstance in rules.circumstances {
            for code in circumstance.criteria where !codes.contains(code) {
                refuse(
                    "Criterion", code, "circumstance \"\(circumstance.code)\"", codes,
                    line("circumstances", circumstance.code))
            }
        }
        for offer in rules.offers {
            for code in offer.criteria where !codes.contains(code) {
                refuse("Criterion", code, "offer \"\(offer.code)\"", codes, line("offers", offer.code))
            }
        }
        for bar in rules.licences.bars {
            for code in bar.classes where !classes.contains(code) {
                refuse("Class", code, "bar \"\(bar.code)\"", classes, root.node("licences")?.line ?? 1)
            }
        }
    }

    /// A criterion that climbs a ladder by its code and another one by its class.
    private func refuseOverlaps() {
        for criterion in rules.criteria {
            guard let severity = criterion.severity else { continue }
            let byCode = rules.ladders.filter { $0.criteria.contains(criterion.code) }
            for ladder in rules.ladders where ladder.classes.contains(severity) {
                guard let other = byCode.first(where: { $0.meets(ladder) }) else { continue }
                problems.add(
                    line("ladders", ladder.id),
                    "Criterion \"\(criterion.code)\" is in the ladder \"\(other.id)\", and its class \"\(severity)\" is in "
                        + "\"\(ladder.id)\". Keep it in one.")
            }
        }
    }

    /// A rule that counts by class or by group needs criteria that have one.
    private func check(_ ladder: Ladder) {
        let rules = Set(ladder.counts.flatMap(\.repeats))
        let members = self.rules.criteria.filter { criterion in
            ladder.criteria.contains(criterion.code) || criterion.severity.map(ladder.classes.contains) == true
        }
        let line = line("ladders", ladder.id)
        for criterion in members where rules == [.sameGroup] && criterion.group == nil {
            problems.add(
                line,
                "Ladder \"\(ladder.id)\" counts the same group, but criterion \"\(criterion.code)\" has no \"group\". "
                    + "Name one there.")
        }
        for criterion in members where rules.contains(.sameClass) && criterion.severity == nil {
            problems.add(
                line,
                "Ladder \"\(ladder.id)\" counts the same class, but criterion \"\(criterion.code)\" has no \"class\". "
                    + "Name one there.")
        }
        if ladder.subject == .individual, ladder.counts.contains(where: { $0.follows != [.individual] }) {
            problems.add(
                line,
                "Ladder \"\(ladder.id)\" is for individuals, so its count follows the individual. Write follows: individual."
            )
        }
    }

    private func refuse(_ word: String, _ code: String, _ what: String, _ known: [String], _ line: Int) {
        let hint = problems.hint(for: code, in: known)
        problems.add(
            line, "\(word) \"\(code)\" of \(what) is not known. " + (hint ?? listing(known))
        )
    }

    /// The line of an entry of a section of the file; 1 when it stands in the pack that is extended.
    private func line(_ key: String, _ code: String) -> Int {
        lines[key]?[code] ?? root.node(key)?.line ?? 1
    }
}

extension Ladder {
    /// Whether both can be for one violation: the same subject and a type of outlet in common.
    func meets(_ other: Ladder) -> Bool {
        guard subject == other.subject else { return false }
        return outletTypes.isEmpty || other.outletTypes.isEmpty
            || outletTypes.contains(where: other.outletTypes.contains)
    }
}
