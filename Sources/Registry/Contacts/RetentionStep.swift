/// One thing that a retention run does, or would do.
package struct RetentionStep: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// A contact goes to the epoch of another month.
        case move
        /// A contact goes to a fresh epoch of the same month, because the key of its own would still open one that ends.
        case part
        /// A contact should go elsewhere and can't: the key of its epoch is not there, or doesn't open it. Nobody reads it either.
        case stay
        /// The key of an epoch is destroyed, and with it what is still under it.
        case destroy
    }

    package var kind: Kind
    /// References of the reports whose contact it is about.
    package var reports: [String]
    /// Name of the epoch.
    package var epoch: String
    /// The month that a contact goes to, as `2028-11`; for a destruction the month that is over.
    package var month: String
    /// Why, in words.
    package var why: String
}
