/// What a pack has settled by a reading of its own, in English.
extension EnglishSpeech {
    func ownReading(_ clause: String) -> String {
        "The source does not say this; it is this pack's own reading: \(clause)."
    }

    var readings: [String: String] { Self.allReadings }

    private static let allReadings: [String: String] = [
        "standing established": "only established violations count as earlier ones",
        "standing established_or_alleged": "alleged violations count as earlier ones too",
        "follows premises": "earlier violations count at the same premises, whoever operates them",
        "follows operator": "earlier violations of the same operator count, at whatever premises",
        "follows both": "earlier violations count at the same premises under the same operator",
        "follows either": "earlier violations count at the same premises, and elsewhere under the same operator",
        "follows individual": "earlier violations of the same person count",
        "warnings count": "an earlier violation that ended with a warning counts",
        "warnings do_not_count": "an earlier violation that ended with a warning does not count",
        "anchor this_violation": "the period runs back from the day of this violation",
        "anchor earlier_finding": "the period runs from the day of the earlier finding",
        "anchor earlier_decision": "the period runs from the day of the decision about the earlier violation",
        "anchor any_period": "any period of that length counts in which this violation lies",
        "anniversary counts": "an earlier violation still counts on the anniversary on which its period ends",
        "anniversary does_not_count": "an earlier violation counts no more on the anniversary on which its period ends",
        "expiry each_alone": "each earlier violation expires by itself",
        "expiry whole_ladder": "earlier violations expire together, after a whole period without a violation",
        "repeat same_criterion": "only a violation of the same criterion makes a repeat",
        "repeat same_provision": "only a violation of the same provision makes a repeat",
        "repeat same_class": "any violation of the same class makes a repeat",
        "repeat same_group": "any violation of the same group makes a repeat",
        "repeat same_ladder": "any violation on the same steps makes a repeat",
        "repeat any_criterion": "a violation of any criterion makes a repeat",
        "by one_class": "a repeat raises a violation by one class",
        "by every_class": "a repeat raises a violation by every class that it repeats",
        "several_criteria heaviest_absorbs": "of several measures the heaviest is taken",
        "several_criteria cumulate": "of several measures each is taken",
        "suspensions concurrent": "closures and suspensions of one event run at the same time",
        "suspensions consecutive": "closures and suspensions of one event run one after the other",
        "continuing one_violation": "a violation that goes on stays one violation",
        "continuing amount_each_day": "the amount is due for each day on which a violation goes on",
        "continuing violation_each_day": "each day on which a violation goes on is a further violation",
        "rules_of day_of_violation": "the rules of the day of the violation judge it",
        "rules_of day_of_decision": "the rules of the day of the decision judge a violation",
        "milder_later applies": "a later version that is milder applies to an earlier violation",
        "milder_later does_not_apply": "a later version that is milder does not apply to an earlier violation",
        "look_back_of governing_version": "the look-back is that of the version which judges the violation",
        "look_back_of version_on_day_of_decision": "the look-back is that of the version on the day of the decision",
    ]
}
