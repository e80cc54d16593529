import Postgres
import Records

extension PostgresError {
    /// The refusal that the database itself pronounced (SQLSTATE class RG, or a named constraint), or nil when the
    /// failure is an outage or a bug.
    var refusal: Refusal? {
        if let sqlstate, let usual = Self.kinds[sqlstate] {
            let kind = Self.preconditions.contains(constraint ?? "") ? .notPossibleNow : usual
            return Refusal(kind, constraint ?? Self.codes[sqlstate] ?? "rule_of_the_registry", message, hint: hint)
        }
        guard let sqlstate, sqlstate.hasPrefix("23"), let constraint else { return nil }
        return Self.constraints[constraint] ?? Self.rule(constraint, sqlstate)
    }

    private static let kinds: [String: Refusal.Kind] = [
        "RG001": .notAllowed, "RG002": .notPossibleNow, "RG003": .notAllowed, "RG004": .notPossibleNow,
        "RG005": .changedMeanwhile, "RG006": .conflict, "RG007": .badInput,
    ]

    /// Rules that no correction of the input meets: something else has to be done first.
    private static let preconditions: Set<String> = ["suspension_and_withdrawal_rest_on_an_action"]

    /// What callers tell refusals of the same status apart by, where no constraint has a name for it.
    private static let codes = [
        "RG001": "role_missing", "RG002": "status_forbids", "RG003": "four_eyes", "RG004": "limit_reached",
    ]

    /// Constraints are named as rules, so that the name itself is the sentence of last resort.
    private static func rule(_ constraint: String, _ sqlstate: String) -> Refusal {
        let words = constraint.split(separator: "_").joined(separator: " ")
        return Refusal(
            sqlstate == "23514" ? .badInput : .conflict, constraint, "A rule of the registry is not met: \(words).",
            hint: "Change what was sent so that the rule holds.")
    }

