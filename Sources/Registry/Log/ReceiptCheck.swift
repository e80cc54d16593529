import Records
import TransparencyLog

/// Looks for the acts that receipts are about, entry by entry.
struct ReceiptCheck {
    /// So many seconds after it was given, an act of a receipt has to be in a log that has gone on since.
    private static let patience: Int64 = 60

    private let receipts: [Receipt]
    /// The names of the logs that are trusted; where there is none a receipt's is not compared.
    private let names: Set<String>
    /// The acts that are looked for.
    private let wanted: Set<String>
    /// The digests that the log has of those that were found.
    private var found: [String: TreeHash] = [:]

    init(_ receipts: [Receipt], ofLogs names: Set<String> = []) {
        self.receipts = receipts
        self.names = names
        wanted = Set(receipts.flatMap(\.acts).map(\.key))
    }

    /// Looks at the act of an entry.
    mutating func take(_ act: LoggedAct) {
        guard !wanted.isEmpty else { return }
        let key = "\(act.jurisdiction)/\(act.id)"
        if wanted.contains(key) { found[key] = TreeHash(hexadecimal: act.digest) }
    }

    /// What came of it.
    /// - Parameter newest: the latest time that an entry states, as `2026-11-26T17:30:00`, or longer.
    func result(newest: String) -> ReceiptResult {
        let newest = String(newest.prefix(19))
        var result = ReceiptResult()
        for receipt in receipts {
            // A service that has seen no signed head yet names no log.
            guard names.isEmpty || receipt.origin == "-" || names.contains(receipt.origin) else {
                result.findings.append(foreign(receipt))
                continue
            }
            let broken = receipt.acts.compactMap { finding($0, receipt, newest) }
            result.findings += broken
            guard broken.isEmpty else { continue }
            if receipt.acts.allSatisfy({ found[$0.key] != nil }) {
                result.included += 1
            } else {
                result.notDue += 1
                result.newest = max(result.newest ?? receipt.time, receipt.time)
            }
        }
        return result
    }

    private func foreign(_ receipt: Receipt) -> LogFinding {
        let given = Instant(microseconds: receipt.time * 1_000_000)
        return LogFinding(
            .receiptBroken, key: receipt.origin,
            "The receipt of \(given) is of the log \(receipt.origin), and this is \(names.sorted().joined(separator: ", "))."
        )
    }

    private func finding(_ act: Receipt.Act, _ receipt: Receipt, _ newest: String) -> LogFinding? {
        let given = Instant(microseconds: receipt.time * 1_000_000)
        if let digest = found[act.key] {
            guard digest != act.digest else { return nil }
            return LogFinding(
                .receiptBroken, table: "audit.outbox", key: act.key,
                "The receipt of \(given) is about act \(act.key), and the log has another one under that number.")
        }
        // Both times are the database's.
        guard "\(given.adding(seconds: Self.patience))" < newest else { return nil }
        return LogFinding(
            .receiptBroken, table: "audit.outbox", key: act.key,
            "The receipt of \(given) is about act \(act.key), and the log, which goes on until \(newest)Z, doesn't have it."
        )
    }
}

/// What came of comparing receipts with the log.
package struct ReceiptResult: Sendable, Equatable {
    package internal(set) var findings: [LogFinding] = []
    /// All acts of so many receipts are in the log.
    package internal(set) var included = 0
    /// So many are newer than the log: their acts need not be in it.
    package internal(set) var notDue = 0
    /// When the newest of those was given, in seconds of Unix time.
    package internal(set) var newest: Int64?
}
