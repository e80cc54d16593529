import Policy
import Yams

/// Reads the steps of a ladder and what follows after the last.
struct StepsReader {
    private let ladder: Section
    private let sources: SourceReader

    init(_ ladder: Section, _ sources: SourceReader) {
        self.ladder = ladder
        self.sources = sources
    }

    /// The steps in order; `beyond` is nil when it could not be read.
    func read() -> (steps: [Step], beyond: Ladder.Beyond?) {
        (readSteps(), readBeyond())
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
        guard let section = Section(node, what: what, keys: ["measure", "unknown", "source"], ladder.problems) else {
            return nil
        }
        let citation = sources.citation(of: section, for: "this step")
        switch (section.node("measure"), section.node("unknown")) {
        case (let measure?, nil):
            let read = MeasureReader(what: "the measure of \(what)", sources, ladder.problems).read(measure, citation)
            guard let (measure, notes) = read, let citation else { return nil }
            let stated = SourceNote(what: "step", value: "\(number): \(measure.kind.rawValue)", citation: citation)
            return Step(.measure(measure), notes: [stated] + notes)
        case (nil, .some):
            let note = section.optionalLocalized("unknown")
            guard let citation else { return nil }
            let notes = [SourceNote(what: "step", value: "\(number): unknown", citation: citation)]
            return Step(.unknown(Gap(.step, citation: citation, note: note)), notes: notes)
        default:
            ladder.problems.add(
                node.line,
                "\(what.capitalizedFirst) must have either \"measure\", or \"unknown\" with what the source does not say."
            )
            return nil
        }
    }

    private enum Beyond: String, CaseIterable {
        case lastStepAgain = "last_step_again"
        case unknown
    }

    private func readBeyond() -> Ladder.Beyond? {
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
