/// What a proposal says about the packs that have a ladder for the same criteria on the same days.
package struct OtherPacks: Sendable, Equatable {
    /// Ids of packs that end on the day on which the proposed one begins to govern.
    package var replaces: [String]
    /// Why the others go on beside it, so that one violation gets two measures; nil when there are none.
    package var besideReason: String?

    package init(replaces: [String] = [], besideReason: String? = nil) {
        self.replaces = replaces
        self.besideReason = besideReason
    }

    /// Reads these members of a body.
    package init(_ fields: inout Fields) {
        replaces = fields.texts("replaces", max: 20, each: 100)
        besideReason = fields.optionalFullReason("besideReason")
    }
}
