/// What a recommendation takes from an outlet: days of closure and suspension, and fines.
///
/// An order under penalty payment is no fine, and a withdrawal has no days.
package struct Toll: Sendable, Equatable {
    package var days = Span()
    /// In minor units, by currency in the order of the alphabet.
    package var fines: [Money] = []
    /// Whether it is one amount and no other: no choice, no range, no open end.
    package var isExact = true

    /// From the least to the most that is possible.
    package struct Span: Sendable, Equatable {
        package var least = 0
        /// nil where there is no upper end.
        package var most: Int? = 0

        static func + (one: Span, other: Span) -> Span {
            Span(least: one.least + other.least, most: one.most.flatMap { most in other.most.map { most + $0 } })
        }

        /// Both at the same time.
        func beside(_ other: Span) -> Span {
            Span(
                least: max(least, other.least), most: most.flatMap { most in other.most.map { max(most, $0) } })
        }

        /// One or the other.
        func or(_ other: Span) -> Span {
            Span(
                least: min(least, other.least), most: most.flatMap { most in other.most.map { max(most, $0) } })
        }

        var isExact: Bool { least == most }
    }

    /// Fines in one currency.
    package struct Money: Sendable, Equatable {
        package var currency: String
        package var span: Span
    }

    package init() {}

    /// What `outcome` takes when it begins on `day`; of several options from the least to the most.
    package init(_ outcome: Recommended, on day: LocalDate) {
        self.init()
        guard let first = outcome.options.first else { return }
        self = Toll(first, day, outcome.runsTogether)
        for option in outcome.options.dropFirst() { take(Toll(option, day, outcome.runsTogether)) }
        isExact = outcome.options.count == 1 && days.isExact && fines.allSatisfy(\.span.isExact)
    }

    private init(_ option: MeasureOption, _ day: LocalDate, _ runsTogether: Bool) {
        for measure in option.measures {
            if measure.kind.stopsSales {
                let length = measure.days(from: day)
                days = runsTogether ? days.beside(length) : days + length
            } else if measure.kind == .fine, let money = measure.money {
                let other = span(of: money.currency)
                set(money.currency, other + money.span)
            }
        }
    }

    /// Widens each span to that of another option.
    private mutating func take(_ other: Toll) {
        days = days.or(other.days)
        let currencies = fines.map(\.currency) + other.fines.map(\.currency)
        for currency in currencies { set(currency, span(of: currency).or(other.span(of: currency))) }
    }

    private func span(of currency: String) -> Span {
        fines.first { $0.currency == currency }?.span ?? Span()
    }

    private mutating func set(_ currency: String, _ span: Span) {
        if let place = fines.firstIndex(where: { $0.currency == currency }) {
            fines[place].span = span
        } else {
            let place = fines.firstIndex { $0.currency > currency } ?? fines.endIndex
            fines.insert(Money(currency: currency, span: span), at: place)
        }
    }
}

extension Measure {
    /// Days for which it stops sales; without a length there is no upper end.
    fileprivate func days(from day: LocalDate) -> Toll.Span {
        func count(_ length: Length) -> Int { day.days(until: day.adding(length)) }
        if let length { return Toll.Span(least: count(length), most: count(length)) }
        return Toll.Span(least: lengthRange?.least.map(count) ?? 0, most: lengthRange?.most.map(count))
    }

    /// Its amount; what is due each day, week or item has no upper end.
    fileprivate var money: Toll.Money? {
        guard let currency = (amount ?? amountRange?.least ?? amountRange?.most)?.currency else { return nil }
        let least = (amount ?? amountRange?.least)?.minorUnits ?? 0
        let most = per == nil ? (amount ?? amountRange?.most)?.minorUnits : nil
        return Toll.Money(currency: currency, span: Toll.Span(least: least, most: most))
    }
}
