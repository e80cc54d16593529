import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Every fact that is refused, with its words.
struct StatedFactRefusalTests {
    @Test func `a name that the rules do not take is told with those that they do`() async throws {
        try await withStating(["size"]) { world in
            let slip = try await refusalOf { try await world.state("teir", "small") }
            #expect(slip.code == "unknown_fact")
            #expect(slip.message == "The rules take no fact \"teir\", so nothing was stated.")
            #expect(
                slip.detail
                    == "nl/town/j 1 takes: retail_value (a sum of money, such as EUR 1200 or EUR 1200.50), tier (large, small), type (kiosk), talk (accepted, declined), days (a whole number of days from 1 to 3660), individual (the reference of a party, such as P-2026-0001, or none)."
            )
            #expect(slip.hint == "Did you mean tier?")
            #expect(slip.problems.map(\.pointer) == ["/name"])
            #expect(try await refusalOf { try await world.state("weather", "dry") }.hint == "Use one of these names.")
            #expect(try await world.count("registry.stated_fact") == 0)
        }
    }

    @Test func `a question is answered and a fact is stated, and each says so`() async throws {
        try await withStating(["proof", "worth"]) { world in
            let gate = try await refusalOf { try await world.state("seen", "yes") }
            #expect(gate.code == "fact_is_a_gate")
            #expect(
                gate.message == "\"seen\" is a question of the rules, which has no value, so nothing was stated.")
            #expect(gate.hint == "Answer it with yes or no (recommendation answer).")
            let fact = try await refusalOf {
                try await world.registry.answerGate(
                    in: "C-2026-0001", NewGateAnswer(gate: "retail_value", holds: true, reason: "It was seen."),
                    Call(by: world.officer))
            }
            #expect(fact.code == "gate_is_a_fact")
            #expect(
                fact.message
                    == "\"retail_value\" is a fact that has a value, and no question of the rules, so nothing was answered."
            )
            #expect(fact.hint == "State it with its value (recommendation state).")
        }
    }

    @Test func `a value that is none is told with what is expected`() async throws {
        try await withStating(["worth", "size", "sign"]) { world in
            let expected = [
                ("retail_value", "1200", "a sum of money, such as EUR 1200 or EUR 1200.50", "Write one of these."),
                ("retail_value", "USD 1200", "a sum of money, such as EUR 1200 or EUR 1200.50", "Write one of these."),
                ("retail_value", "EUR 12.5", "a sum of money, such as EUR 1200 or EUR 1200.50", "Write one of these."),
                ("retail_value", "EUR -1", "a sum of money, such as EUR 1200 or EUR 1200.50", "Write one of these."),
                ("tier", "smal", "large, small", "Did you mean small?"),
                ("talk", "refused", "accepted, declined", "Write one of these."),
                ("days", "0", "a whole number of days from 1 to 3660", "Write one of these."),
                ("days", "3661", "a whole number of days from 1 to 3660", "Write one of these."),
            ]
            for (name, value, takes, hint) in expected {
                let criterion = name == "days" ? "size" : nil
                let refusal = try await refusalOf { try await world.state(name, value, of: criterion) }
                #expect(refusal.code == "unknown_value")
                #expect(refusal.message == "\"\(value)\" is no value of \(name), so nothing was stated.")
                #expect([refusal.detail, refusal.hint] == ["It takes: \(takes).", hint])
            }
        }
    }

    @Test func `days are of a criterion that failed, and nothing else is of one`() async throws {
        try await withStating(["long", "size"]) { world in
            let open = try await refusalOf { try await world.state("days", "3") }
            #expect(
                [open.code, open.message, open.hint] == [
                    "criterion_not_named", "Several criteria failed, long, size, and the days are of one of them.",
                    "Name the criterion that went on.",
                ])
            let passed = try await refusalOf { try await world.state("days", "3", of: "door") }
            #expect(
                [passed.code, passed.message, passed.hint] == [
                    "criterion_did_not_fail",
                    "Criterion door did not fail in the inspection, so it did not go on for days.",
                    "Name one that failed: long, size.",
                ])
            let other = try await refusalOf { try await world.state("tier", "small", of: "size") }
            #expect(
                [other.code, other.message, other.hint] == [
                    "fact_has_no_criterion", "\"tier\" is not stated about one criterion, and size was named.",
                    "Leave the criterion out; only days are of one criterion.",
                ])
        }
    }

    @Test func `an individual is a party that is there`() async throws {
        try await withStating(["staff"]) { world in
            let refusal = try await refusalOf { try await world.state("individual", "P-2026-0099") }
            #expect([refusal.code, refusal.message] == ["unknown_party", "There is no party P-2026-0099."])
            #expect(refusal.problems.map(\.pointer) == ["/value"])
        }
    }

    @Test func `a type that the registry tells is not stated`() async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            var text = StatingPack.text
            text.text = text.text.replacing("outlets: [kiosk]", with: "outlets: [consumption, kiosk]")
            text.examples = nil
            try await world.activate(text)
            try await world.fail(1, ["door"], on: "2026-10-01")
            let refusal = try await refusalOf { try await world.state("type", "kiosk") }
            #expect(
                [refusal.code, refusal.message, refusal.hint] == [
                    "fact_is_known",
                    "The type of the outlet is told to the rules by the registry, where it is of the kind consumption, so nothing was stated.",
                    "Amend the outlet where that is wrong (outlet amend).",
                ])
        }
    }

    @Test func `where several recommendations take it, one is named`() async throws {
        try await withStating(["size"]) { world in
            try await world.fail(2, ["size"], on: "2026-10-02")
            for name in ["tier", "days"] {
                let several = try await refusalOf { try await world.state(name, name == "tier" ? "small" : "3") }
                #expect(several.code == "recommendation_not_named")
                #expect(several.message.hasPrefix("Several recommendations take \"\(name)\": 1 (I-2026-0001 of "))
                #expect(several.hint == "Name the recommendation for which you state it.")
                #expect(several.choices == [1, 2])
            }
            #expect(try await world.state("tier", "small", to: 2).json["inspection"] == "I-2026-0002")
        }
    }

    @Test func `all that is wrong comes at once, with what is missing`() async throws {
        try await withStating(["long", "size"]) { world in
            let new = NewStatedFact(name: "days", value: "many", criterion: "door", reason: "")
            let missing = FieldProblem("/reason", "missing", "\"reason\" is missing.")
            var call = Call(by: world.officer)
            call.problems = [missing]
            let asked = call
            let refusal = try await refusalOf { try await world.registry.stateFact(in: "C-2026-0001", new, asked) }
            #expect(refusal.problems.map(\.pointer) == ["/reason", "/value", "/criterion"])
        }
    }

    @Test func `after the decision a fact is too late, and so it is for what was replaced`() async throws {
        try await withStating(["size"]) { world in
            _ = try await world.state("tier", "small")
            let replaced = try await refusalOf { try await world.state("tier", "large", to: 1) }
            #expect(
                [replaced.code, replaced.message, replaced.hint] == [
                    "recommendation_is_replaced", "Recommendation 1 was replaced by 2.",
                    "Read the new one and state it for that.",
                ])
            try await world.follow("C-2026-0001")
            let decided = try await refusalOf { try await world.state("tier", "large") }
            #expect(
                [decided.code, decided.message, decided.hint] == [
                    "recommendation_is_decided",
                    "Recommendation 2 about inspection I-2026-0001 was decided on already, by Otto Officer: fine.",
                    "Ask the rules again about inspection I-2026-0001, state it for the new recommendation and decide on that; the decision stands until you decide anew.",
                ])
        }
    }

    @Test func `only officers state facts`() async throws {
        try await withStating(["size"]) { world in
            let refusal = try await refusalOf { try await world.state("tier", "small", by: world.inspector) }
            #expect(refusal.message == "To state a fact for the rules the role officer is needed.")
        }
    }

    @Test func `the database keeps the same rules against whoever writes past this program`() async throws {
        try await withStating(["size"]) { world in
            func said(
                _ kind: String, _ name: String, _ value: String, _ rest: SQL, to recommendation: Int = 1,
                by actor: Actor? = nil
            )
                async throws -> String?
            {
                let person = actor ?? world.officer
                return try await world.said(
                    by: person,
                    """
                    INSERT INTO registry.stated_fact (jurisdiction_id, recommendation_id, kind, name, value, reason, recorded_by,
                        criterion, number)
                    VALUES (\(person.jurisdiction), \(recommendation), \(kind), \(name), \(value), 'It was seen.',
                        \(person.person), \(sql: rest))
                    """)
            }
            #expect(
                try await said("individual", "individual", "P-1", "NULL, NULL")
                    == "RG007 individual_is_a_party: No party has the reference P-1. | Register the person as a party first."
            )
            #expect(
                try await said("days", "days", "3", "'door', 3")
                    == "RG007 days_are_of_a_failed_criterion: No finding of door stands as failed in the inspection, so it did not go on for days. | Name a criterion that failed."
            )
            let misshapen: [(String, String, String, SQL)] = [
                ("days", "days", "0", "'size', 0"), ("offer", "talk", "maybe", "NULL, NULL"),
                ("figure", "retail_value", "EUR 1", "NULL, NULL"), ("figure", "retail_value", "EUR -1", "NULL, -100"),
                ("attribute", "tier", "small", "'size', NULL"), ("attribute", "tier", "", "NULL, NULL"),
            ]
            for (kind, name, value, rest) in misshapen {
                let words = try await said(kind, name, value, rest)
                #expect(words?.hasPrefix("23514 fact_has_a_value_of_its_kind: ") == true, "\(kind) \(value)")
            }
            #expect(
                try await said("attribute", "tier", "small", "NULL, NULL", by: world.inspector)?.hasPrefix(
                    "RG001 : To state a fact for the rules the role officer is needed.") == true)
            #expect(try await said("attribute", "tier", "small", "NULL, NULL") == nil)
            for statement: SQL in [
                "UPDATE registry.stated_fact SET value = 'large'", "DELETE FROM registry.stated_fact",
            ] {
                let words = try await world.said(by: world.officer, statement, asOwner: true)
                #expect(words?.hasPrefix("RG006 : stated_fact is append-only: ") == true)
            }
            _ = try await world.state("tier", "small")
            #expect(
                try await said("attribute", "tier", "large", "NULL, NULL")
                    == "RG002 fact_is_for_the_latest_recommendation: A newer recommendation about this inspection replaces this one. | State the fact for the newer one."
            )
            try await world.follow("C-2026-0001")
            #expect(
                try await said("attribute", "tier", "large", "NULL, NULL", to: 2)
                    == "RG002 fact_comes_before_the_decision: Recommendation 2 was decided on already, by Otto Officer: fine. | Ask the rules again about the inspection and state the fact for the new recommendation; the decision stands until you decide anew."
            )
        }
    }
}
