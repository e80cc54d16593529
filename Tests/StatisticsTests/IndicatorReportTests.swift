import Policy
import Records
import Testing

@testable import Statistics

struct IndicatorReportTests {
    private func report(_ figures: IndicatorCounts.Figures) -> JSONValue {
        IndicatorReport(
            IndicatorCounts(
                jurisdiction: "0363", from: LocalDate("2026-01-01")!, to: LocalDate("2026-12-31")!, figures: figures)
        ).json
    }

    @Test func `outlets are counted by kind and together`() {
        let json = report(
            .outlets([
                OutletCount(kind: "club", total: 3, active: 2), OutletCount(kind: "retail", total: 10, active: 10),
            ]))
        #expect(
            json == [
                "indicator": "outlets", "method": "Count at the end of the last day.", "methodCode": "count",
                "from": "2026-01-01", "to": "2026-12-31",
                "rows": [
                    ["jurisdiction": "0363", "kind": "all", "total": 13, "active": 12],
                    ["jurisdiction": "0363", "kind": "club", "total": 3, "active": 2],
                    ["jurisdiction": "0363", "kind": "retail", "total": 10, "active": 10],
                ],
            ])
    }

    @Test func `an inspection rate has Byar's interval per outlet-year`() {
        let json = report(
            .inspectionRate(InspectionExposure(inspections: 15, attempts: 18, notInForce: 2, outletDays: 206_366)))
        #expect(
            json["rows"] == [
                [
                    "jurisdiction": "0363", "unit": "per outlet-year", "method": "byar", "numerator": 15,
                    "denominator": 564.999316, "attempts": 18, "notInForce": 2, "value": 0.026549, "lower": 0.014848,
                    "upper": 0.043791,
                    "obsStatus": "A",
                ]
            ])
        let none = report(.inspectionRate(InspectionExposure(inspections: 0, attempts: 0, outletDays: 0)))
        #expect(none["rows"]?[0]?["value"] == .null)
        #expect(none["rows"]?[0]?["obsStatus"] == "U")
    }

    @Test func `what was not checked never counts as met`() {
        let once = Array(repeating: CriterionCount.Checks(failed: 0, checked: 1), count: 183)
        let failed = Array(repeating: CriterionCount.Checks(failed: 1, checked: 1), count: 8)
        let json = report(
            .violationRate([
                CriterionCount(criterion: "A", notChecked: 40, notApplicable: 2, outlets: once + failed),
                CriterionCount(criterion: "H", notChecked: 5, notApplicable: 0, outlets: []),
            ]))
        #expect(
            json["rows"] == [
                [
                    "jurisdiction": "0363", "criterion": "A", "method": "wilson", "numerator": 8, "denominator": 191,
                    "notChecked": 40, "notApplicable": 2, "outlets": 191, "designEffect": 1.0, "effectiveChecks": 191.0,
                    "value": 0.041885, "lower": 0.021374, "upper": 0.08046, "obsStatus": "A",
                ],
                [
                    "jurisdiction": "0363", "criterion": "H", "method": nil, "numerator": 0, "denominator": 0,
                    "notChecked": 5, "notApplicable": 0, "outlets": 0, "designEffect": nil, "effectiveChecks": nil,
                    "value": nil, "lower": nil, "upper": nil, "obsStatus": "U",
                ],
            ])
    }

    @Test func `several checks of one outlet name the clustered method`() {
        let json = report(
            .violationRate([
                CriterionCount(
                    criterion: "A", notChecked: 0, notApplicable: 0,
                    outlets: [.init(failed: 1, checked: 2), .init(failed: 0, checked: 1)])
            ]))
        #expect(json["rows"]?[0]?["method"] == "wilson-clustered")
        #expect(json["rows"]?[0]?["obsStatus"] == "U")
        #expect(json["method"]?.text?.contains("design effect of the ratio estimator by outlet") == true)
    }
}
