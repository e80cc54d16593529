/// How much a measure takes: what the bare outcome says in place of words.
struct Weight: Sendable, Equatable {
    var measure: MeasureKind?
    /// Closure and suspension, in whole days and months.
    var days = 0
    var months = 0
    /// Fines in minor units; the lower end where there is room.
    var fine = 0
    /// How many options there are to choose from.
    var options = 1

    /// The sum of measures that go together; `measure` is the heaviest by `order`, else the first.
    init(_ measures: [Measure], _ order: [MeasureKind]) {
        measure = Self.heaviest(measures.map(\.kind), order)
        for one in measures { add(one) }
    }

    /// What the first option of an outcome weighs when every option is the same for everyone; nil otherwise.
    init?(_ outcome: Step.Outcome, _ order: [MeasureKind]) {
        guard case .sanction(let sanction) = outcome, let first = sanction.options.first,
            sanction.options.joined().allSatisfy({ $0.fixed != nil }), sanction.conditions.isEmpty,
            sanction.eachFurtherDay == nil
        else { return nil }
        self.init(first.compactMap(\.fixed), order)
        options = sanction.options.count
    }

    static func heaviest(_ kinds: [MeasureKind], _ order: [MeasureKind]) -> MeasureKind? {
        let ranks = kinds.compactMap { order.firstIndex(of: $0) }
        guard ranks.count == kinds.count, let top = ranks.max() else { return kinds.first }
        return order[top]
    }

    /// Whole days when it starts on `day`.
    func days(from day: LocalDate) -> Int {
        days + (months == 0 ? 0 : day.days(until: day.adding(months: months)))
    }

    private mutating func add(_ measure: Measure) {
        if measure.kind == .fine || measure.kind == .penaltyOrder {
            fine += (measure.amount ?? measure.amountRange?.least)?.minorUnits ?? 0
        }
        guard measure.kind.stopsSales, let length = measure.length ?? measure.lengthRange?.least else { return }
        switch length.unit {
        case .days: days += length.value
        case .weeks: days += 7 * length.value
        case .months: months += length.value
        case .years: months += 12 * length.value
        }
    }
}
