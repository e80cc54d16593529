/// The one outcome of several proposals, by the pack's own rule.
struct Combining {
    let combination: Combination
    let day: LocalDate

    /// What the proposals come to together; `reason` is set when a person decides.
    struct Result {
        var options: [MeasureOption] = []
        var chooser = Sanction.Chooser.authority
        var reason: String?
        var gap: Gap.Subject?
        var combined: Combined
    }

    func combine(_ proposals: [Proposal]) -> Result {
        let active = proposals.filter(\.isActive)
        guard let first = active.first else { return Result(combined: Combined(.none)) }
        if let open = active.first(where: \.personDecides) {
            let rule: Combined.Rule = active.count == 1 ? .oneLine : .personDecides
            return Result(reason: open.reason, gap: open.gap?.about, combined: Combined(rule))
        }
        guard active.count > 1 else { return taking(first, .oneLine) }
        switch combination.rule {
        case .heaviestAbsorbs:
            guard let heaviest = heaviest(active) else { break }
            return taking(heaviest, .heaviestAbsorbs, combination.citation)
        case .cumulate:
            guard let options = sum(active) else { break }
            let rule: Combined.Rule =
                needsRun(options) ? (combination.suspensions == [.concurrent] ? .concurrent : .consecutive) : .cumulated
            return Result(options: options, combined: Combined(rule, nil, combination.citation))
        case .unknown:
            guard let measure = first.measure, measure.isPlain, active.allSatisfy({ $0.measure == measure }) else {
                break
            }
            return taking(first, .sameMeasure)
        }
        return Result(
            reason: Gap.Subject.combination.sentence, gap: .combination,
            combined: Combined(.personDecides, nil, combination.citation))
    }

    private func taking(_ proposal: Proposal, _ rule: Combined.Rule, _ citation: Citation? = nil) -> Result {
        Result(
            options: proposal.options, chooser: proposal.chooser, combined: Combined(rule, proposal.criterion, citation)
        )
    }

    /// Every way to take one option of each; nil when they are too many to read, or when it is open how they run.
    private func sum(_ proposals: [Proposal]) -> [MeasureOption]? {
        var options = [MeasureOption([])]
        for proposal in proposals {
            options = options.flatMap { one in proposal.options.map { MeasureOption(one.measures + $0.measures) } }
            if options.count > 16 { return nil }
        }
        guard !needsRun(options) || combination.suspensions.count == 1 else { return nil }
        return options
    }

    /// Whether an option holds several closures or suspensions, so that it matters how they run.
    private func needsRun(_ options: [MeasureOption]) -> Bool {
        options.contains { $0.measures.count { $0.kind.stopsSales } > 1 }
    }
}

extension Measure {
    /// Whether it has no length and no amount that could be added up.
    fileprivate var isPlain: Bool {
        length == nil && amount == nil && lengthRange == nil && amountRange == nil
    }
}

extension Combined {
    init(_ rule: Rule, _ criterion: String? = nil, _ citation: Citation? = nil) {
        self.init(rule: rule, criterion: criterion, source: citation?.text, confidence: citation?.confidence)
    }
}
