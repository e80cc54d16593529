/// What many recommendations take together.
package struct TollSum: Sendable, Equatable {
    package private(set) var days = Sum()
    /// In minor units, by currency in the order of the alphabet.
    package private(set) var fines: [Money] = []

    /// From the least to the most; where some have no upper end, those are counted beside it.
    package struct Sum: Sendable, Equatable {
        package fileprivate(set) var least = 0
        package fileprivate(set) var most = 0
        /// How many have no upper end; of those `most` holds the lower one.
        package fileprivate(set) var openEnded = 0

        fileprivate mutating func add(_ span: Toll.Span) {
            least += span.least
            most += span.most ?? span.least
            openEnded += span.most == nil ? 1 : 0
        }

        fileprivate mutating func add(_ other: Sum) {
            least += other.least
            most += other.most
            openEnded += other.openEnded
        }
    }

    /// Fines in one currency.
    package struct Money: Sendable, Equatable {
        package var currency: String
        package fileprivate(set) var sum: Sum
    }

    package init() {}

    mutating func add(_ toll: Toll) {
        days.add(toll.days)
        for fine in toll.fines { fines[place(of: fine.currency)].sum.add(fine.span) }
    }

    /// Adds whole days and amounts.
    mutating func add(days more: Int) { days.add(Toll.Span(least: more, most: more)) }
    mutating func add(_ minorUnits: Int, _ currency: String) {
        fines[place(of: currency)].sum.add(Toll.Span(least: minorUnits, most: minorUnits))
    }

    mutating func add(_ other: TollSum) {
        days.add(other.days)
        for fine in other.fines { fines[place(of: fine.currency)].sum.add(fine.sum) }
    }

    private mutating func place(of currency: String) -> Int {
        if let place = fines.firstIndex(where: { $0.currency == currency }) { return place }
        let place = fines.firstIndex { $0.currency > currency } ?? fines.endIndex
        fines.insert(Money(currency: currency, sum: Sum()), at: place)
        return place
    }
}
