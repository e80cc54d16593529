extension RuleBreach {
    private static let unknown = "999999"

    /// Evidence files, to what they belong, and how long they are kept. Most of these rules lie behind guards.
    static let ofEvidence = ofFiles + ofAttachments + ofCopies + ofEvidenceEnds

    private static func rule(
        _ table: String, _ rule: String, _ values: [String: String] = [:], told: String? = nil
    ) -> RuleBreach {
        copy("registry.\(table)", rule, values, by: .ownerPastTheGuards, told: told)
    }

    private static let ofFiles = [
        change("ops.evidence_limit", "evidence_limit_allows_something", "bytes = 0", by: .ownerPastTheGuards),
        copy("ops.evidence_limit", "one_limit_per_media_type", by: .ownerPastTheGuards),
        rule("evidence", "evidence_digest_is_sha256", ["id": unknown, "sha256": "'\\x00'"]),
        rule("evidence", "evidence_is_not_empty", ["id": unknown, "sha256": "sha256('x')", "bytes": "0"]),
        rule("evidence", "evidence_key", ["id": "id", "sha256": "sha256('x')"]),
        rule("evidence", "evidence_is_kept_once", ["id": unknown]),
        rule("evidence", "received_by_a_person", ["id": unknown, "sha256": "sha256('x')", "received_by": unknown]),
        rule("evidence", "changed_by_a_person", ["id": unknown, "sha256": "sha256('x')", "changed_by": unknown]),
    ]

    private static let ofAttachments = [
        rule(
            "evidence_attachment", "attachment_is_described_in_500_characters",
            [
                "id": unknown, "status": "'detached'", "reason": "'It shows another place.'",
                "description": "repeat('x', 501)",
            ]),
        rule(
            "evidence_attachment", "evidence_belongs_to_one_record",
            ["id": unknown, "inspection_id": "NULL", "report_id": "NULL", "case_id": "NULL"]),
        rule(
            "evidence_attachment", "detaching_has_a_reason",
            ["id": unknown, "status": "'detached'", "reason": "'short'"],
            told:
                "badInput: Detaching a file needs a reason of at least 10 characters. | Write why it does not belong there."
        ),
        rule("evidence_attachment", "evidence_attachment_key", ["id": "id", "status": "'x'"]),
        rule(
            "evidence_attachment", "evidence_is_attached_once", ["id": unknown],
            told:
                "conflict: The file is attached to that record already. | Look at the record; its files are listed there."
        ),
        rule("evidence_attachment", "attachment_is_of_a_file", ["id": unknown, "evidence_id": unknown]),
        rule(
            "evidence_attachment", "attachment_is_to_an_inspection",
            ["id": unknown, "inspection_id": "gen_random_uuid()", "report_id": "NULL", "case_id": "NULL"]),
        rule(
            "evidence_attachment", "attachment_is_to_a_report",
            ["id": unknown, "inspection_id": "NULL", "report_id": "gen_random_uuid()", "case_id": "NULL"]),
        rule(
            "evidence_attachment", "attachment_is_to_a_case",
            ["id": unknown, "inspection_id": "NULL", "report_id": "NULL", "case_id": unknown]),
        rule("evidence_attachment", "attached_by_a_person", ["id": unknown, "status": "'x'", "attached_by": unknown]),
        rule("evidence_attachment", "changed_by_a_person", ["id": unknown, "status": "'x'", "changed_by": unknown]),
    ]

    private static let ofCopies = [
        rule(
            "evidence_redaction", "copy_is_another_file", ["id": unknown, "copy_id": "original_id"],
            told: "badInput: A file is no redacted copy of itself. | Name the file without the people in it."),
        rule(
            "evidence_redaction", "evidence_redaction_key",
            ["id": "id", "original_id": "copy_id", "copy_id": "original_id"]),
        rule(
            "evidence_redaction", "file_is_the_copy_of_one_original", ["id": unknown],
            told:
                "conflict: The file is the redacted copy of an original already. | Look at the file; it names its original."
        ),
        rule(
            "evidence_redaction", "copy_has_an_original",
            ["id": unknown, "original_id": unknown, "copy_id": "original_id"]),
        rule("evidence_redaction", "copy_is_a_file", ["id": unknown, "copy_id": unknown]),
        rule(
            "evidence_redaction", "recorded_by_a_person",
            ["id": unknown, "original_id": "copy_id", "copy_id": "original_id", "recorded_by": unknown]),
        rule(
            "evidence_view", "view_has_a_purpose", ["id": unknown, "purpose": "'curious'"],
            told:
                "badInput: An original is handed out for a purpose of 10 to 500 characters. | Say what you need it for; that is recorded."
        ),
        rule("evidence_view", "evidence_view_key", ["id": "id"]),
        rule("evidence_view", "view_is_of_a_file", ["id": unknown, "evidence_id": unknown]),
        rule("evidence_view", "recorded_by_a_person", ["id": unknown, "recorded_by": unknown]),
    ]

    private static let ofEvidenceEnds = [
        rule("evidence_retention", "evidence_outcome_is_known", ["id": unknown, "outcome": "'lost'"]),
        rule("evidence_retention", "evidence_is_kept_for_months", ["id": unknown, "months": "0"]),
        rule("evidence_retention", "evidence_retention_has_a_reason", ["id": unknown, "reason": "'short'"]),
        rule("evidence_retention", "evidence_retention_key", ["id": "id"]),
        rule("evidence_retention", "recorded_by_a_person", ["id": unknown, "recorded_by": unknown]),
        rule(
            "evidence_hold", "evidence_hold_has_a_reason", ["id": unknown, "reason": "'short'", "status": "'lifted'"]),
        rule("evidence_hold", "evidence_hold_key", ["id": "id", "status": "'lifted'"]),
        rule("evidence_hold", "hold_is_on_a_file", ["id": unknown, "evidence_id": unknown]),
        rule("evidence_hold", "changed_by_a_person", ["id": unknown, "status": "'lifted'", "changed_by": unknown]),
        rule(
            "evidence_hold", "evidence_is_held_once", ["id": unknown],
            told: "conflict: The file is held already. | Look at the file; it says so."),
    ]
}
