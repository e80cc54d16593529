extension RuleBreach {
    private static let unknown = "999999"

    /// Readings of signals, draws, back-checks. Most of these rules lie behind guards.
    static let ofIntegrity = ofReadings + ofDraws + ofDrawn + ofRedraws + ofBackChecks

    private static func rule(
        _ table: String, _ rule: String, _ values: [String: String] = [:], told: String? = nil
    ) -> RuleBreach {
        copy("registry.\(table)", rule, values, by: .ownerPastTheGuards, told: told)
    }

    private static let ofReadings = [
        copy(
            "registry.role_grant", "role_is_proposed_once", ["id": unknown], of: "status = 'proposed'",
            by: .ownerPastTheGuards),
        rule("signal_reading", "signals_are_known", ["id": unknown, "kinds": "'{whim}'"]),
        rule("signal_reading", "signals_are_of_a_period", ["id": unknown, "last_day": "first_day - 1"]),
        rule("signal_reading", "signal_reading_key", ["id": "id"]),
        rule("signal_reading", "recorded_by_a_person", ["id": unknown, "recorded_by": unknown]),
        rule("integrity_setting", "integrity_setting_is_known", ["id": unknown, "setting": "'mood'"]),
        rule(
            "integrity_setting", "integrity_setting_is_in_its_range", ["id": unknown, "value": "169"],
            told: "badInput: The number is out of its range: 60 months, 100 percent and 168 hours at most. | "
                + "Choose a smaller one."),
        rule("integrity_setting", "integrity_setting_has_a_reason", ["id": unknown, "reason": "'short'"]),
        rule("integrity_setting", "integrity_setting_key", ["id": "id"]),
        rule("integrity_setting", "recorded_by_a_person", ["id": unknown, "recorded_by": unknown]),
    ]

    /// Another draw than the one that is copied.
    private static let fresh = ["id": unknown, "reference": "'D-9'"]

    private static func ofDraw(_ name: String, _ values: [String: String], told: String? = nil) -> RuleBreach {
        rule("draw", name, fresh.merging(values) { $1 }, told: told)
    }

    private static let ofDraws = [
        ofDraw("draw_purpose_is_known", ["purpose": "'fun'"]),
        ofDraw(
            "draw_is_for_a_month_at_most", ["last_day": "first_day + 31"],
            told: "badInput: A draw is for 31 days at most, and its last day is no earlier than its first. | "
                + "Choose other days."),
        ofDraw("draw_has_seats", ["seats": "0"]),
        ofDraw("digest_is_of_the_pool", ["pool": "'x'"]),
        ofDraw("draw_key", ["id": "id"]),
        ofDraw("draw_reference_is_unique", ["reference": "reference"]),
        ofDraw("draw_replaces_a_draw", ["replaces_id": "888888"]),
        ofDraw("recorded_by_a_person", ["recorded_by": unknown]),
        RuleBreach(
            rule: "draw_is_replaced_once", table: "registry.draw", statement: .change("replaces_id = 1"),
            sender: .ownerPastTheGuards),
    ]

    private static let ofDrawn = [
        rule("draw_result", "seed_is_sha256", ["id": unknown, "seed": "'\\x00'"]),
        rule("draw_result", "draw_result_key", ["id": "id", "draw_id": unknown]),
        rule(
            "draw_result", "draw_is_settled_once", ["id": unknown],
            told: "conflict: The draw is settled already. | Look at the draw; it says what came out."),
        rule("draw_result", "result_is_of_a_draw", ["id": unknown, "draw_id": unknown]),
        RuleBreach(
            rule: "recorded_by_a_person", table: "registry.draw_result", statement: .change("recorded_by = \(unknown)"),
            sender: .ownerPastTheGuards),
        rule("assignment", "assignment_key", ["id": "id", "person_id": "person_id + 1"]),
        rule("assignment", "nobody_is_drawn_twice_for_an_outlet", ["id": unknown]),
        rule("assignment", "assignment_is_of_a_draw", ["id": unknown, "draw_id": unknown]),
        rule("assignment", "assignment_is_to_an_outlet", ["id": unknown, "outlet_id": unknown]),
        rule("assignment", "assignment_is_of_a_person", ["id": unknown, "person_id": unknown]),
        rule("assignment", "recorded_by_a_person", ["id": unknown, "draw_id": "1", "recorded_by": unknown]),
    ]

    private static let ofRedraws = [
        rule("redraw", "redraw_has_a_reason", ["id": unknown, "status": "'refused'", "why": "'short'"]),
        rule("redraw", "redraw_key", ["id": "id", "status": "'refused'"]),
        rule("redraw", "redraw_is_of_a_draw", ["id": unknown, "draw_id": unknown]),
        rule("redraw", "requested_by_a_person", ["id": unknown, "status": "'refused'", "requested_by": unknown]),
        rule("redraw", "changed_by_a_person", ["id": unknown, "status": "'refused'", "changed_by": unknown]),
        rule(
            "redraw", "redraw_is_asked_for_once", ["id": unknown],
            told: "conflict: A redraw of this draw was asked for already. | Look at the draw; it lists the redraws."),
        rule("departure", "departure_has_a_reason", ["id": unknown, "reason": "'short'", "draw_id": "1"]),
        rule("departure", "departure_key", ["id": "id", "draw_id": "1"]),
        rule(
            "departure", "departure_is_explained_once", ["id": unknown],
            told: "conflict: That departure is explained already. | Look at the draw; it says why."),
        rule("departure", "departure_is_from_a_draw", ["id": unknown, "draw_id": unknown]),
        rule("departure", "departure_is_an_inspection", ["id": unknown, "inspection_id": "gen_random_uuid()"]),
        rule("departure", "recorded_by_a_person", ["id": unknown, "draw_id": "1", "recorded_by": unknown]),
    ]

    private static let ofBackChecks = [
        rule(
            "back_check", "waiver_has_a_reason",
            ["id": unknown, "act": "'keep'", "reason": "'short'", "inspection_id": "gen_random_uuid()"]),
        rule("back_check", "back_check_key", ["id": "id", "inspection_id": "gen_random_uuid()"]),
        rule("back_check", "inspection_is_checked_once", ["id": unknown]),
        rule("back_check", "back_check_is_of_an_inspection", ["id": unknown, "inspection_id": "gen_random_uuid()"]),
        RuleBreach(
            rule: "back_check_is_drawn", table: "registry.back_check", statement: .change("draw_id = \(unknown)"),
            sender: .ownerPastTheGuards),
        RuleBreach(
            rule: "changed_by_a_person", table: "registry.back_check", statement: .change("changed_by = \(unknown)"),
            sender: .ownerPastTheGuards),
    ]
}
