/// How many outlets of a kind there have been by a day, and how many of them are in force on it.
package struct OutletCount: Sendable, Equatable {
    package var kind: String
    package var total: Int
    package var active: Int

    package init(kind: String, total: Int, active: Int) {
        self.kind = kind
        self.total = total
        self.active = active
    }
}
