/// The languages in which a decision can be explained.
package enum Language: String, Codable, Sendable, CaseIterable {
    case english = "en"
    case dutch = "nl"
    case german = "de"
}
