/// What `pack` says about `facts`: one line per failed criterion and ladder, and how they combine.
///
/// Pure and total: it reads no clock, throws nothing, and gives the same answer in whatever order the facts come.
/// - Parameters:
///   - coming: what is known to govern later on, for what is told of the days ahead.
///   - format: that of a stored decision which is decided again; older than 2 is decided as 2.
package func decide(
    _ facts: Facts, under pack: Pack, coming: [ComingRules] = [], format: Int = Decision.format
) -> Decision {
    decide(
        facts, under: pack, format: format,
        ahead: Ahead(pack, judging: pack, today: facts.decidedOn ?? facts.day, coming: coming))
}

/// - Parameter ahead: the rules that will judge a further violation.
func decide(_ facts: Facts, under pack: Pack, format: Int, ahead: Ahead) -> Decision {
    let evaluator = Evaluator(
        pack: pack.compiled, facts: facts, format: min(max(format, Decision.oldestFormat), Decision.format))
    return facts.withEvents(pack.compiled) { events in
        var evaluations: [Evaluation] = []
        evaluator.evaluate(events) { evaluations.append($0) }
        let proposals = evaluations.map { evaluator.proposal($0, events) }
        let result = Combining(combination: pack.combination, day: facts.day).combine(proposals)
        let tracing = Tracing(evaluator: evaluator, events: events, coming: ahead)
        return Decision(
            pack, facts, zip(evaluations, proposals).map { tracing.line($0, $1) }, result,
            rewards: tracing.rewards, notEarned: tracing.notEarned, format: evaluator.format)
    }
}

extension Decision {
    fileprivate init(
        _ pack: Pack, _ facts: Facts, _ lines: [Line], _ result: Combining.Result, rewards: [NamedRule],
        notEarned: [NamedRule]?, format: Int
    ) {
        let kinds = Set(result.options.flatMap(\.measures).map(\.kind))
        self.init(
            format: format, pack: pack.reference, titles: pack.titles, bases: pack.bases, day: facts.day,
            lines: lines, notChecked: facts.notChecked,
            measure: result.options.leading(pack.combination.order),
            options: result.options.single == nil ? result.options : [],
            chooser: result.options.count > 1 ? result.chooser : nil, personDecides: result.reason != nil,
            reasonPersonDecides: result.reason, combined: result.combined,
            procedures: pack.rules.procedures.filter { kinds.contains($0.kind) }, rewards: rewards,
            notEarned: notEarned, version: nil)
    }
}

extension Facts {
    fileprivate var notChecked: [String] {
        let codes = findings.filter { $0.result == "not_checked" }.map(\.criterion)
        return codes.count > 1 ? Set(codes).sorted() : codes
    }
}

extension [MeasureOption] {
    /// The measure of one option, the heaviest of several that go together; nil where there is a choice or nothing.
    func leading(_ order: [MeasureKind]) -> Measure? {
        guard count == 1 else { return nil }
        let kind = Weight.heaviest(self[0].measures.map(\.kind), order)
        return self[0].measures.first { $0.kind == kind }
    }
}
