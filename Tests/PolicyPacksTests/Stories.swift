import Policy
import PolicyPacks
import Testing

/// One inspection per built-in pack, as an officer meets them.
enum Stories {
    static func pack(_ id: String) throws -> Pack {
        try #require(try PackLibrary.builtIn().first { $0.id == id })
    }

    /// Two failed criteria and no history.
    static func amsterdam() throws -> Decision {
        let findings = [
            ObservedFinding(criterion: "J", result: "fail", value: 17, unit: "years"),
            ObservedFinding(criterion: "G", result: "fail", value: 7.5, unit: "g"),
            ObservedFinding(criterion: "A", result: "pass"), ObservedFinding(criterion: "H", result: "not_checked"),
        ]
        let facts = Facts(day: LocalDate("2019-03-01")!, outlet: "o1", findings: findings, history: [])
        return decide(facts, under: try pack("nl/amsterdam/two-step"))
    }

    /// A minor, a year after another.
    static func leeuwarden() throws -> Decision {
        let facts = Facts(
            day: LocalDate("2011-06-01")!, outlet: "o1", findings: [ObservedFinding(criterion: "J", result: "fail")],
            history: [past("v1", "J", "2010-05-20", "IN-3")])
        return decide(facts, under: try pack("nl/leeuwarden/j"))
    }

    /// Nuisance once more, with an old finding, an alleged one and one of another criterion.
    static func dordrecht(confirmed: Bool) throws -> Decision {
        let history = [
            past("v1", "O", "2005-01-10", "IN-7"), past("v2", "O", "2009-03-01", "IN-12"),
            past("v3", "O", "2010-05-01", "IN-15", .alleged), past("v4", "A", "2010-06-01", "IN-16"),
        ]
        let facts = Facts(
            day: LocalDate("2011-02-10")!, outlet: "o1", findings: [ObservedFinding(criterion: "O", result: "fail")],
            history: history, inspection: "IN-20",
            confirmations: confirmed ? [Confirmation(gate: "structural_pattern", criterion: "O", holds: true)] : [])
        return decide(facts, under: try pack("nl/dordrecht/o"))
    }

    private static func past(
        _ id: String, _ criterion: String, _ day: String, _ reference: String, _ standing: Standing = .established
    ) -> PastViolation {
        PastViolation(
            id: id, criterion: criterion, day: LocalDate(day)!, standing: standing, outlet: "o1",
            decidedOn: LocalDate(day), reference: reference)
    }
}
