import Records

/// What each signal asks, by which test, and what it takes for granted: told with every answer.
extension SignalKind {
    var question: String {
        switch self {
        case .findsNothing: "Does somebody find less than colleagues do on visits of the same kind?"
        case .belowTheLimit:
            "Does somebody measure values above a limit more seldom than colleagues who measure near it?"
        case .tipOff: "Is less found the longer it was known who would come?"
        case .samePair: "Do one person's proposals go to one issuer more often than the sharing of the work explains?"
        }
    }

    var method: String {
        let rest = "one-sided; Benjamini-Hochberg over all who are tested, at a false discovery rate of 5 %."
        switch self {
        case .findsNothing:
            return
                "Visits with access in which something failed, by area, kind of visit and what was checked: exact test "
                + "given how many failed in each stratum, " + rest
        case .belowTheLimit:
            return
                "Of the values within \(Int((NearLimit.share * 100).rounded())) % of a limit those above it, by criterion and limit: exact test given how many "
                + "lie above, " + rest
        case .tipOff:
            return
                "Failed visits by the hours between draw and visit (under 2, 6, 24, 72 and more), by area and kind: exact "
                + "trend test, " + rest
        case .samePair:
            return "Issued actions by month: exact test given how many the issuer issued of what others proposed, "
                + rest
        }
    }

    var assumption: String {
        switch self {
        case .findsNothing:
            "It takes for granted that who went where had nothing to do with what would be found. So it is where visits are "
                + "drawn; who is sent to well-run outlets finds less and does nothing wrong."
        case .belowTheLimit:
            "It takes for granted that colleagues measured at outlets that keep as close to the limit. Outlets that keep just "
                + "below it on purpose are no sign of anything."
        case .tipOff:
            "It takes for granted that how early a visit was drawn has nothing to do with the outlet."
        case .samePair:
            "It takes for granted that within a month everybody who issued could have issued the action: duty rosters are not "
                + "recorded here, the work that each did in the month stands for them."
        }
    }

    /// What somebody does whom the signal looks for, after "who …".
    func deed(_ share: Double) -> String {
        let part = share == 0.5 ? "half" : "\(SignalWords.percent(share)) %"
        switch self {
        case .findsNothing: return "leave \(part) of what they come across unwritten"
        case .belowTheLimit: return "write \(part) of the values above a limit down as below it"
        case .tipOff: return "have \(part) of what there is to find gone by a tip, where the visit was known for 3 days"
        case .samePair: return "send \(part) of their proposals to one issuer on purpose"
        }
    }

    func observation(_ signal: Signal) -> String {
        let (count, observed) = (signal.count, signal.observed)
        let expected = "\(SignalWords.tenths(signal.expected)) would be expected"
        switch self {
        case .findsNothing:
            return "Found something in \(observed) of \(count) visits; \(expected) from what colleagues found."
        case .belowTheLimit:
            return "Measured \(observed) of \(count) values near a limit above it; \(expected) from colleagues' values."
        case .tipOff:
            return
                "The failed ones of \(count) drawn visits have a sum of \(observed) on the scale of how early they were "
                + "known; \(expected)."
        case .samePair:
            return "Of \(count) proposals \(observed) went to that issuer; \(expected)."
        }
    }
}
