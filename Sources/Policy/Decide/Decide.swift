/// What `pack` says about `facts`: one line per failed criterion, and how they combine.
///
/// Pure and total: it reads no clock, throws nothing, and gives the same answer in whatever order the facts come.
package func decide(_ facts: Facts, under pack: Pack) -> Decision {
    let history = inOrder(facts.history)
    let lines = failedCriteria(facts, pack).map { code in
        line(for: code, facts: facts, history: history, pack: pack)
    }
    let outcome = combine(lines, by: pack.combination, on: facts.day)
    return Decision(
        format: 1, pack: pack.reference, titles: pack.titles, bases: pack.bases, day: facts.day, lines: lines,
        notChecked: notChecked(facts), measure: outcome.measure, personDecides: outcome.reason != nil,
        reasonPersonDecides: outcome.reason, combined: outcome.combined)
}

/// The failed criteria without repetition: those of the pack in its order, then unknown ones by code.
private func failedCriteria(_ facts: Facts, _ pack: Pack) -> [String] {
    var failed: [String] = []
    for finding in facts.findings where finding.result == "fail" && !failed.contains(finding.criterion) {
        failed.append(finding.criterion)
    }
    guard failed.count > 1 else { return failed }
    let known = pack.criteria.map(\.code).filter(failed.contains)
    return known + failed.filter { !known.contains($0) }.sorted()
}

private func notChecked(_ facts: Facts) -> [String] {
    let codes = facts.findings.filter { $0.result == "not_checked" }.map(\.criterion)
    return codes.count > 1 ? Set(codes).sorted() : codes
}

private func line(for code: String, facts: Facts, history: [PastViolation], pack: Pack) -> Line {
    guard let criterion = pack.criterion(code) else {
        return Line(undecided: code, nil, gap: Gap(.criterion, pack: pack.id), history: history, facts: facts)
    }
    guard let ladder = pack.ladder(for: code) else {
        let gap = Gap(.ladder, citation: criterion.citation)
        return Line(undecided: code, criterion, gap: gap, history: history, facts: facts)
    }
    return climb(ladder, for: criterion, facts: facts, history: history)
}

/// History in one fixed order (day, reference, criterion, id), so that the order of the facts can't matter.
private func inOrder(_ history: [PastViolation]) -> [PastViolation] {
    for index in history.indices.dropFirst() where !isOrdered(history[index - 1], history[index]) {
        return history.sorted { precedes($0, $1) }
    }
    return history
}

private func isOrdered(_ first: PastViolation, _ second: PastViolation) -> Bool {
    first.day < second.day || !precedes(second, first)
}

private func precedes(_ first: PastViolation, _ second: PastViolation) -> Bool {
    if first.day != second.day { return first.day < second.day }
    if first.reference != second.reference { return first.reference < second.reference }
    if first.criterion != second.criterion { return first.criterion < second.criterion }
    if first.id != second.id { return first.id < second.id }
    if first.standing != second.standing { return first.standing.rawValue < second.standing.rawValue }
    if first.outlet != second.outlet { return first.outlet < second.outlet }
    return (first.decidedOn ?? .distantPast) < (second.decidedOn ?? .distantPast)
}
