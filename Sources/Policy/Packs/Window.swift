/// One reading of a look-back: how long, from which day, whether the boundary day counts, and what expiry does.
package struct Window: Sendable, Equatable {
    package let length: Length
    package let anchor: LookBack.Anchor
    package let anniversary: LookBack.Anniversary
    package let expiry: LookBack.Expiry

    /// The same window with another length.
    func shortened(to length: Length) -> Window {
        Window(length: length, anchor: anchor, anniversary: anniversary, expiry: expiry)
    }
}
