/// Whether an earlier violation counts that ended with no more than a warning or a conversation.
package enum Warnings: String, Codable, Sendable, CaseIterable {
    case count
    case doNotCount = "do_not_count"
}
