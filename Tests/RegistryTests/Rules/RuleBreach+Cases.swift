extension RuleBreach {
    private static let unknown = "999999"
    /// The second recommendation is not decided on yet.
    private static let undecided = [
        "recommendation_id": "(SELECT max(r.id) FROM registry.recommendation AS r)",
        "case_id": "(SELECT max(r.case_id) FROM registry.recommendation AS r)",
    ]

    private static func undecided(_ values: [String: String]) -> [String: String] {
        undecided.merging(values) { $1 }
    }

    /// Cases, recommendations, answers, stated facts and decisions.
    static let ofCases = ofCaseFiles + ofRecommendations + ofAnswers + ofStatedFacts + ofDecisions

    private static let ofCaseFiles = [
        change(
            "registry.case_file", "closing_a_case_has_a_reason",
            "status = 'closed', act = 'close', reason = 'Over now.'",
            of: "reference = 'C-2026-0001'",
            told: "badInput: Closing a case needs a reason of at least 10 characters. | "
                + "Write why nothing more has to be done in it."),
        copy("registry.case_file", "case_file_key", ["id": "id"], by: .ownerPastTheGuards),
        copy(
            "registry.case_file", "case_reference_is_unique",
            ["outlet_id": "(SELECT max(o.id) FROM registry.outlet AS o)"], by: .ownerPastTheGuards),
        copy(
            "registry.case_file", "one_open_case_per_outlet",
            told: "conflict: The outlet has an open case already. | Work in that case, or close it first."),
        copy("registry.case_file", "case_is_about_an_outlet", ["outlet_id": unknown]),
        copy(
            "registry.case_file", "changed_by_a_person",
            ["outlet_id": "(SELECT max(o.id) FROM registry.outlet AS o)"], by: .serviceSignedByNobody),
    ]

    private static let ofRecommendations = [
        copy(
            "registry.recommendation", "recommendation_has_a_measure_or_says_a_person_decides",
            ["measure": "NULL", "person_decides": "false"]),
        copy("registry.recommendation", "recommendation_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.recommendation", "recommendation_belongs_to_a_case", ["case_id": unknown]),
        copy("registry.recommendation", "recommendation_follows_an_inspection", ["inspection_id": "gen_random_uuid()"]),
        copy("registry.recommendation", "recorded_by_a_person", by: .serviceSignedByNobody),
    ]

    private static let ofAnswers = [
        copy(
            "registry.gate_answer", "answer_has_a_reason", ["reason": "' '"],
            told: "badInput: An answer needs a reason of at least 10 characters. | Write how you know it."),
        copy("registry.gate_answer", "gate_answer_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.gate_answer", "answer_is_about_a_recommendation", ["recommendation_id": unknown]),
        copy("registry.gate_answer", "recorded_by_a_person", by: .serviceSignedByNobody),
    ]

    private static let ofStatedFacts = [
        copy("registry.stated_fact", "fact_kind_is_known", ["kind": "'guess'", "number": "NULL"]),
        copy(
            "registry.stated_fact", "fact_has_a_reason", ["reason": "' '"],
            told: "badInput: A stated fact needs a reason of at least 10 characters. | Write how you know it."),
        copy("registry.stated_fact", "fact_has_a_value_of_its_kind", ["number": "NULL"]),
        copy("registry.stated_fact", "stated_fact_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.stated_fact", "fact_is_stated_for_a_recommendation", ["recommendation_id": unknown]),
        copy("registry.stated_fact", "recorded_by_a_person", by: .serviceSignedByNobody),
    ]

    private static let ofDecisions = [
        copy("registry.decision", "decision_choice_is_known", undecided(["choice": "'ignore'"])),
        copy(
            "registry.decision", "measure_is_known",
            undecided(["choice": "'depart'", "measure": "'prison'", "reasons": "'For good reasons.'"])),
        copy(
            "registry.decision", "decision_names_a_measure",
            undecided(["choice": "'depart'", "measure": "NULL", "reasons": "'For good reasons.'"])),
        copy(
            "registry.decision", "departing_needs_reasons", undecided(["choice": "'depart'", "reasons": "'Because.'"]),
            told: "badInput: Departing from a recommendation needs reasons of at least 10 characters. | "
                + "Write why the rule is not followed here."),
        copy("registry.decision", "decision_key", undecided(["id": "id"]), by: .ownerPastTheGuards),
        copy(
            "registry.decision", "one_decision_per_recommendation", by: .ownerPastTheGuards,
            told: "conflict: This recommendation was decided on already. | "
                + "Look at the case; compute a new recommendation if the facts have changed."),
        copy(
            "registry.decision", "decision_belongs_to_a_case", undecided(["case_id": unknown]),
            by: .ownerPastTheGuards),
        copy(
            "registry.decision", "decision_is_about_a_recommendation", ["recommendation_id": unknown],
            by: .ownerPastTheGuards),
        copy("registry.decision", "recorded_by_a_person", undecided, by: .serviceSignedByNobody),
    ]
}
