/// One opening interval of a week day, in local time.
package struct OpeningHours: Sendable, Equatable {
    /// ISO week day: 1 is Monday, 7 is Sunday.
    package var day: Int
    /// `HH:MM`.
    package var opens: String
    /// `HH:MM`; at or before `opens` it is on the next day.
    package var closes: String

    package init(day: Int, opens: String, closes: String) {
        self.day = day
        self.opens = opens
        self.closes = closes
    }
}
