extension Tally {
    /// An event that no reading counts, each for a reason of its own: the reason that all have in common, or every one.
    ///
    /// nil where the readings agree on the first reason that keeps it out.
    func parted(_ index: Int, _ tracing: Tracing, _ views: [View]) -> RefusedFact? {
        let event = tracing.events[index]
        let isOld = tracing.evaluator.format < 4
        func told(_ reason: RefusedFact.Reason) -> RefusedFact.Reason { isOld ? reason.before4 : reason }
        let verdicts = views.map { $0.verdicts[index].reason.map(told) }
        guard let first = verdicts.first ?? nil, verdicts.contains(where: { $0 != first }) else { return nil }
        var shared = Set(RefusedFact.Reason.allCases)
        for view in views {
            let own =
                view.counting.reasons(against: event, view.reading) + [view.verdicts[index].reason].compactMap(\.self)
            shared.formIntersection(own.map(told))
        }
        let common = RefusedFact.Reason.allCases.first(where: shared.contains)
        var all: [RefusedFact.Reason] = []
        for case let reason? in common.map({ [$0] }) ?? verdicts where !all.contains(reason) { all.append(reason) }
        let outside = common == .outsideWindow ? views : views.filter { $0.verdicts[index].reason == .outsideWindow }
        let days = all.contains(.outsideWindow) ? daysOutside(index, tracing, outside) : nil
        var fact = RefusedFact(tracing.facts.history[event.position], all.first ?? first, days: days)
        fact.others = all.count > 1 ? Array(all.dropFirst()) : nil
        fact.ifEstablished = ifEstablished(index, tracing, views)
        return fact
    }

    /// What the readings make of an alleged event once it is established; nil where none counts it then.
    private func ifEstablished(
        _ index: Int, _ tracing: Tracing, _ views: [View]
    ) -> RefusedFact.IfEstablished? {
        guard tracing.events[index].standing == .alleged else { return nil }
        tracing.events[index].standing = .established
        defer { tracing.events[index].standing = .alleged }
        let counts = views.count { view in
            Self.view(view.counting, view.reading, assuming: false, tracing.events).view.verdicts[index] == .counts
        }
        return counts == 0 ? nil : counts == views.count ? .counts : .leftToAPerson
    }
}

extension Verdict {
    /// Why it does not count; nil where it does.
    fileprivate var reason: RefusedFact.Reason? {
        if case .refused(let reason) = self { reason } else { nil }
    }
}
