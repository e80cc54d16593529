import Postgres

extension RuleBreach {
    /// What came from a former system.
    static let ofEarlierRecords = [
        copy("registry.history_import", "history_profile_is_known", ["profile": "'amsterdam'"]),
        copy("registry.history_import", "history_form_is_named", ["form": "' '"]),
        copy("registry.history_import", "history_file_has_a_name", ["file_name": "''"]),
        copy("registry.history_import", "file_digest_is_sha256", ["file_sha256": "'\\x00'"]),
        copy("registry.history_import", "every_row_is_stored_or_rejected", ["read_count": "read_count + 1"]),
        copy("registry.history_import", "history_import_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.history_import", "recorded_by_a_person", by: .serviceSignedByNobody),
        copy("registry.outlet_licence_number", "licence_number_is_not_blank", ["licence_number": "' '"]),
        copy("registry.outlet_licence_number", "licence_number_is_of_one_outlet"),
        copy(
            "registry.outlet_licence_number", "licence_number_names_an_outlet",
            ["licence_number": "'2'", "outlet_id": "999999"]),
        copy(
            "registry.outlet_licence_number", "recorded_by_a_person", ["licence_number": "'2'"],
            by: .serviceSignedByNobody),
        copy("registry.earlier_record", "earlier_record_kind_is_known", ["kind": "'rumour'"]),
        copy("registry.earlier_record", "earlier_measure_is_known", ["measure": "'exile'"]),
        copy("registry.earlier_record", "earlier_standing_is_known", ["standing": "'likely'"]),
        copy("registry.earlier_record", "row_digest_is_sha256", ["row_sha256": "'\\x00'"]),
        copy("registry.earlier_record", "occurrences_count_from_one", ["occurrence": "0"]),
        copy(
            "registry.earlier_record", "earlier_record_key", ["id": "id", "occurrence": "2"], by: .ownerPastTheGuards),
        copy("registry.earlier_record", "same_row_is_stored_once"),
        copy(
            "registry.earlier_record", "earlier_violation_can_be_counted", ["criterion": "NULL"],
            of: "kind = 'penalty'"),
        copy(
            "registry.earlier_record", "earlier_record_came_in_a_file", ["import_id": "999999", "occurrence": "2"]),
        copy("registry.earlier_record", "recorded_by_a_person", ["occurrence": "2"], by: .serviceSignedByNobody),
    ]
}
