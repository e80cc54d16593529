/// The decision in plain sentences, for someone who does not know the code; meant to be read aloud.
package func explain(_ decision: Decision, language: Language) -> [String] {
    Explanation(language: language).lines(decision)
}

/// Chooses the sentences about a decision and their order.
private struct Explanation {
    let language: Language
    let speech: any Speech

    init(language: Language) {
        self.language = language
        speech = language.speech
    }

    func lines(_ decision: Decision) -> [String] {
        var lines = [
            speech.rules(title: decision.titles[language], version: decision.pack.version, day: decision.day),
            outcome(decision),
        ]
        if decision.lines.count > 1, let combined = combined(decision) { lines.append(combined) }
        // What was said as the outcome is not said again.
        for line in decision.lines { lines += about(line).filter { $0 != lines[1] } }
        if !decision.notChecked.isEmpty {
            lines.append(speech.notChecked(decision.notChecked.joined(separator: ", ")))
        }
        return lines
    }

    private func outcome(_ decision: Decision) -> String {
        if decision.personDecides { return reason(decision) }
        return phrase(decision.measure).map(speech.recommendation) ?? speech.nothingFailed
    }

    private func reason(_ decision: Decision) -> String {
        guard let line = decision.lines.first(where: \.personDecides) else { return speech.gap(.combination) }
        if let gate = line.gates.first(where: { $0.state == .open }) {
            return speech.mustConfirm(gate.requirement[language])
        }
        return speech.gap(line.unknown?.about ?? .step)
    }

    private func combined(_ decision: Decision) -> String? {
        speech.combined(decision.combined.rule, decision.combined.criterion ?? "")
    }

    private func about(_ line: Line) -> [String] {
        var lines = [speech.criterion(line.criterion, line.names[language])]
        if let measured = line.measured { lines.append(speech.measured(measured, measured.name[language])) }
        lines += line.gates.map { speech.gate($0.state, $0.requirement[language]) }
        if let step = line.step, line.gates.allSatisfy({ $0.state == .confirmed }) {
            lines.append(speech.step(step, of: line.steps, counted: line.counted.count, phrase(line.measure)))
        }
        lines += gap(line)
        if let window = line.window { lines.append(speech.window(window)) }
        lines += line.counted.map(speech.counted)
        lines += line.refused.map(speech.notCounted)
        lines += line.alternatives.map { speech.alternative($0.earlier, step: $0.step, phrase($0.measure)) }
        lines += line.outlook.compactMap { speech.outlook($0, of: line.criterion, phrase($0.measure)) }
        return lines + sources(line)
    }

    private func gap(_ line: Line) -> [String] {
        guard let gap = line.unknown else { return [] }
        return [speech.gap(gap.about)] + (gap.note.map { [$0[language]] } ?? [])
    }

    private func sources(_ line: Line) -> [String] {
        var seen: Set<String> = []
        let notes = line.sources.map { ($0.source, $0.confidence) }
        let gap = line.unknown.flatMap { gap in gap.confidence.map { [(gap.source, $0)] } } ?? []
        return (notes + gap).map { speech.source($0.0, $0.1) }.filter { seen.insert($0).inserted }
    }

    private func phrase(_ measure: Measure?) -> String? {
        guard let measure else { return nil }
        return measure.wording?[language] ?? speech.phrase(measure.kind, measure.length, measure.amount)
    }
}
