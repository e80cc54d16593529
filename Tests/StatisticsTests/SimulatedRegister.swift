import Chance
import Records

/// A register with inspectors of whom some may cheat, from a seed.
struct SimulatedRegister {
    static let areas = ["Centre", "East", "North", "West"]
    /// How often something is wrong at a visit, by area: 25 % on average.
    static let rates = [0.35, 0.25, 0.25, 0.15]

    private var chance: SplitMix64

    init(seed: UInt64) { chance = SplitMix64(seed: seed) }

    /// Visits of the inspectors 1, 2 and so on; `hiding` says of whom it writes less down.
    mutating func visits(inspectors: Int = 40, each: Int = 60, hiding: [Int: Double] = [:]) -> [IntegrityCount] {
        (1...inspectors).flatMap { inspector in
            Self.areas.indices.map { area in
                let count = each / Self.areas.count
                return IntegrityCount(
                    subject: "\(inspector)", stratum: Self.areas[area], count: count,
                    events: happens(Self.rates[area] * (1 - (hiding[inspector] ?? 0)), of: count))
            }
        }
    }

    /// Drawn visits, spread over the bands of hours; a tip makes what is found go by the band.
    mutating func noticed(inspectors: Int = 40, each: Int = 100, tipped: [Int: Double] = [:]) -> [IntegrityCount] {
        (1...inspectors).flatMap { inspector in
            (0...TipOffBand.longest).map { band in
                let gone = (tipped[inspector] ?? 0) * Double(band) / Double(TipOffBand.longest)
                let count = each / (TipOffBand.longest + 1)
                return IntegrityCount(
                    subject: "\(inspector)", stratum: "Centre", score: band, count: count,
                    events: happens(0.4 * (1 - gone), of: count))
            }
        }
    }

    /// Actions, so many of each proposer in a month: proposers 1 to 6, issuers 11 to 14; the first proposer may send more to the
    /// first issuer.
    mutating func pairs(preferring share: Double = 0, months: Int = 12, each: Int = 6) -> [PairCount] {
        var counts: [PairCount] = []
        for month in 1...months {
            for proposer in 1...6 {
                var taken: [Int: Int] = [:]
                for _ in 0..<each {
                    let meant = proposer == 1 && Double.random(in: 0..<1, using: &chance) < share
                    taken[meant ? 11 : Int.random(in: 11...14, using: &chance), default: 0] += 1
                }
                for (issuer, count) in taken.sorted(by: { $0.key < $1.key }) {
                    counts.append(
                        PairCount(proposer: "\(proposer)", issuer: "\(issuer)", stratum: "2026-\(month)", count: count))
                }
            }
        }
        return counts
    }

    private mutating func happens(_ rate: Double, of count: Int) -> Int {
        (0..<count).count { _ in Double.random(in: 0..<1, using: &chance) < rate }
    }
}

extension Range where Bound == Int {
    fileprivate func count(_ holds: (Int) -> Bool) -> Int { reduce(0) { $0 + (holds($1) ? 1 : 0) } }
}
