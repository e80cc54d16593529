/// What confirmed circumstances leave of a length or an amount, as an exact fraction: it is rounded once, at the end.
struct Share: Equatable {
    private(set) var numerator: Int
    private(set) var denominator: Int
    /// Whether several are in play and nothing says how they go together.
    private(set) var isOpen = false

    /// The whole of it.
    static let whole = Share(numerator: 1, denominator: 1)
    private static let open = Share(numerator: 1, denominator: 1, isOpen: true)

    private init(numerator: Int, denominator: Int, isOpen: Bool = false) {
        (self.numerator, self.denominator, self.isOpen) = (numerator, denominator, isOpen)
    }

    /// - Parameter readings: how they go together; where the readings differ, or there is none, that is open.
    init(_ percentages: [Int], _ readings: [Combination.Percentages]) {
        guard percentages.count > 1 else {
            self = Self.reduced(percentages.first ?? 100, 100)
            return
        }
        let shares = readings.map { $0 == .add ? Self.added(percentages) : Self.multiplied(percentages) }
        self = shares.first.map { first in shares.allSatisfy { $0 == first } ? first : Self.open } ?? Self.open
    }

    /// As format 2 did: one after another in the order of the pack, each rounded down to a whole percentage.
    init(roundedOneByOne percentages: [Int]) {
        self = Self.reduced(percentages.reduce(100) { $0 * $1 / 100 }, 100)
    }

    var isWhole: Bool { self == .whole }

    /// This share of `value`, halves rounded up, and whether nothing had to be rounded; nil when it is too large to be true.
    func of(_ value: Int) -> (value: Int, isExact: Bool)? {
        let (product, overflow) = value.multipliedReportingOverflow(by: numerator)
        guard !overflow, product >= 0, product < .max - denominator else { return nil }
        return ((product + denominator / 2) / denominator, product.isMultiple(of: denominator))
    }

    private static func added(_ percentages: [Int]) -> Share {
        let sum = percentages.reduce(100) { $0 + $1 - 100 }
        // Less than nothing is not a share: a person decides.
        return sum > 0 ? reduced(sum, 100) : open
    }

    private static func multiplied(_ percentages: [Int]) -> Share {
        var share = whole
        for percentage in percentages {
            let factor = reduced(percentage, 100)
            let (numerator, tooMany) = share.numerator.multipliedReportingOverflow(by: factor.numerator)
            let (denominator, tooSmall) = share.denominator.multipliedReportingOverflow(by: factor.denominator)
            guard !tooMany, !tooSmall else { return open }
            share = reduced(numerator, denominator)
        }
        return share
    }

    private static func reduced(_ numerator: Int, _ denominator: Int) -> Share {
        var (divisor, rest) = (denominator, numerator % denominator)
        while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
        return Share(numerator: numerator / divisor, denominator: denominator / divisor)
    }
}

extension Evaluator {
    /// What the circumstances that are in play leave of the lengths and amounts of this finding.
    func share(_ finding: Int) -> Share {
        var percentages: [Int] = []
        for circumstance in pack.rules.circumstances {
            guard case .percent(let percentage) = circumstance.effect, isInPlay(circumstance, finding) else { continue }
            percentages.append(percentage)
        }
        guard !percentages.isEmpty else { return .whole }
        return format < 3
            ? Share(roundedOneByOne: percentages) : Share(percentages, pack.rules.combination.percentages)
    }
}
