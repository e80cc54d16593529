/// What is needed to set up an authority together with the person who can appoint everybody else.
package struct NewJurisdiction: Sendable, Equatable {
    /// 2 to 12 digits and capitals, the official code where there is one: `0363`.
    package var code: String
    package var name: String
    /// IANA zone in which its calendar days are counted.
    package var timeZone: String
    package var languages: [String]
    package var bounds: Bounds?
    package var administratorLogin: String
    package var administratorName: String

    package init(
        code: String, name: String, timeZone: String, languages: [String], bounds: Bounds? = nil,
        administratorLogin: String, administratorName: String
    ) {
        self.code = code
        self.name = name
        self.timeZone = timeZone
        self.languages = languages
        self.bounds = bounds
        self.administratorLogin = administratorLogin
        self.administratorName = administratorName
    }
}
