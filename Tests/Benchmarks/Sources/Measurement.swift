import Glibc

/// What one run of one client gave.
struct Measurement: Sendable {
    /// Statements per second.
    let rate: Double
    /// The client's own user and system time per statement.
    let cpuMicroseconds: Double
    /// Milliseconds; 0 when not measured.
    let p99: Double
}

/// The middle value.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Seconds of a clock that only goes forward.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Whose time `cpuSeconds` gives; `RUSAGE_SELF` and `RUSAGE_CHILDREN`, which Glibc's module has as another type.
enum CPUTime: Int32 {
    case ownProcess = 0
    case endedChildren = -1
}

/// User and system seconds used so far.
func cpuSeconds(_ who: CPUTime) -> Double {
    var usage = rusage()
    getrusage(who.rawValue, &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// Two decimals.
func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// Filled with spaces to `width`.
func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + spaces : spaces + text
}

/// Prints a line at once, into a pipe as well.
func show(_ line: String) {
    print(line)
    fflush(nil)
}
