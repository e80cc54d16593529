import Records

extension Operation {
    /// How reporters can be reached: keys, who reads, and how long.
    static let contacts: [Operation] = [
        .items("/v1/contact-keys", "contactKeys", "The keys to which contact data are or were sealed.", .contactKey),
        .create(
            "/v1/contact-keys", "proposeContactKey", "Proposes a key to seal contact data to.", .contactKey,
            [.administrator]),
        .act(
            "/v1/contact-keys/{name}/confirmation", "confirmContactKey",
            "Confirms a key that another person proposed; it takes the place of the one before.", .contactKey,
            [.officer, .reviewer]),
        .act(
            "/v1/contact-keys/{name}/withdrawal", "withdrawContactKey", "Takes a proposed key back.", .contactKey,
            [.administrator]),
        .list("/v1/unsealings", "unsealings", "What was asked of reporters' contacts, newest first.", .unsealing),
        .create(
            "/v1/nuisance-reports/{reference}/unsealings", "requestContact",
            "Asks for a reporter's contact: for an open case it may be read at once, else another person grants it.",
            .unsealing, [.officer]),
        .act(
            "/v1/unsealings/{number}/grant", "grantContact", "Lets another person read a contact.", .unsealing,
            [.officer, .reviewer]),
        .act(
            "/v1/unsealings/{number}/refusal", "refuseContact", "Doesn't let another person read a contact.",
            .unsealing,
            [.officer, .reviewer]),
        .act(
            "/v1/unsealings/{number}/reading", "readContact",
            "Hands a contact out that was granted, for the contact key to open. Each time is an act.", .handedContact,
            [.officer]),
        .create(
            "/v1/nuisance-reports/{reference}/contact-hold", "holdContact", "Keeps a contact beyond its month.",
            .nuisanceReport, [.officer]),
        .act(
            "/v1/nuisance-reports/{reference}/contact-hold/lifting", "releaseContact", "Lifts the hold on a contact.",
            .nuisanceReport, [.officer]),
        .create(
            "/v1/nuisance-reports/{reference}/contact-erasure", "requestErasure",
            "Asks for a contact to be erased before its month.", .nuisanceReport, [.officer]),
        .act(
            "/v1/nuisance-reports/{reference}/contact-erasure/approval", "approveErasure",
            "Approves an erasure that another person asked for.", .nuisanceReport, [.officer, .reviewer]),
        .act(
            "/v1/nuisance-reports/{reference}/contact-erasure/refusal", "refuseErasure",
            "Refuses an erasure that another person asked for.", .nuisanceReport, [.officer, .reviewer]),
        .read(
            "/v1/contact-retention", "contactRetention",
            "For how many months contact data are kept after each outcome.",
            .contactRetention),
        .act(
            "/v1/contact-retention", "setContactRetention",
            "Sets for how many months contact data are kept after an outcome.", .contactRetention,
            [.policy, .administrator]),
    ]
}
