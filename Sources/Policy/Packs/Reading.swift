/// One way to read the points that a source leaves open.
package struct Reading: Sendable, Equatable {
    package let repeats: RepeatRule
    /// nil: every earlier violation counts, however old.
    package let anchor: LookBack.Anchor?
    package let expiry: LookBack.Expiry

    /// All combinations of the open points, in the order in which the pack lists them.
    static func all(repeats: [RepeatRule], lookBack: LookBack?) -> [Reading] {
        guard let lookBack else {
            return repeats.map { Reading(repeats: $0, anchor: nil, expiry: .eachAlone) }
        }
        return repeats.flatMap { rule in
            lookBack.anchors.flatMap { anchor in
                lookBack.expiries.map { Reading(repeats: rule, anchor: anchor, expiry: $0) }
            }
        }
    }
}
