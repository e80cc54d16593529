import Testing

@testable import Policy

@Suite struct HeavinessTests {
    private let ordered = Heaviness(order: [.warning, .fine, .suspension, .closure, .withdrawal], day: ProofScope.day)
    private let plain = Heaviness(order: [], day: ProofScope.day)

    private func fine(_ least: Int?, _ most: Int?, per: Per? = nil) -> Measure {
        func euros(_ value: Int?) -> Amount? { value.map { Amount(minorUnits: $0 * 100, currency: "EUR") } }
        return Measure(kind: .fine, nil, Extent(least: euros(least), most: euros(most)), per: per, wording: nil)
    }

    private func days(_ kind: MeasureKind, _ days: Int?) -> Measure {
        Measure(kind: kind, length: days.map { Length(value: $0, unit: .days) })
    }

    private func options(_ options: [Measure]...) -> [MeasureOption] { options.map { MeasureOption($0) } }

    @Test func `a choice goes by its mildest and its heaviest option`() {
        let fine500 = options([fine(500, 500)])
        #expect(ordered.compare(options([fine(500, 500)], [days(.suspension, 5)]), fine500) == 1)
        #expect(ordered.compare(options([fine(10, 10)], [days(.suspension, 5)]), fine500) == nil)
        #expect(ordered.compare(options([fine(10, 10)], [fine(500, 500)]), fine500) == -1)
        #expect(ordered.compare(fine500, []) == 1)
        #expect(ordered.compare([], []) == 0)
    }

    @Test func `options of one kind are held beside each other, also where no order is known`() {
        let before = options([days(.closure, 5)], [days(.suspension, 5)])
        #expect(plain.compare(options([days(.suspension, 6)], [days(.closure, 5)]), before) == 1)
        #expect(plain.compare(options([days(.suspension, 6)], [days(.closure, 4)]), before) == nil)
        #expect(plain.compare(options([days(.closure, 9)]), options([days(.suspension, 5)])) == nil)
    }

    @Test func `a range goes by both of its ends, and one that is open goes on for ever`() {
        #expect(ordered.compare(options([fine(nil, 100)]), options([fine(5000, 9000)])) == -1)
        #expect(ordered.compare(options([fine(nil, 100)]), options([fine(5000, nil)])) == -1)
        #expect(ordered.compare(options([fine(100, nil)]), options([fine(100, 9000)])) == 1)
        #expect(ordered.compare(options([fine(50, 200)]), options([fine(100, 100)])) == nil)
    }

    @Test func `what is due each day is more than what is due once, and a week is longer than a day`() {
        #expect(ordered.compare(options([fine(1, 1)]), options([fine(1, 1, per: .day)])) == -1)
        #expect(ordered.compare(options([fine(1, 1, per: .week)]), options([fine(1, 1, per: .day)])) == -1)
        #expect(ordered.compare(options([fine(2, 2)]), options([fine(1, 1, per: .day)])) == nil)
        #expect(ordered.compare(options([fine(1, 1, per: .item)]), options([fine(1, 1, per: .day)])) == nil)
        #expect(ordered.compare(options([fine(1, 1, per: .violation)]), options([fine(1, 1)])) == 0)
    }

    @Test func `measures of one kind that go together are added up, and a word beside them weighs nothing`() {
        let warning = Measure(kind: .warning)
        #expect(ordered.compare(options([fine(600, 600)]), options([fine(500, 500), fine(200, 200)])) == -1)
        #expect(ordered.compare(options([fine(600, 600)]), options([fine(600, 600), warning])) == 0)
        #expect(ordered.compare(options([fine(600, 600)]), options([warning])) == 1)
    }

    @Test func `another kind decides, and a lower number must not contradict a higher one`() {
        let both = options([fine(5000, 5000), days(.suspension, 30)])
        #expect(ordered.compare(options([days(.withdrawal, nil)]), both) == 1)
        #expect(ordered.compare(options([fine(50, 50), days(.suspension, 31)]), both) == nil)
        #expect(ordered.compare(options([fine(50, 50), days(.suspension, 1)]), options([fine(9000, 9000)])) == 1)
    }

    @Test func `closing without an end is heavier than any length`() {
        #expect(plain.compare(options([days(.closure, 900)]), options([days(.closure, nil)])) == -1)
        #expect(plain.compare(options([days(.withdrawal, nil)]), options([days(.withdrawal, 7)])) == 1)
    }
}
