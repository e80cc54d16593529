/// Works out what a sanction comes to for these facts.
struct Resolver {
    private let evaluator: Evaluator
    private let finding: ObservedFinding
    private let share: Share

    init(_ evaluator: Evaluator, _ finding: Int) {
        self.evaluator = evaluator
        self.finding = evaluator.facts.findings[finding]
        share = evaluator.share(finding)
    }

    /// Why it can't be worked out.
    struct Open: Error {
        let gap: Gap
    }

    func options(of sanction: Sanction) -> Result<[MeasureOption], Open> {
        Result { () throws(Open) in
            var options: [MeasureOption] = []
            for option in sanction.options { options.append(try self.option(option, sanction)) }
            return options
        }
    }

    private func option(_ prescriptions: [Prescription], _ sanction: Sanction) throws(Open) -> MeasureOption {
        var measures: [Measure] = []
        for prescription in prescriptions {
            let times = prescription.amount == nil ? 1 : try days(sanction)
            measures.append(try measure(prescription, sanction, times: times))
        }
        if let further = sanction.eachFurtherDay, let days = finding.days, days > 1 {
            measures.append(try measure(further, sanction, times: days - 1))
        }
        return MeasureOption(measures)
    }

    /// How often an amount is due: once, or for each day that the violation went on.
    private func days(_ sanction: Sanction) throws(Open) -> Int {
        guard let days = finding.days, days > 1, sanction.eachFurtherDay == nil else { return 1 }
        let continuing = evaluator.pack.rules.combination.continuing
        guard continuing.contains(.amountEachDay) else { return 1 }
        guard continuing.count == 1 else {
            throw Open(gap: Gap(.continuing, citation: evaluator.pack.rules.combination.citation))
        }
        return days
    }

    private func measure(
        _ prescription: Prescription, _ sanction: Sanction, times: Int
    ) throws(Open) -> Measure {
        if let fixed = prescription.fixed, share.isWhole, times == 1 || prescription.amount == nil { return fixed }
        if share.isOpen, prescription.length != nil || prescription.amount != nil {
            throw Open(gap: Gap(.percentages, citation: evaluator.pack.rules.combination.citation))
        }
        var (length, amount): (Extent<Length>?, Extent<Amount>?)
        if let prescribed = prescription.length {
            length = try extent(prescribed, sanction) { Length(value: $0, unit: .days) }
        }
        if let prescribed = prescription.amount, !tells(prescribed, sanction) {
            amount = try extent(prescribed, sanction, Self.money(of: prescribed))
        }
        let (own, due) = (try scaled(length), try scaled(amount, times: times))
        // The pack's words state the numbers of the pack: where these have changed, kind and numbers speak for themselves.
        let keepsWording = evaluator.format < 3 || (own == length && due == amount)
        return Measure(
            kind: prescription.kind, own, due, per: prescription.per,
            wording: keepsWording ? prescription.wording : nil)
    }

    /// Whether the rule of the amount is told instead, since its figure is missing.
    private func tells(_ prescribed: Prescribed<Amount>, _ sanction: Sanction) -> Bool {
        guard evaluator.tellsAmounts, share.isWhole, case .computed(let computation) = prescribed,
            figure(computation.base, sanction) == nil
        else { return false }
        let rule = AmountRule(computation)
        if !evaluator.amounts.contains(rule) { evaluator.amounts.append(rule) }
        return true
    }

    private static func money(of prescribed: Prescribed<Amount>) -> (Int) -> Amount {
        { Amount(minorUnits: $0, currency: prescribed.currency ?? "") }
    }

    private func extent<Value>(
        _ prescribed: Prescribed<Value>, _ sanction: Sanction, _ make: (Int) -> Value
    ) throws(Open) -> Extent<Value> {
        switch prescribed {
        case .exact(let value): return Extent(least: value, most: value)
        case .unknown(let gap): throw Open(gap: gap)
        case .range(let least, let most):
            var (low, high): (Value?, Value?)
            if let least { low = try extent(least, sanction, make).least }
            if let most { high = try extent(most, sanction, make).most }
            return Extent(least: low, most: high)
        case .by(let attribute, let cases):
            guard let value = evaluator.facts.attributes?[attribute] else { throw lacking(attribute) }
            guard let found = cases[value] else {
                guard evaluator.format >= 5 else { throw lacking(attribute) }
                throw Open(gap: Gap(noValueFor: value, attribute, citation: citation))
            }
            return try extent(found, sanction, make)
        case .computed(let computation):
            guard let base = figure(computation.base, sanction), let result = computation.result(of: base) else {
                throw lacking(computation.base)
            }
            return Extent(least: make(result), most: make(result))
        }
    }

    private func lacking(_ name: String) -> Open { Open(gap: Gap(lacking: name, citation: citation)) }

    private var citation: Citation {
        evaluator.pack.rules.criteria.first { $0.code == finding.criterion }?.citation
            ?? evaluator.pack.rules.combination.citation
    }

    /// A figure of the facts, or the days that this sanction prescribes.
    private func figure(_ name: String, _ sanction: Sanction) -> Int? {
        guard name == Computation.prescribedDays else {
            return evaluator.facts.figures?[name].flatMap { $0 < 0 ? nil : $0 }
        }
        for prescription in sanction.options.joined() where prescription.kind.stopsSales {
            switch prescription.length {
            case .exact(let length) where length.unit == .days: return length.value
            case .exact(let length) where length.unit == .weeks: return 7 * length.value
            default: continue
            }
        }
        return nil
    }

    private func scaled(_ extent: Extent<Length>?) throws(Open) -> Extent<Length>? {
        guard let extent, !share.isWhole else { return extent }
        return Extent(least: try scaled(extent.least), most: try scaled(extent.most))
    }

    private func scaled(_ length: Length?) throws(Open) -> Length? {
        guard let length else { return nil }
        guard let (value, isExact) = share.of(length.value) else { throw lacking("length") }
        guard isExact || length.unit == .days else {
            throw Open(gap: Gap(.amount, citation: evaluator.pack.rules.combination.citation))
        }
        return Length(value: max(1, value), unit: length.unit)
    }

    private func scaled(_ extent: Extent<Amount>?, times: Int) throws(Open) -> Extent<Amount>? {
        guard let extent, !share.isWhole || times != 1 else { return extent }
        return Extent(least: try scaled(extent.least, times), most: try scaled(extent.most, times))
    }

    private func scaled(_ amount: Amount?, _ times: Int) throws(Open) -> Amount? {
        guard let amount else { return nil }
        let (product, overflow) = amount.minorUnits.multipliedReportingOverflow(by: times)
        guard !overflow, let minorUnits = share.of(product)?.value else { throw lacking("amount") }
        return Amount(minorUnits: minorUnits, currency: amount.currency)
    }
}

extension Prescribed<Amount> {
    /// The currency that it is stated in.
    var currency: String? {
        switch self {
        case .exact(let amount): amount.currency
        case .computed(let computation): computation.currency
        case .range(let least, let most): least?.currency ?? most?.currency
        case .by(_, let cases): cases.values.lazy.compactMap(\.currency).min()
        case .unknown: nil
        }
    }
}
