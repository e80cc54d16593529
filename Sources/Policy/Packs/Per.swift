/// For what an amount is due each time.
package enum Per: String, Codable, Sendable, CaseIterable {
    case day
    case week
    case item
    case violation
}
