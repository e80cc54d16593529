import Records

/// What the signals about officials are worked out from, and the names of the persons in it by number.
package struct SignalsRead: Sendable, Equatable {
    package var counts: IntegrityCounts
    package var names: [String: String]

    package init(counts: IntegrityCounts, names: [String: String]) {
        self.counts = counts
        self.names = names
    }
}
