/// What the pack says about an application: one result per rule, in the pack's order.
package func admit(_ application: LicenceApplication, under pack: Pack) -> [RuleResult] {
    let licences = pack.licences
    return [maximum(application, licences)] + licences.bars.map { bar($0, application, pack) }
        + licences.distances.map { distance($0, application) }
}

private func maximum(_ application: LicenceApplication, _ licences: Licences) -> RuleResult {
    let limit = licences.maximum.value
    let state: RuleResult.State =
        if let limit, let valid = application.validLicences { valid < limit ? .allowed : .refused } else {
            .personDecides
        }
    let name = Localized(["en": "number of licences", "nl": "aantal vergunningen", "de": "Zahl der Genehmigungen"])
    return RuleResult(
        rule: "maximum", name: name, state: state, found: application.validLicences.map(Double.init),
        limit: limit.map(Double.init), source: licences.maximum.citation.text,
        confidence: licences.maximum.citation.confidence)
}

private func bar(_ bar: Bar, _ application: LicenceApplication, _ pack: Pack) -> RuleResult {
    let start = bar.within.map { application.day.subtracting($0) }
    let counted = application.history.filter { fact in
        let severity = fact.severity ?? pack.criterion(fact.criterion)?.severity
        let isOfKind =
            (bar.classes.isEmpty && bar.criteria.isEmpty) || bar.criteria.contains(fact.criterion)
            || severity.map(bar.classes.contains) == true
        return isOfKind && fact.standing == .established && fact.day < application.day && fact.day >= start ?? fact.day
    }
    let state: RuleResult.State =
        switch (bar.atLeast.value, bar.within) {
        case (let limit?, .some) where counted.count < limit: .allowed
        case (.some, .some): bar.effect == .refused ? .refused : .normallyRefused
        // Without a limit or a period nothing can be said, but for a clean history.
        default: counted.isEmpty ? .allowed : .personDecides
        }
    return RuleResult(
        rule: bar.code, name: bar.name, state: state, found: Double(counted.count),
        limit: bar.atLeast.value.map(Double.init), source: bar.atLeast.citation.text,
        confidence: bar.atLeast.citation.confidence)
}

private func distance(_ rule: DistanceRule, _ application: LicenceApplication) -> RuleResult {
    let measured = rule.ways.map { way in
        application.distances.filter { $0.place == rule.place && $0.way == way }.map(\.metres).min()
    }
    var states: Set<RuleResult.State> = []
    for metres in measured {
        for side in rule.exactly {
            guard let limit = rule.metres.value, let metres, metres.isFinite else {
                states.insert(.personDecides)
                continue
            }
            let isNear = metres < limit || (metres == limit && side == .near)
            states.insert(isNear ? .refused : .allowed)
        }
    }
    return RuleResult(
        rule: rule.place, name: rule.name, state: states.count == 1 ? states.first ?? .personDecides : .personDecides,
        found: measured.compactMap { $0 }.min(), limit: rule.metres.value, source: rule.metres.citation.text,
        confidence: rule.metres.citation.confidence)
}
