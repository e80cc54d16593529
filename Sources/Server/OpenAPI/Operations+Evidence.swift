import Records

extension Operation {
    /// Evidence files: how they come in and go out, to what they belong, and how long they are kept.
    static let evidence: [Operation] = files + attachments + ends

    private static let types = EvidenceType.allCases.map(\.rawValue)

    private static let files: [Operation] = [
        Operation(
            method: .put, path: "/v1/evidence/{sha256}", id: "receiveEvidence",
            summary: "Takes a whole file in, whose bytes have that SHA-256; the same file once more changes nothing.",
            roles: [.intake, .inspector, .officer], status: 201, success: .record(.evidence),
            bodyType: "application/octet-stream"),
        Operation(
            method: .get, path: "/v1/evidence/{sha256}", id: "handOutEvidence",
            summary:
                "A file's redacted copy; with a purpose the original, which is recorded. Content-Location says which it is.",
            success: .stream(types: types),
            query: [.text("purpose", "What the original is needed for, in 10 characters or more.")]),
        .read(
            "/v1/evidence/{sha256}/upload", "evidenceUpload", "How much of a file has come from the one who asks.",
            .evidenceUpload),
        Operation(
            method: .patch, path: "/v1/evidence/{sha256}/upload", id: "receiveEvidencePart",
            summary:
                "Takes a part of a file in, that begins at Upload-Offset and with Upload-Complete ?1 is the last one.",
            roles: [.intake, .inspector, .officer], success: .record(.evidenceUpload),
            bodyType: "application/partial-upload"),
        .read(
            "/v1/evidence/{sha256}/details", "evidenceDetails",
            "One file without its bytes, with all that belongs to it.",
            .evidence),
        .create(
            "/v1/evidence/{sha256}/redactions", "redactEvidence", "Says which file is the redacted copy of this one.",
            .evidence, [.inspector, .officer]),
    ]

    private static let records = [
        ("/v1/inspections/{id}", "Inspection", "an inspection"),
        ("/v1/nuisance-reports/{reference}", "NuisanceReport", "a nuisance report"),
        ("/v1/cases/{reference}", "Case", "a case"),
    ]

    private static let attachments: [Operation] =
        records.flatMap { path, name, words -> [Operation] in
            [
                .items(
                    "\(path)/evidence", "evidenceOf\(name)", "The files that belong, or belonged, to \(words).",
                    .attachment),
                .create(
                    "\(path)/evidence", "attachTo\(name)", "Says that a file belongs to \(words).", .attachment,
                    [.intake, .inspector, .officer]),
            ]
        } + [
            .act(
                "/v1/attachments/{number}/detachment", "detachEvidence",
                "Says that a file was attached by mistake; it is kept as long as the record's others.", .attachment,
                [.officer])
        ]

    private static let ends: [Operation] = [
        .create(
            "/v1/evidence/{sha256}/hold", "holdEvidence", "Keeps a file beyond its time.", .evidence, [.officer]),
        .act(
            "/v1/evidence/{sha256}/hold/lifting", "releaseEvidence", "Lifts the hold on a file.", .evidence, [.officer]),
        .read(
            "/v1/evidence-retention", "evidenceRetention",
            "For how many months evidence files are kept after each outcome of their record.", .evidenceRetention),
        .act(
            "/v1/evidence-retention", "setEvidenceRetention",
            "Sets for how many months evidence files are kept after an outcome.", .evidenceRetention,
            [.policy, .administrator]),
    ]
}
