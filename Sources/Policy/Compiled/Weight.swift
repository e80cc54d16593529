/// How much a measure takes: what the bare outcome says in place of words.
struct Weight: Sendable, Equatable {
    var measure: MeasureKind?
    /// Closure and suspension, in whole days and months.
    var days = 0
    var months = 0
    /// Fines in minor units; the lower end where there is room.
    var fine = 0

    /// The sum of measures that go together; `measure` is the heaviest by `order`, else the first.
    init(_ measures: [Measure], _ order: [MeasureKind]) {
        measure = Self.heaviest(measures.map(\.kind), order)
        for one in measures { add(one) }
    }

    /// What an outcome weighs when it is one option that is the same for everyone; nil otherwise.
    init?(_ outcome: Step.Outcome, _ order: [MeasureKind]) {
        guard case .sanction(let sanction) = outcome, sanction.options.count == 1, sanction.eachFurtherDay == nil
        else { return nil }
        let measures = sanction.options[0].compactMap(\.fixed)
        guard measures.count == sanction.options[0].count else { return nil }
        self.init(measures, order)
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
