/// One way to read the points that a source leaves open.
package struct Reading: Sendable, Equatable {
    package let repeats: RepeatRule
    /// nil: every earlier violation counts, however old.
    package let window: Window?
    package let standings: CountedStandings
    package let follows: Follows
    package let warnings: Warnings

    /// All combinations of the open points, in the order in which the pack lists them.
    static func all(
        _ repeats: [RepeatRule], _ lookBack: LookBack?, _ standings: [CountedStandings], _ follows: [Follows],
        _ warnings: [Warnings]
    ) -> [Reading] {
        let windows = lookBack?.windows.map { Optional($0) } ?? [nil]
        var all: [Reading] = []
        for rule in repeats {
            for window in windows {
                for standing in standings {
                    for subject in follows {
                        all += warnings.map {
                            Reading(repeats: rule, window: window, standings: standing, follows: subject, warnings: $0)
                        }
                    }
                }
            }
        }
        return all
    }
}
