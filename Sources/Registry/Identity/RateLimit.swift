/// How often something may be tried: data of the database, so that it can be changed while the service runs.
package struct RateLimit: Sendable, Equatable {
    /// Of what there may be so many.
    package enum Subject: String, Sendable, CaseIterable {
        /// All attempts that come from addresses of one class.
        case address
        /// Those of them that are at one login.
        case loginAndAddress = "login_and_address"
    }

    /// `sign_in`.
    package var action: String
    package var subject: Subject
    /// So many in `seconds`, over time…
    package var count: Int
    package var seconds: Int
    /// …and so many at once.
    package var burst: Int

    package init(action: String, subject: Subject, count: Int, seconds: Int, burst: Int) {
        self.action = action
        self.subject = subject
        self.count = count
        self.seconds = seconds
        self.burst = burst
    }
}
