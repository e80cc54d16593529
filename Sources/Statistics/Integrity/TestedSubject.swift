/// One official's, or one pair's, strata: what the tests of all kinds have in common.
struct TestedSubject {
    let subject: String
    let test: ExactTest
    let count: Int
    let observed: Int
    /// The strata if somebody does this share of what the signal looks for.
    let alternative: (Double) -> [ExactStratum]

    /// The shares for which the power is told: four of five, and half.
    static let shares = [0.8, 0.5]

    /// The signals of all who can be tested, the smallest p first; each q takes all of them into account.
    static func signals(_ subjects: [TestedSubject]) -> [Signal] {
        let tested = subjects.filter(\.test.isInformative)
        let p = tested.map { $0.test.p($0.observed) }
        let q = FalseDiscovery.q(p)
        let level = FalseDiscovery.rate / Double(max(1, tested.count))
        return tested.indices.map { index in
            let one = tested[index]
            return Signal(
                subject: one.subject, count: one.count, observed: one.observed, expected: one.test.expected,
                p: p[index], q: q[index],
                power: shares.map {
                    Signal.Power(share: $0, power: one.test.power(at: level, if: one.alternative($0)))
                })
        }
        .sorted { ($0.p, $0.subject) < ($1.p, $1.subject) }
    }

    /// The odds of what happens in a share of the cases against the odds of another share.
    static func odds(_ share: Double, against other: Double) -> Double {
        share / (1 - share) / (other / (1 - other))
    }

    /// A share of few, kept away from 0 and 1 where it would say more than was seen.
    static func share(_ events: Int, of count: Int) -> Double { (Double(events) + 0.5) / (Double(count) + 1) }
}
