import Registry

/// What an audit comes to.
enum AuditVerdict: Sendable {
    /// Everything is as the log says, and the log as its signed heads say. The warning is about what the proof rests on.
    case proved(LogAudit.Report, warning: String?)
    case tampered(LogAudit.Report)
    /// It can't be told, for this reason.
    case untold(String)

    init(_ report: LogAudit.Report, _ trust: AuditTrust) {
        if !report.findings.isEmpty {
            self = .tampered(report)
        } else if report.provenEntries == 0, report.entries > 0 {
            self = .untold(
                "No head of the log is signed by a key that you trust\(trust.policy.asksForWitnesses ? " and by enough witnesses" : "")"
                    + ", so its \(report.entries) entries prove nothing.")
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
