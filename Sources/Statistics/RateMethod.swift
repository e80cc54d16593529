import Records

/// How the inspection rate is judged.
enum RateMethod {
    static let text =
        "Inspections with access per outlet-year (days in force / 365.25); Byar's interval, 95 %. Inspections on days on "
        + "which their outlet was not in force are listed apart (notInForce)."
    static let daysPerYear = 365.25
}

extension IndicatorReport {
    static func rateRow(_ exposure: InspectionExposure, _ jurisdiction: String) -> JSONValue {
        let years = Double(exposure.outletDays) / RateMethod.daysPerYear
        let isKnown = exposure.outletDays > 0
        let interval = Interval.byar(events: exposure.inspections)
        return [
            "jurisdiction": .string(jurisdiction), "unit": "per outlet-year", "method": "byar",
            "numerator": .integer(exposure.inspections), "denominator": rounded(years),
            "attempts": .integer(exposure.attempts), "notInForce": .integer(exposure.notInForce),
            "value": rounded(isKnown ? Double(exposure.inspections) / years : nil),
            "lower": rounded(isKnown ? interval.lower / years : nil),
            "upper": rounded(isKnown ? interval.upper / years : nil),
            "obsStatus": status(exposure.inspections, years),
        ]
    }
}
