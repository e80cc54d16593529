/// What a pack says about admission, licences and sales.
package struct Licences: Sendable, Equatable {
    /// How many licences may be valid at one time; without a value the source does not say.
    package let maximum: Sourced<Int>
    package let bars: [Bar]
    package let distances: [DistanceRule]
    package let sales: [SalesLimit]

    package init(
        maximum: Sourced<Int>, bars: [Bar] = [], distances: [DistanceRule] = [], sales: [SalesLimit] = []
    ) {
        self.maximum = maximum
        self.bars = bars
        self.distances = distances
        self.sales = sales
    }
}
