import Chance
import Policy
import Testing

/// What is told of the days ahead comes true when it is done.
@Suite struct PromiseTests {
    private func promises(_ seed: UInt64, format: Int = Decision.format) -> (checked: Int, broken: [String]) {
        var random = SplitMix64(seed: seed)
        var (checked, broken): (Int, [String]) = (0, [])
        for _ in 0..<120 {
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
        #expect(checked > 300)
    }

    @Test func `format 3 told what does not come true, so the test sees what it looks for`() {
        #expect(promises(31, format: 3).broken.count > 10)
    }
}
