/// How often something happened for one person in one stratum: what `Registry` counts and `Statistics` judges.
///
/// It has no trait of the person: nothing but who it was, in what stratum and how often. A test holds its members to that.
package struct IntegrityCount: Sendable, Equatable {
    /// Who the count is about, by number; for a pair the two numbers.
    package var subject: String
    /// What makes counts comparable: the area, the kind of visit and what was checked; a limit; a month.
    package var stratum: String
    /// How much is at stake in this count, from 0 on: where only one question is asked, 0. See `IntegrityCounts`.
    package var score: Int
    /// Of how many.
    package var count: Int
    /// In how many it happened.
    package var events: Int

    package init(subject: String, stratum: String, score: Int = 0, count: Int, events: Int) {
        self.subject = subject
        self.stratum = stratum
        self.score = score
        self.count = count
        self.events = events
    }
}
