/// Something in the database that is not as the log says it was: what kind of thing, where, and in words.
package struct LogFinding: Error, Sendable, Hashable {
    /// What was done, as far as it can be told.
    package enum Kind: String, Sendable, CaseIterable {
        /// An entry is missing, or stands twice.
        case entryMissing = "entry_missing"
        /// The bytes of an entry are not what its act says.
        case entryChanged = "entry_changed"
        /// The stored hash of a leaf or of a part of the tree is another.
        case hashChanged = "hash_changed"
        /// The head doesn't fit the entries.
        case headChanged = "head_changed"
        /// A signed head states another root than the entries have at its size: they were changed after it was signed.
        case headContradicted = "head_contradicted"
        /// A signed head states more entries than there are: the log was cut off, or an older state was put back.
        case logShortened = "log_shortened"
        /// A signed head is not signed by a key that is trusted.
        case signatureUnknown = "signature_unknown"
        /// A signed head is signed by a key that had been handed over, or a key is announced that none in force has signed.
        case keyRetired = "key_retired"
        /// A line of a signed head is not the signature that it says it is.
        case signatureForged = "signature_forged"
        /// An act of the outbox is not in the log although it should long be.
        case actNotLogged = "act_not_logged"
        /// An act in the log is gone from the outbox.
        case actMissing = "act_missing"
        /// A row is not as its newest act left it.
        case rowChanged = "row_changed"
        /// A row that an act recorded is gone.
        case rowMissing = "row_missing"
        /// A row that no act recorded.
        case rowUnrecorded = "row_unrecorded"
        /// The state of a table that the log has is not what the acts before it come to: rows were changed, gone or brought in
        /// then, also where they were put right since.
        case stateDiffers = "state_differs"
        /// An act that a receipt is about is not in the log, or another one stands under its number.
        case receiptBroken = "receipt_broken"
        /// An evidence file that is kept is not in its folder.
        case evidenceMissing = "evidence_missing"
        /// An evidence file has other bytes than those that were received.
        case evidenceAltered = "evidence_altered"
        /// A file lies among the evidence files that no row keeps: its row is gone, or it should be.
        case evidenceSurplus = "evidence_surplus"
        /// An entry is of a much earlier time than those before it.
        case timeReversed = "time_reversed"
        /// An act was recorded that was not possible from where its record stood.
        case actImpossible = "act_impossible"
        /// An act that takes two persons was done by one, or by two who counted as one.
        case onePerson = "one_person"
        /// A recommendation doesn't follow from its facts and its rules.
        case recommendationDiffers = "recommendation_differs"
        /// A guard of the database is switched off or gone.
        case guardOff = "guard_off"
        /// A function, a policy, a view, a right or another part of the schema is not as this program makes it.
        case schemaChanged = "schema_changed"
    }

    package let kind: Kind
    /// The table it is about, as `registry.licence`; nil where it is about the log itself.
    package let table: String?
    /// Which row, or which size of the log.
    package let key: String?
    /// The index of the entry.
    package let index: UInt64?
    package let text: String

    package init(_ kind: Kind, table: String? = nil, key: String? = nil, index: UInt64? = nil, _ text: String) {
        self.kind = kind
        self.table = table
        self.key = key
        self.index = index
        self.text = text
    }
}
