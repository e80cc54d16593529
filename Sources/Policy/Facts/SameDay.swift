/// Which of two inspections of one day came first, seen from the one that is decided.
package enum SameDay: String, Codable, Sendable, CaseIterable {
    case before
    case after
}
