import Policy
import Testing

@testable import Records

/// Which pack's weight holds where several governed on a day.
@Suite struct HarmCountTests {
    private let one = PackReference(id: "a", version: "1", sha256: "01")
    private let two = PackReference(id: "b", version: "1", sha256: "02")

    @Test func `the one pack that gives a weight holds, two of them hold neither, and none is none`() {
        #expect(HarmCount.Weight([(one, .days(0)), (two, .unknown(.noWeights))]) == .days(0, one))
        #expect(HarmCount.Weight([(one, .unknown(.noWeights)), (two, .days(5))]) == .days(5, two))
        #expect(HarmCount.Weight([(one, .days(5)), (two, .days(5))]) == .severalPacks)
        #expect(
            HarmCount.Weight([(one, .unknown(.dependsOnFacts)), (two, .unknown(.noWeights))])
                == .unknown(.dependsOnFacts, one))
        #expect(HarmCount.Weight([]) == .noPack)
    }
}
