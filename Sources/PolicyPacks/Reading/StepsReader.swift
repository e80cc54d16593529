import Policy
import Yams

/// Reads the steps of a ladder, the conduct that skips steps, and what follows after the last.
struct StepsReader {
    private let ladder: Section
    private let sources: SourceReader
    private let base: Ladder?

    init(_ ladder: Section, _ sources: SourceReader, base: Ladder? = nil) {
        self.ladder = ladder
        self.sources = sources
        self.base = base
    }

    /// The steps in order; `beyond` is nil when it could not be read.
    func read() -> (steps: [Step], beyond: Ladder.Beyond?) {
        if let base, !ladder.has("steps"), !ladder.has("beyond") { return (base.steps, base.beyond) }
        return (base != nil && !ladder.has("steps") ? base?.steps ?? [] : readSteps(), readBeyond())
    }

    private func readSteps() -> [Step] {
        guard let node = ladder.required("steps", "List at least one step.") else { return [] }
        guard case .sequence(let list) = node, !list.isEmpty else {
            ladder.problems.add(node.line, "\"steps\" of \(ladder.what) must be a list with at least one step.")
            return []
        }
        return list.enumerated().compactMap { step($0 + 1, $1) }
    }

    private func step(_ number: Int, _ node: Node) -> Step? {
        let what = "step \(number) of \(ladder.what)"
        let keys = OutcomeReader.keys + ["reason", "reading", "source"]
        guard let section = Section(node, what: what, keys: keys, ladder.problems) else { return nil }
        let citation = sources.citation(of: section, for: "this step")
        let reason = section.optionalLocalized("reason")
        let reading = citation.map { self.reading(section, number, $0) } ?? []
        return OutcomeReader(section, sources, label: "\(number): ").read(citation).map {
            Step($0.outcome, notes: $0.notes + reading, reason: reason)
        }
    }

    /// What the pack itself settles about a step, in its own words.
    private func reading(_ step: Section, _ number: Int, _ citation: Citation) -> [SourceNote] {
        guard let words = step.optionalLocalized("reading") else { return [] }
        return [SourceNote(what: "step", value: "\(number)", citation: citation, isReading: true, words: words)]
    }

    /// Named conduct that does not wait for the next step.
    func skips() -> [Skip] {
        ladder.entries("skips").compactMap { skip($0.key, $0.value) }
    }

    private func skip(_ conduct: String, _ node: Node) -> Skip? {
        let what = "skip \"\(conduct)\" of \(ladder.what)"
        let keys = ["name", "to", "before", "reason", "reading", "source"] + OutcomeReader.keys
        guard let section = Section(node, what: what, keys: keys, ladder.problems) else { return nil }
        let name = section.localized("name")
        let citation = sources.citation(of: section, for: "this conduct")
        let target: Skip.Target?
        if let to = section.node("to") {
            target = self.target(to, section)
        } else {
            target = OutcomeReader(section, sources, label: "\(conduct): ").read(citation).map { .outcome($0.outcome) }
        }
        guard let name, let citation, let target else { return nil }
        let reading = section.optionalLocalized("reading").map {
            SourceNote(what: "skip", value: conduct, citation: citation, isReading: true, words: $0)
        }
        return Skip(
            conduct: conduct, name: name, target: target, before: before(section), citation: citation,
            reason: section.optionalLocalized("reason"), reading: reading)
    }

    /// The other conduct that this one goes before.
    private func before(_ section: Section) -> [String] {
        let known = ladder.entries("skips").map(\.key)
        let named = section.texts("before")
        for conduct in named where !known.contains(conduct) {
            section.problems.add(
                section.node("before")?.line ?? section.line,
                "Conduct \"\(conduct)\" of \(section.what) is not known. \(listing(known))")
        }
        return named
    }

    private func target(_ node: Node, _ section: Section) -> Skip.Target? {
        let count: Int? = if case .sequence(let list) = ladder.node("steps") { list.count } else { base?.steps.count }
        if node.text == "last_step", let count { return .step(count) }
        guard let step = section.whole(node, "to", from: 1) else { return nil }
        guard step <= count ?? step else {
            section.problems.add(
                node.line, "\(section.what.capitalizedFirst) leads to step \(step), but there are \(count ?? 0) steps.")
            return nil
        }
        return .step(step)
    }

    private enum Beyond: String, CaseIterable {
        case lastStepAgain = "last_step_again"
        case unknown
    }

    private func readBeyond() -> Ladder.Beyond? {
        if let base, !ladder.has("beyond") { return base.beyond }
        let hint = "Declare what follows after the last step: then: last_step_again or unknown, with the source."
        guard let node = ladder.required("beyond", hint),
            let section = Section(
                node, what: "\"beyond\" of \(ladder.what)", keys: ["then", "source", "note"], ladder.problems)
        else { return nil }
        let choice = section.choice("then", Beyond.self)
        guard let citation = sources.citation(of: section, for: "it"), let choice else { return nil }
        switch choice {
        case .lastStepAgain: return .lastStepAgain
        case .unknown:
            return .unknown(Gap(.beyondLastStep, citation: citation, note: section.optionalLocalized("note")))
        }
    }
}
