/// Which outlets a list shows.
package struct OutletQuery: Sendable, Equatable {
    /// `active`, `closed`, or nil for both.
    package var status: String?
    package var kind: OutletKind?
    /// A part of the reference, name, street or postcode, without regard to case.
    package var text: String?

    package init(status: String? = nil, kind: OutletKind? = nil, text: String? = nil) {
        self.status = status
        self.kind = kind
        self.text = text
    }
}
