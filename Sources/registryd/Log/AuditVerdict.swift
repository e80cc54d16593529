import Records
import Registry

/// What an audit comes to.
enum AuditVerdict: Sendable {
    /// Everything is as the log says, and the log as its signed heads say. The warning is about what the proof rests on.
    case proved(LogAudit.Report, warning: String?)
    case tampered(LogAudit.Report)
    /// It can't be told, for this reason.
    case untold(String)

    /// - Parameter hours: so long the log may have gone on behind the newest head that is trusted.
    /// - Parameter now: seconds of Unix time.
    init(_ report: LogAudit.Report, _ trust: AuditTrust, within hours: Int, now: Int) {
        var report = report
        if let end = report.newestEntry, let time = Instant(text: end) {
            let age = now - Int(time.microseconds / 1_000_000)
            if age > hours * 3600 {
                report.add(
                    note:
                        "The log ends \(Self.span(age)) before now, at \(end.prefix(19))Z: nothing is said of what was done since."
                )
            }
        }
        if !report.findings.isEmpty {
            self = .tampered(report)
        } else if report.entries == 0, report.waiting > 0 {
            self = .untold(
                "The log has no entry, and \(Self.acts(report.waiting)) for it, so nothing proves them. "
                    + "The service puts them in (registryd serve): check again then.")
        } else if report.provenEntries == 0, report.entries > 0 {
            self = .untold(
                "No head of the log is signed by a key that you trust\(trust.policy.asksForWitnesses ? " and by enough witnesses" : "")"
                    + ", so its \(report.entries) entries prove nothing.")
        } else if report.unprovenSeconds > hours * 3600 {
            let witnesses = trust.policy.asksForWitnesses ? " and by enough witnesses" : ""
            self = .untold(
                "The newest head that is signed by a key that you trust\(witnesses) covers \(report.provenEntries) of the "
                    + "\(report.entries) entries; \(Self.later(report)) for \(Self.span(report.unprovenSeconds)) after that, more than "
                    + "\(hours) h (--within).")
        } else {
            self = .proved(
                report,
                warning: trust.ownKey.map {
                    "The key came from \($0): whoever can write there and in the database could have forged all of it. "
                        + "Name the key and a head that you put away: --key, --head."
                })
        }
    }

    /// What goes on behind the head.
    private static func later(_ report: LogAudit.Report) -> String {
        var parts = ["the log"]
        if report.waiting > 0 { parts.append("\(report.waiting) acts that wait for it") }
        if report.receipts.notDue > 0 {
            parts.append("\(report.receipts.notDue) receipts of acts that it doesn't have")
        }
        return parts.count == 1 ? "the log went on" : "\(parts.joined(separator: ", ")) go on"
    }

    private static func acts(_ count: Int) -> String { count == 1 ? "1 act waits" : "\(count) acts wait" }

    private static func span(_ seconds: Int) -> String { "\(seconds / 3600) h \(seconds % 3600 / 60) min" }

    var exitCode: Int32 {
        switch self {
        case .proved: 0
        case .tampered: 1
        case .untold: 2
        }
    }
}
