/// How much work a proof may be, so that a check ends in seconds whatever the pack says.
struct Effort {
    private(set) var left: Int

    /// - Parameter limit: how many combinations may be decided one by one; looking at one violation alone is less work.
    init(limit: Int) { left = product(limit, 1000) }

    /// Whether there is room for this much more.
    mutating func take(_ work: Int) -> Bool {
        guard work <= left else { return false }
        left -= work
        return true
    }
}
