import Yams

/// The currency in which most amounts of a file are written, for a message about one that has none.
struct UsualCurrency {
    private var counts: [(code: String, count: Int)] = []

    /// nil where the file states no amount.
    static func of(_ node: Node) -> String? {
        var seen = UsualCurrency()
        seen.add(node)
        // The first of several that are as frequent.
        return seen.counts.reversed().max { $0.count < $1.count }?.code
    }

    private mutating func add(_ node: Node) {
        switch node {
        case .mapping(let mapping): for (_, value) in mapping { add(value) }
        case .sequence(let list): for item in list { add(item) }
        case .scalar(let scalar):
            guard scalar.string.utf8.count < 40, let amount = SumInWords.amount(scalar.string) else { return }
            if let place = counts.firstIndex(where: { $0.code == amount.currency }) {
                counts[place].count += 1
            } else {
                counts.append((amount.currency, 1))
            }
        case .alias: break
        }
    }
}
