extension Pack {
    /// Whether violations at other outlets of the operator can count under any of its rules, in any reading.
    var seesOtherOutlets: Bool {
        rules.ladders.contains { $0.counts.contains(where: \.seesOtherOutlets) }
            || rules.classes.contains { $0.raise?.counting.seesOtherOutlets == true }
    }
}

extension Pack {
    /// Whether any of its rewards takes inspections, or may.
    var asksForInspections: Bool { rules.rewards.contains { $0.inspections?.value != 0 } }
}

extension Pack {
    /// Whether a violation that was found later can count under any of its rules, in any reading.
    package var countsLater: Bool {
        rules.countingRules.contains { $0.lookBack?.anchors.contains(.anyPeriod) == true }
    }
}

extension CountingRule {
    fileprivate var seesOtherOutlets: Bool { follows.contains(.operator) || follows.contains(.either) }
}
