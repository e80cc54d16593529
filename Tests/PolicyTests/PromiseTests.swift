import Chance
import FoundationEssentials
import Policy
import Testing

/// What is told of the days ahead comes true when it is done.
@Suite struct PromiseTests {
    private static let isFull = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1"

    private func promises(_ seed: UInt64, format: Int = Decision.format) -> (checked: Int, broken: [String]) {
        var random = SplitMix64(seed: seed)
        var (checked, broken): (Int, [String]) = (0, [])
        for _ in 0..<(Self.isFull || format < Decision.format ? 120 : 24) {
            let world = RandomWorld(&random, rich: Bool.random(using: &random))
            var promises = Promises(of: world.facts, under: world.pack, format: format)
            promises.check(decide(world.facts, under: world.pack, format: format))
            checked += promises.checked
            broken += promises.broken
        }
        return (checked, broken)
    }

    @Test(arguments: [31, 32] as [UInt64])
    func `every sentence about the days ahead comes true in random worlds`(seed: UInt64) {
        let (checked, broken) = promises(seed)
        #expect(Array(Set(broken).sorted().prefix(4)) == [], "\(broken.count) of \(checked)")
        #expect(checked > 100)
    }

    /// - Parameter isForeseen: whether deciding is told of what is to come.
    private func promises(_ seed: UInt64, coming isForeseen: Bool) -> (checked: Int, broken: [String]) {
        var random = SplitMix64(seed: seed)
        var (checked, broken): (Int, [String]) = (0, [])
        for _ in 0..<(Self.isFull ? 30 : 10) {
            let world = RandomWorld(&random, rich: Bool.random(using: &random))
            let next = RandomWorld(&random, rich: Bool.random(using: &random)).pack
            let from = world.facts.day.adding(days: Int.random(in: 1...500, using: &random))
            var later = [ComingRules(pack: next.named("2"), from: from)]
            if Bool.random(using: &random) {
                later.append(ComingRules(pack: nil, from: from.adding(days: Int.random(in: 1...300, using: &random))))
            }
            var promises = Promises(of: world.facts, under: world.pack, later: later)
            promises.check(decide(world.facts, under: world.pack, coming: isForeseen ? later : []))
            checked += promises.checked
            broken += promises.broken
        }
        return (checked, broken)
    }

    @Test func `every sentence comes true where other rules, or none, are known to govern later on`() {
        let (checked, broken) = promises(41, coming: true)
        #expect(Array(Set(broken).sorted().prefix(4)) == [], "\(broken.count) of \(checked)")
        #expect(checked > 60)
    }

    @Test func `without what is known to come the sentences break, so the test sees what it looks for`() {
        #expect(promises(41, coming: false).broken.count > 5)
    }

    @Test func `format 3 told what does not come true, so the test sees what it looks for`() {
        #expect(promises(31, format: 3).broken.count > 10)
    }
}

extension Pack {
    /// The same rules as another version.
    func named(_ version: String) -> Pack {
        Pack(
            id: id, version: version, titles: titles, sha256: version, language: language, validFrom: validFrom,
            validThrough: validThrough, rules: rules)
    }
}
