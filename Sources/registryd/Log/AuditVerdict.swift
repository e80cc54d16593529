import Registry

/// What an audit comes to.
enum AuditVerdict: Sendable {
    /// Everything is as the log says, and the log as its signed heads say. The warning is about what the proof rests on.
    case proved(LogAudit.Report, warning: String?)
    case tampered(LogAudit.Report)
    /// It can't be told, for this reason.
    case untold(String)

    /// - Parameter hours: so long the log may have gone on behind the newest head that is trusted.
    init(_ report: LogAudit.Report, _ trust: AuditTrust, within hours: Int) {
        if !report.findings.isEmpty {
            self = .tampered(report)
        } else if report.provenEntries == 0, report.entries > 0 {
            self = .untold(
                "No head of the log is signed by a key that you trust\(trust.policy.asksForWitnesses ? " and by enough witnesses" : "")"
                    + ", so its \(report.entries) entries prove nothing.")
        } else if report.unprovenSeconds > hours * 3600 {
            let witnesses = trust.policy.asksForWitnesses ? " and by enough witnesses" : ""
            self = .untold(
                "The newest head that is signed by a key that you trust\(witnesses) covers \(report.provenEntries) of the "
                    + "\(report.entries) entries; the log went on for \(report.unprovenSeconds / 3600) h "
                    + "\(report.unprovenSeconds % 3600 / 60) min after that, more than \(hours) h (--within).")
        } else {
            self = .proved(
                report,
                warning: trust.ownKey.map {
                    "The key came from \($0): whoever can write there and in the database could have forged all of it. "
                        + "Name the key and a head that you put away: --key, --head."
                })
        }
    }

    var exitCode: Int32 {
        switch self {
        case .proved: 0
        case .tampered: 1
        case .untold: 2
        }
    }
}
