extension RuleBreach {
    private static let unknown = "999999"
    private static let newId = "overlay(gen_random_uuid()::text PLACING '7' FROM 15)::uuid"
    private static let new = ["id": newId]
    private static let other = ["criterion": "'Z'"]

    /// Inspections, findings, corrections, voidings and violations.
    static let ofInspections = ofVisits + ofFindings + ofCorrections + ofVoidings + ofViolations

    private static let ofVisits = [
        copy("registry.inspection", "inspection_kind_is_known", ["kind": "'raid'"]),
        copy("registry.inspection", "inspection_outcome_is_known", ["outcome": "'asleep'"]),
        copy("registry.inspection", "two_different_inspectors", ["second_inspector_id": "ops.context_person()"]),
        copy(
            "registry.inspection", "inspection_ends_after_it_starts", ["ended_at": "started_at - interval '1 minute'"]),
        copy(
            "registry.inspection", "inspection_lasts_a_day_at_most", ["ended_at": "started_at + interval '25 hours'"],
            by: .ownerPastTheGuards,
            told: "badInput: The inspection would last more than 24 hours. | Correct one of the times."),
        copy("registry.inspection", "digest_is_sha256", ["content_digest": "'\\x00'"]),
        copy("registry.inspection", "inspection_key"),
        copy(
            "registry.inspection", "inspection_id_is_a_uuid_v7", ["id": "overlay(id::text PLACING '4' FROM 15)::uuid"]),
        copy(
            "registry.inspection", "inspection_id_is_unique",
            ["outlet_id": "(SELECT max(o.id) FROM registry.outlet AS o)"], of: "reference = 'I-2026-0001'"),
        copy("registry.inspection", "inspection_reference_is_unique", new, by: .ownerPastTheGuards),
        copy("registry.inspection", "inspection_is_at_an_outlet", new.merging(["outlet_id": unknown]) { $1 }),
        copy(
            "registry.inspection", "inspector_is_who_records_it",
            new.merging(["inspector_id": "ops.context_person() - 1"]) { $1 },
            told: "notAllowed: An inspection is recorded by its inspector. | "
                + "Have the inspector who was there log it; who came along is the second inspector."),
        copy("registry.inspection", "inspection_by_a_person", new, by: .serviceSignedByNobody),
        copy(
            "registry.inspection", "second_inspector_is_a_person",
            new.merging(["second_inspector_id": unknown]) { $1 }),
    ]

    private static let ofFindings = [
        copy("registry.finding", "finding_result_is_known", ["result": "'perhaps'"]),
        copy(
            "registry.finding", "measured_value_is_not_negative", ["measured_value": "-1", "measured_unit": "'g'"]),
        copy(
            "registry.finding", "measured_value_is_finite", ["measured_value": "'NaN'", "measured_unit": "'g'"],
            told: "badInput: A measured value is a number, and not without end. | Write what was measured."),
        copy("registry.finding", "measured_value_has_a_unit", ["measured_value": "1"]),
        copy(
            "registry.finding", "conduct_is_of_a_failed_finding", ["result": "'pass'", "conduct": "'{knowingly}'"]),
        copy("registry.finding", "one_finding_per_criterion"),
    ]

    private static let ofCorrections = [
        copy("registry.correction", "finding_result_is_known", ["result": "'perhaps'"]),
        copy(
            "registry.correction", "measured_value_is_not_negative",
            ["measured_value": "-1", "measured_unit": "'g'"]),
        copy(
            "registry.correction", "measured_value_is_finite", ["measured_value": "'NaN'", "measured_unit": "'g'"],
            told: "badInput: A measured value is a number, and not without end. | Write what was measured."),
        copy("registry.correction", "measured_value_has_a_unit", ["measured_value": "1"]),
        copy("registry.correction", "conduct_is_of_a_failed_finding", ["result": "'fail'", "conduct": "'{}'"]),
        copy(
            "registry.correction", "correction_has_a_reason", ["reason": "' '"],
            told: "badInput: Correcting a finding needs a reason of at least 10 characters. | "
                + "Write how you know what holds instead."),
        copy("registry.correction", "correction_key", ["id": "id"], by: .ownerPastTheGuards),
        copy(
            "registry.correction", "correction_belongs_to_an_inspection", ["inspection_id": "gen_random_uuid()"],
            by: .ownerPastTheGuards),
        copy("registry.correction", "recorded_by_a_person", by: .serviceSignedByNobody),
    ]

    /// The inspection that holds no voiding yet.
    private static let another = [
        "inspection_id": "(SELECT i.id FROM registry.inspection AS i WHERE i.reference = 'I-2026-0002')",
        "outlet_id": "(SELECT i.outlet_id FROM registry.inspection AS i WHERE i.reference = 'I-2026-0002')",
    ]

    private static let ofVoidings = [
        copy(
            "registry.voiding", "inspection_is_no_duplicate_of_itself",
            another.merging(["duplicate_of": another["inspection_id"] ?? ""]) { $1 },
            told: "badInput: An inspection is no duplicate of itself. | Name the other inspection, the one that holds."),
        copy(
            "registry.voiding", "voiding_needs_reasons", another.merging(["reason": "'Mistaken.'"]) { $1 },
            told: "badInput: Voiding an inspection needs a reason of at least 10 characters. | "
                + "Write why the inspection does not hold."),
        copy("registry.voiding", "voiding_key", another.merging(["id": "id"]) { $1 }, by: .ownerPastTheGuards),
        copy(
            "registry.voiding", "inspection_is_voided_once",
            told: "conflict: The inspection is voided already. | "
                + "Look at the inspection; it says who voided it and why."),
        copy(
            "registry.voiding", "voiding_is_of_an_inspection",
            another.merging(["inspection_id": "gen_random_uuid()"]) { $1 }),
        copy(
            "registry.voiding", "duplicate_is_of_an_inspection_at_the_same_outlet",
            another.merging([
                "duplicate_of": "(SELECT i.id FROM registry.inspection AS i WHERE i.reference = 'I-2026-0001')"
            ]) { $1 },
            told: "badInput: The inspection that holds was not at the same outlet. | "
                + "Name an inspection of the same outlet, or leave it out."),
        copy("registry.voiding", "recorded_by_a_person", another, by: .serviceSignedByNobody),
    ]

    private static let ofViolations = [
        copy(
            "registry.violation", "established_violation_rests_on_an_action",
            ["status": "'established'", "action_id": "NULL"], by: .ownerPastTheGuards),
        change(
            "registry.violation", "setting_aside_has_a_reason", "status = 'set_aside', act = 'set_aside', reason = ' '",
            of: "status = 'alleged'", by: .ownerPastTheGuards),
        copy("registry.violation", "violation_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.violation", "one_standing_violation_per_finding", of: "status = 'alleged'"),
        copy(
            "registry.violation", "violation_follows_an_inspection", ["inspection_id": "gen_random_uuid()"]),
        copy("registry.violation", "violation_rests_on_an_action", ["action_id": unknown].merging(other) { $1 }),
        copy("registry.violation", "changed_by_a_person", other, by: .serviceSignedByNobody),
    ]
}
