import Policy
import PolicyPacks
import Testing

@Suite struct ExplainTests {
    private func dordrecht() -> Facts {
        Facts(
            day: LocalDate("2011-02-10")!, outlet: "o1",
            findings: [
                ObservedFinding(criterion: "O", result: "fail"), ObservedFinding(criterion: "J", result: "not_checked"),
            ],
            history: [
                past("v1", "O", "2007-01-10", "IN-7", decided: "2007-02-01"),
                past("v2", "O", "2009-03-01", "IN-12", decided: "2009-03-20"),
                past("v3", "O", "2010-05-01", "IN-15", .alleged), past("v4", "A", "2010-06-01", "IN-16"),
            ], inspection: "IN-20",
            confirmations: [Confirmation(gate: "structural_pattern", criterion: "O", holds: true)])
    }

    private func past(
        _ id: String, _ criterion: String, _ day: String, _ reference: String, _ standing: Standing = .established,
        decided: String? = nil
    ) -> PastViolation {
        PastViolation(
            id: id, criterion: criterion, day: LocalDate(day)!, standing: standing, outlet: "o1",
            decidedOn: LocalDate(decided ?? day), reference: reference)
    }

    private func pack(_ id: String) throws -> Pack {
        try #require(try PackLibrary.builtIn().first { $0.id == id })
    }

    @Test func `show`() throws {
        for language in Language.allCases {
            for line in explain(decide(dordrecht(), under: try pack("nl/dordrecht/o")), language: language) { print(line) }
            print()
            var open = dordrecht()
            open.confirmations = []
            for line in explain(decide(open, under: try pack("nl/dordrecht/o")), language: language) { print(line) }
            print()
            let ams = Facts(day: LocalDate("2019-03-01")!, outlet: "o1", findings: [ObservedFinding(criterion: "J", result: "fail"), ObservedFinding(criterion: "G", result: "fail", value: 7, unit: "g")], history: [])
            for line in explain(decide(ams, under: try pack("nl/amsterdam/two-step")), language: language) { print(line) }
            print()
            let leeu = Facts(day: LocalDate("2019-03-01")!, outlet: "o1", findings: [ObservedFinding(criterion: "J", result: "fail")], history: [past("v1", "J", "2018-01-01", "IN-3")])
            for line in explain(decide(leeu, under: try pack("nl/leeuwarden/j")), language: language) { print(line) }
            print()
        }
    }
}
