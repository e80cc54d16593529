/// Combinations that the rules treat alike, each kind with one of them as the witness and how many there are.
struct Cover<Key: Hashable, Witness> {
    /// In the order in which they were found, so that the same pack gives the same report.
    private(set) var all: [(key: Key, weight: Int, witness: Witness)] = []
    private var places: [Key: Int] = [:]

    /// The position of a key that was added.
    func place(_ key: Key) -> Int? { places[key] }

    /// - Returns: the position of the key.
    @discardableResult
    mutating func add(_ key: Key, _ weight: Int, _ witness: @autoclosure () -> Witness) -> Int {
        if let place = places[key] {
            all[place].weight = sum(all[place].weight, weight)
            return place
        }
        places[key] = all.count
        all.append((key, weight, witness()))
        return all.count - 1
    }
}

/// A sum that stops at the largest number.
func sum(_ one: Int, _ other: Int) -> Int {
    let (value, overflow) = one.addingReportingOverflow(other)
    return overflow ? .max : value
}

/// A product that stops at the largest number.
func product(_ one: Int, _ other: Int) -> Int {
    let (value, overflow) = one.multipliedReportingOverflow(by: other)
    return overflow ? .max : value
}

/// In how many ways `count` violations can be of `kinds` kinds, where their order does not matter.
func multisets(_ kinds: Int, _ count: Int) -> Int {
    var ways = 1
    for step in 0..<max(0, count) {
        let next = product(ways, kinds + step)
        if next == .max { return .max }
        ways = next / (step + 1)
    }
    return ways
}
