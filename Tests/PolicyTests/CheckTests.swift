import Policy
import Testing

@Suite struct CheckTests {
    private let pack = TestPacks.pack(criteria: [
        TestPacks.criterion("A"),
        TestPacks.criterion(
            "G", needsMeasuredValue: true,
            quantities: [
                quantity("g", "sold", .atMost, 5), quantity("g_stock", "stock", .ceiling, 500),
            ]),
        TestPacks.criterion("J", quantities: [quantity("years", "age", .atLeast, 18)]),
    ])

    private static func quantity(_ unit: String, _ name: String, _ bound: Quantity.Bound, _ limit: Double) -> Quantity {
        Quantity(
            unit: unit, name: Localized(["en": name]), bound: bound, limit: Sourced(limit, TestPacks.citation))
    }

    private func texts(_ findings: [ObservedFinding]) -> [String] {
        check(findings: findings, under: pack).map(\.text)
    }

    private func finding(
        _ criterion: String, _ result: String, _ value: Double? = nil, _ unit: String? = nil
    ) -> ObservedFinding {
        ObservedFinding(criterion: criterion, result: result, value: value, unit: unit)
    }

    @Test func `a criterion in small letters is answered with the one that is meant`() {
        #expect(
            check(findings: [finding("a", "fail")], under: pack).map(\.text) == [
                "Pack test/pack has no criterion \"a\". Use one of A, G, J. Did you mean A?"
            ])
    }

    @Test func `all problems are told at once`() {
        let problems = check(
            findings: [
                finding("X", "fail"), finding("A", "failed"), finding("G", "fail"), finding("A", "pass"),
                finding("J", "fail", 17, "g"),
            ], under: pack)
        #expect(
            problems.map(\.code) == [
                .unknownCriterion, .unknownResult, .missingValue, .duplicateCriterion, .unknownUnit,
            ])
        #expect(problems.map(\.index) == [0, 1, 2, 3, 4])
        #expect(
            problems.map(\.text) == [
                "Pack test/pack has no criterion \"X\". Use one of A, G, J.",
                "\"failed\" is not a result. Use one of pass, fail, not_checked, not_applicable.",
                "A failed finding for G needs the measured value. Add value and unit: g (sold) or g_stock (stock).",
                "Criterion A appears twice in one inspection. Keep one finding.",
                "\"g\" is not a unit for J. Use years (age).",
            ])
    }

    @Test func `a value needs its unit and must be a number from 0`() {
        #expect(
            texts([finding("G", "fail", 6)])
                == ["The measured value for G has no unit. Add the unit: g (sold) or g_stock (stock)."])
        #expect(
            texts([finding("G", "fail", -1, "g")])
                == ["The measured value -1 for G is not a number from 0 upwards. Write what was measured."])
        #expect(
            texts([finding("G", "fail", -1, "kg")])
                == [
                    "The measured value -1 for G is not a number from 0 upwards. Write what was measured.",
                    "\"kg\" is not a unit for G. Use g (sold) or g_stock (stock).",
                ])
        #expect(check(findings: [finding("G", "fail", .nan, "g")], under: pack).map(\.code) == [.valueOutOfRange])
        #expect(check(findings: [finding("G", "fail", .infinity, "g")], under: pack).map(\.code) == [.valueOutOfRange])
    }

    @Test func `nothing is measured for a criterion without quantities`() {
        #expect(
            texts([finding("A", "fail", 3, "g")])
                == ["Nothing is measured for A, but the finding has a value in \"g\". Leave value and unit out."])
    }

    @Test func `a value on the wrong side of its limit contradicts the finding`() {
        #expect(
            texts([finding("G", "fail", 5, "g")]) == [
                "5 g is a pass for G (sold: at most 5 g), but the finding says fail. Correct the value or the result."
            ])
        #expect(
            texts([finding("G", "pass", 5.5, "g")]) == [
                "5.5 g is a fail for G (sold: at most 5 g), but the finding says pass. Correct the value or the result."
            ])
        #expect(texts([finding("G", "fail", 5.01, "g"), finding("J", "fail", 17, "years")]) == [])
        #expect(
            check(findings: [finding("J", "fail", 18, "years")], under: pack).map(\.code) == [.valueContradictsResult])
        #expect(
            check(findings: [finding("J", "pass", 17, "years")], under: pack).map(\.code) == [.valueContradictsResult])
    }

    @Test func `under a ceiling a local limit may be lower, above it nothing passes`() {
        #expect(texts([finding("G", "fail", 400, "g_stock")]) == [])
        #expect(texts([finding("G", "pass", 500, "g_stock")]) == [])
        #expect(
            check(findings: [finding("G", "pass", 500.5, "g_stock")], under: pack).map(\.code) == [
                .valueContradictsResult
            ])
    }

    @Test func `a finding that was not checked needs no value`() {
        #expect(texts([finding("G", "not_checked"), finding("J", "pass")]) == [])
    }
}
