import Records

/// Looks whether the times of the entries go on. An act is put into the log a moment after it was done, so one that says a much
/// earlier time than those before it was recorded later than it says.
///
/// A clock that was ahead and was put right looks the same at first. Then the log goes on in the earlier time, with states of its
/// hours; that is told as what it is, and is no finding.
struct TimeCheck {
    /// So many seconds an entry may be behind one that stands before it: a transaction may take a while, and a state is of the
    /// beginning of its hour.
    static let patience: Int64 = 3660
    /// After so many states in the earlier time it was the clock.
    private static let enoughStates = 2

    private(set) var findings: [LogFinding] = []
    /// What has to be known and is no proof of a change.
    private var told: [String] = []
    private var newest = ""
    private var newestIndex: UInt64 = 0
    private var earlier: Earlier?

    /// Entries of a much earlier time, for as long as the time before does not come again.
    private struct Earlier {
        let first: UInt64
        let firstTime: String
        var last: UInt64
        var newest: String
        var states = 0
    }

    /// Takes the time of an entry: UTC, as `2026-11-26T17:30:00.123456Z` or, of a state, without the part of a second.
    mutating func take(_ time: String, at index: UInt64, isState: Bool = false) {
        if time >= newest { return goOn(time, index) }
        guard let now = Instant(text: time), let before = Instant(text: newest) else { return }
        guard before.microseconds - now.microseconds > Self.patience * 1_000_000 else { return goOn(newest, index) }
        var stretch = earlier ?? Earlier(first: index, firstTime: time, last: index, newest: time)
        stretch.last = index
        stretch.newest = max(stretch.newest, time)
        stretch.states += isState ? 1 : 0
        earlier = stretch
        guard stretch.states >= Self.enoughStates else { return }
        told.append(
            "The times of the entries go back from \(newest) to \(stretch.firstTime) at entry \(stretch.first), and on from there: "
                + "the clock of the database was ahead before.")
        (newest, newestIndex, earlier) = (stretch.newest, index, nil)
    }

    private mutating func goOn(_ time: String, _ index: UInt64) {
        if let stretch = earlier {
            let which =
                stretch.first == stretch.last
                ? "Entry \(stretch.first) is" : "Entries \(stretch.first) to \(stretch.last) are"
            findings.append(
                LogFinding(
                    .timeReversed, table: "audit.outbox", index: stretch.first,
                    "\(which) of \(stretch.firstTime), after entry \(newestIndex) of \(newest): recorded later than stated."
                ))
            earlier = nil
        }
        (newest, newestIndex) = (time, index)
    }

    /// What has to be known and is no proof of a change, in sentences.
    var notes: [String] {
        guard let stretch = earlier else { return told }
        return told + [
            "The newest entries, from \(stretch.first) on, are of \(stretch.firstTime), and entry \(newestIndex) before them is of "
                + "\(newest): a clock was wrong, or acts state a wrong time. Check again when the log has gone on for two hours."
        ]
    }
}
