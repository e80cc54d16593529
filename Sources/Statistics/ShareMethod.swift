import Records

/// How the violation rate is judged.
enum ShareMethod {
    static let text = """
        Failed findings / (failed + passed) after corrections; not checked never counts as met. Wilson's interval, 95 %; \
        where outlets were checked several times ("wilson-clustered") on the effective number of checks: design effect of \
        the ratio estimator by outlet, at least 1, with t on outlets - 1 degrees of freedom.
        """
}

extension IndicatorReport {
    static func shareRow(_ count: CriterionCount, _ jurisdiction: String) -> JSONValue {
        let share = count.outlets.isEmpty ? nil : ClusteredShare(count.outlets)
        return [
            "jurisdiction": .string(jurisdiction), "criterion": .string(count.criterion),
            "method": share.map { $0.isClustered ? "wilson-clustered" : "wilson" } ?? .null,
            "numerator": .integer(share?.failed ?? 0), "denominator": .integer(share?.checked ?? 0),
            "notChecked": .integer(count.notChecked), "notApplicable": .integer(count.notApplicable),
            "outlets": .integer(count.outlets.count), "designEffect": rounded(share?.designEffect),
            "effectiveChecks": rounded(share?.effectiveChecks), "value": rounded(share?.share),
            "lower": rounded(share?.interval.lower), "upper": rounded(share?.interval.upper),
            "obsStatus": status(share?.failed ?? 0, Double(share?.checked ?? 0)),
        ]
    }
}
