/// What changes about the authority itself; nil leaves a member as it is.
package struct JurisdictionAmendment: Sendable, Equatable {
    package var name: String?
    /// IANA zone: `Europe/Amsterdam`.
    package var timeZone: String?
    /// Language codes, the first is the main one: `nl`, `en`.
    package var languages: [String]?
    package var bounds: Bounds?

    package init(name: String? = nil, timeZone: String? = nil, languages: [String]? = nil, bounds: Bounds? = nil) {
        self.name = name
        self.timeZone = timeZone
        self.languages = languages
        self.bounds = bounds
    }
}
