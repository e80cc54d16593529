extension Evaluator {
    /// The class of a violation after its repeats have raised it, and what leaves that open.
    func raised(
        _ criterion: Int, _ events: Counting.Events, _ verdicts: Counting.Verdicts
    ) -> (severity: Int, open: Evaluation.Open?) {
        var severity = pack.severities[criterion]
        var reaches: [SeverityClass.Raise.Reach] = [.everyClass]
        var visited = 0
        while severity >= 0, let raise = pack.raises[severity], visited < pack.classes.count {
            if reaches == [.oneClass] { break }
            let counting = counting(
                raise.counting, nil,
                Evaluation(finding: 0, criterion: criterion, severity: severity), events)
            let range = counting.range(events, verdicts)
            let (least, most) = (raise.counting.step(after: range.least), raise.counting.step(after: range.most))
            if (least >= 2) != (most >= 2) {
                let isReward = range.isOpenByReward && !range.isOpenInSource
                return (severity, isReward ? .severityOfReward(counting.openReward) : .severity)
            }
            guard least >= 2 else { break }
            // Past the first rise the readings part: one class, or as many as its repeats carry it.
            if reaches.count > 1 { return (severity, .severity) }
            (severity, reaches) = (raise.to, raise.raise.reaches)
            visited += 1
        }
        return (severity, nil)
    }
}
