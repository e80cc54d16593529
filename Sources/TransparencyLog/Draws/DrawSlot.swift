/// One thing that people, or inspections, are drawn for: an outlet to visit, say.
package struct DrawSlot: Hashable, Sendable {
    package let id: String
    /// How many are drawn: 2 for a pair.
    package let seats: Int
    /// Members of the pool who can't be drawn for it, such as who was there last: sorted by their bytes.
    package let barred: [String]

    package init(id: String, seats: Int, barred: some Collection<String> = []) {
        self.id = id
        self.seats = seats
        self.barred = barred.sorted(by: DrawPool.precedes)
    }
}