    private static let constraints: [String: Refusal] = {
        let refusals = [
            Refusal(
                .conflict, "one_action_per_decision_and_kind",
                "Another action of that kind carries out the decision already.",
                hint: "Look at the case; its actions are listed there."),
            Refusal(
                .badInput, "deputy_is_another_person", "Nobody stands in for oneself, so no deputy was recorded.",
                hint: "Name two persons."),
            Refusal(
                .badInput, "deputy_stands_in_for_a_day_at_least",
                "The deputyship would be over before its first day; endsOn is the first day after it.",
                hint: "Choose a later end."),
            Refusal(
                .badInput, "deputy_stands_in_for_a_year_at_most",
                "Nobody stands in for another person for more than a year in one go.",
                hint: "Choose an earlier end; what goes on is recorded again then."),
            Refusal(
                .badInput, "deputy_has_known_days", "A deputy's days lie between 1900-01-01 and 2999-12-31.",
                hint: "Correct the day."),
            Refusal(
                .badInput, "conflict_begins_on_a_known_day",
                "A conflict of interest begins on a day between 1900-01-01 and 2999-12-31.", hint: "Correct the day."),
            Refusal(
                .conflict, "one_standing_conflict_per_person_and_outlet",
                "That person is barred from the outlet already, so nothing was declared.",
                hint: "Look at the list of conflicts of interest."),
            Refusal(
                .conflict, "one_open_case_per_outlet", "The outlet has an open case already.",
                hint: "Work in that case, or close it first."),
            Refusal(
                .badInput, "action_ends_after_it_starts",
                "The action would end on or before its first day; endsOn is the first day after it.",
                hint: "Choose a later end."),
            Refusal(
                .badInput, "closure_and_suspension_have_a_first_day", "A closure or a suspension has a first day.",
                hint: "Give startsOn."),
            Refusal(
                .badInput, "fine_and_penalty_order_have_an_amount",
                "A fine or an order under penalty payment has an amount.", hint: "Give amount and currency."),
            Refusal(
                .badInput, "only_fine_and_penalty_order_have_an_amount",
                "Only a fine or an order under penalty payment has an amount.",
                hint: "Leave amount and currency out; what is to be paid as well is an action of its own."),
            Refusal(
                .conflict, "one_licence_per_outlet_at_a_time", "The outlet has a licence in that period already.",
                hint: "End the other licence first, or choose days on which there is none."),
            Refusal(
                .conflict, "one_active_outlet_per_address", "An active outlet is registered at that address already.",
                hint: "Search for the address and work with that outlet: its history goes on, whoever operates it."),
            Refusal(
                .badInput, "opening_hours_do_not_overlap",
                "Opening hours are a list of day, opens and closes, and no two of them overlap.",
                hint: "Write each interval once."),
            Refusal(
                .badInput, "outlet_is_tolerated_from_a_known_day",
                "An outlet is tolerated from a day between 1900-01-01 and 2999-12-31.", hint: "Correct the day."),
            Refusal(
                .badInput, "role_has_known_days", "A role's days lie between 1900-01-01 and 2999-12-31.",
                hint: "Correct the day."),
            Refusal(
                .badInput, "licence_has_known_days", "A licence's days lie between 1900-01-01 and 2999-12-31.",
                hint: "Correct the day, or leave the end out."),
            Refusal(
                .badInput, "action_has_known_days", "An action's days lie between 1900-01-01 and 2999-12-31.",
                hint: "Correct the day, or leave the end out."),
            Refusal(
                .badInput, "nuisance_is_of_a_known_day", "The nuisance would be before 1900.", hint: "Correct the time."
            ),
            Refusal(
                .conflict, "registration_number_is_unique",
                "A party with that registration number is registered already.",
                hint: "Search for the number and use that party."),
            Refusal(
                .conflict, "same_role_once_at_a_time", "The party has that role at the outlet in that period already.",
                hint: "End the role first, or choose another day."),
            Refusal(
                .conflict, "one_operator_per_outlet_at_a_time",
                "Another party is operator of the outlet in that period already.",
                hint: "End that role first, or choose another day."),
            Refusal(
                .badInput, "share_belongs_to_a_beneficial_owner",
                "A share is given for a beneficial owner, and only for a beneficial owner.",
                hint: "Give the share as a percentage with the role beneficial_owner."),
            Refusal(
                .conflict, "login_is_unique", "The login is taken.", hint: "Choose another login."),
            Refusal(
                .conflict, "one_account_per_subject", "The subject is bound to an account already.",
                hint: "Unbind it there first."),
            Refusal(
                .conflict, "one_valid_credential_per_account", "The account has a credential that holds already.",
                hint: "Replace it, and say why."),
            Refusal(
                .conflict, "one_decision_per_recommendation", "This recommendation was decided on already.",
                hint: "Look at the case; compute a new recommendation if the facts have changed."),
            Refusal(
                .badInput, "departing_needs_reasons",
                "Departing from a recommendation needs reasons of at least 10 characters.",
                hint: "Write why the rule is not followed here."),
            Refusal(
                .badInput, "closing_a_report_has_a_reason",
                "Closing or reopening a nuisance report needs a reason of at least 10 characters.", hint: "Write why."),
            Refusal(
                .badInput, "closing_a_case_has_a_reason", "Closing a case needs a reason of at least 10 characters.",
                hint: "Write why nothing more has to be done in it."),
            Refusal(
                .badInput, "what_befalls_a_licence_has_a_reason",
                "Suspending, reinstating, withdrawing, transferring, lapsing or taking back a licence needs a reason of at least 10 characters.",
                hint: "Write why."),
            Refusal(
                .badInput, "lapsed_licence_had_a_day", "The licence would lapse before its first day is over.",
                hint: "Choose a day after it."),
            Refusal(
                .badInput, "voiding_needs_reasons", "Voiding an inspection needs a reason of at least 10 characters.",
                hint: "Write why the inspection does not hold."),
            Refusal(
                .badInput, "correction_has_a_reason", "Correcting a finding needs a reason of at least 10 characters.",
                hint: "Write how you know what holds instead."),
            Refusal(
                .badInput, "answer_has_a_reason", "An answer needs a reason of at least 10 characters.",
                hint: "Write how you know it."),
            Refusal(
                .badInput, "fact_has_a_reason", "A stated fact needs a reason of at least 10 characters.",
                hint: "Write how you know it."),
            Refusal(
                .badInput, "returning_and_ending_have_a_reason",
                "Returning, withdrawing or revoking an action needs a reason of at least 10 characters.",
                hint: "Write why."),
            Refusal(
                .badInput, "judging_beside_another_has_a_reason",
                "Judging beside another pack needs a reason of at least 10 characters.",
                hint: "Write why one violation gets two measures."),
            Refusal(
                .badInput, "measured_value_is_finite", "A measured value is a number, and not without end.",
                hint: "Write what was measured."),
            Refusal(
                .notAllowed, "inspector_is_who_records_it", "An inspection is recorded by its inspector.",
                hint: "Have the inspector who was there log it; who came along is the second inspector."),
            Refusal(
                .badInput, "inspection_lasts_a_day_at_most", "The inspection would last more than 24 hours.",
                hint: "Correct one of the times."),
            Refusal(
                .conflict, "inspection_is_voided_once", "The inspection is voided already.",
                hint: "Look at the inspection; it says who voided it and why."),
            Refusal(
                .badInput, "inspection_is_no_duplicate_of_itself", "An inspection is no duplicate of itself.",
                hint: "Name the other inspection, the one that holds."),
            Refusal(
                .badInput, "duplicate_is_of_an_inspection_at_the_same_outlet",
                "The inspection that holds was not at the same outlet.",
                hint: "Name an inspection of the same outlet, or leave it out."),
            Refusal(
                .notAllowed, "issued_by_another_person", "Who proposed an action can't issue it.",
                hint: "Ask a reviewer."),
            Refusal(
                .conflict, "one_closure_at_a_time", "Another issued closure covers part of that period.",
                hint: "Choose days on which the outlet is not closed already."),
            Refusal(
                .conflict, "contact_key_name_is_new", "There is a contact key of that name already.",
                hint: "Choose another name."),
            Refusal(
                .conflict, "contact_is_held_once", "The contact is held already.",
                hint: "Look at the report; it says so."),
            Refusal(
                .conflict, "draw_is_settled_once", "The draw is settled already.",
                hint: "Look at the draw; it says what came out."),
            Refusal(
                .badInput, "draw_is_for_a_month_at_most",
                "A draw is for 31 days at most, and its last day is no earlier than its first.",
                hint: "Choose other days."),
            Refusal(
                .conflict, "redraw_is_asked_for_once", "A redraw of this draw was asked for already.",
                hint: "Look at the draw; it lists the redraws."),
            Refusal(
                .conflict, "departure_is_explained_once", "That departure is explained already.",
                hint: "Look at the draw; it says why."),
            Refusal(
                .badInput, "integrity_setting_is_in_its_range",
                "The number is out of its range: 60 months, 100 percent and 168 hours at most.",
                hint: "Choose a smaller one."),
            Refusal(
                .conflict, "erasure_is_asked_for_once", "The erasure of this contact was asked for already.",
                hint: "Look at the report; it says what became of it."),
            Refusal(
                .conflict, "evidence_is_attached_once", "The file is attached to that record already.",
                hint: "Look at the record; its files are listed there."),
            Refusal(
                .badInput, "detaching_has_a_reason", "Detaching a file needs a reason of at least 10 characters.",
                hint: "Write why it does not belong there."),
            Refusal(
                .badInput, "copy_is_another_file", "A file is no redacted copy of itself.",
                hint: "Name the file without the people in it."),
            Refusal(
                .conflict, "file_is_the_copy_of_one_original", "The file is the redacted copy of an original already.",
                hint: "Look at the file; it names its original."),
            Refusal(
                .badInput, "view_has_a_purpose", "An original is handed out for a purpose of 10 to 500 characters.",
                hint: "Say what you need it for; that is recorded."),
            Refusal(
                .conflict, "evidence_is_held_once", "The file is held already.", hint: "Look at the file; it says so."),
            Refusal(
                .conflict, "attribution_is_claimed_once", "The report is claimed for that outlet already.",
                hint: "Look at the report; its claims are listed there."),
            Refusal(
                .badInput, "licence_ends_after_it_begins", "The licence would end before it begins.",
                hint: "Choose an end on or after the first day."),
            Refusal(
                .badInput, "role_ends_after_it_begins", "The role would end before it begins.",
                hint: "Choose a day on or after its first day."),
            Refusal(
                .badInput, "login_is_lower_case",
                "A login is a small letter followed by 1 to 62 small letters, digits, dots, hyphens or underscores.",
                hint: "Choose a login like j.de-vries."),
            Refusal(
                .conflict, "jurisdiction_code_is_unique", "A jurisdiction with that code is there already.",
                hint: "Choose another code, or work in the one that is there."),
            Refusal(
                .badInput, "jurisdiction_code_is_short_and_upper_case",
                "The code of a jurisdiction has 2 to 12 digits or capital letters.",
                hint: "Use the official code, like 0363 or WA."),
            Refusal(
                .conflict, "one_adoption_per_pack_and_day",
                "Another version of that policy pack governs or is proposed from that day already.",
                hint: "Choose another day; an active version is never edited."),
            Refusal(
                .conflict, "one_record_per_pack_version", "That version of the policy pack is there already.",
                hint: "A change of the rules is a new version: give it another version."),
            Refusal(
                .badInput, "pack_governs_no_earlier_than_it_begins",
                "The policy pack would govern before the day on which its rules begin.",
                hint: "Choose that day or a later one."),
            Refusal(
                .badInput, "pack_begins_to_govern_before_its_rules_end",
                "The policy pack would begin to govern when its rules, as its text says, hold no more.",
                hint: "Choose an earlier day, or draft the version that holds then."),
            Refusal(
                .badInput, "rules_of_a_pack_end_after_they_begin",
                "The rules of the policy pack would end before they begin.", hint: "Correct its validity."),
            Refusal(
                .notAllowed, "activated_by_another_person", "Who proposed a policy pack can't activate it.",
                hint: "Ask a reviewer, or another person with the role policy."),
            Refusal(
                .notAllowed, "ended_by_another_person", "Who proposed the end of a policy pack can't confirm it.",
                hint: "Ask a reviewer, or another person with the role policy."),
            Refusal(
                .badInput, "another_pack_is_replaced",
                "A policy pack replaces or judges beside another pack, not itself.",
                hint: "A new version of a pack follows the one before without being told to."),
        ]
        return Dictionary(uniqueKeysWithValues: refusals.map { ($0.code, $0) })
    }()
}
