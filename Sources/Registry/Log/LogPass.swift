import TransparencyLog

/// Goes through the entries of a log once, in their order, and works the tree out anew.
struct LogPass {
    private(set) var frontier = Frontier()
    private(set) var findings: [LogFinding] = []
    /// The hashes above the leaves, as they should be stored.
    private(set) var subtrees: [StoredLog.Place: [UInt8]] = [:]
    /// The heads that still lie ahead, the smallest size last.
    private var ahead: [Checkpoint]
    /// The keys that are announced, by the new key: the bytes that the entry has to have.
    private let keys: [String: [UInt8]]
    private let checks: Set<LogCheck>
    /// Asked for every entry.
    private let looksAt: (indices: Bool, hashes: Bool, entries: Bool)
    private let proven: UInt64

    /// The states of the tables, as far as the entries tell.
    private(set) var states: StateCount
    /// The acts that receipts are about.
    private(set) var receipts: ReceiptCheck
    private(set) var times = TimeCheck()
    /// The time of the first entry that no trusted head covers, and of the newest one.
    private(set) var unproven: (from: String, to: String)?
    /// The latest time that an entry states; empty where there is none.
    private(set) var newest = ""

    /// - Parameters:
    ///   - heads: each is compared with the tree when it has that size.
    ///   - states: what the tables held, by hour.
    ///   - keys: the entries that announce keys, by the new key.
    ///   - proven: the size of the largest head that is trusted.
    init(
        heads: [Checkpoint], states: [String: [StatePart]] = [:], receipts: ReceiptCheck = ReceiptCheck([]),
        keys: [String: [UInt8]] = [:], proven: UInt64 = 0, checks: Set<LogCheck> = Set(LogCheck.allCases)
    ) {
        self.states = StateCount(states)
        self.receipts = receipts
        (self.keys, self.proven, self.checks) = (keys, proven, checks)
        looksAt = (checks.contains(.indices), checks.contains(.hashes), checks.contains(.entries))
        ahead = heads.sorted { $0.size > $1.size }
        compareHeads()
    }

    /// Takes whole rows of `COPY … (FORMAT binary)`, as `LogAudit.entries` selects them.
    mutating func take(_ rows: [UInt8]) throws {
        try rows.withUnsafeBytes { bytes in
            var row = CopiedRow(bytes)
            while try row.begin(columns: 15) {
                let index = try row.knownNumber()
                let entry = try row.data() ?? []
                let hash = try row.data()
                let act = try Self.act(&row)
                take(
                    entry, at: index, hash: hash, act: act, stateHour: try row.text(), key: try row.text())
            }
        }
    }

    private static func act(_ row: inout CopiedRow) throws -> LoggedAct? {
        let (jurisdiction, id) = (try row.number(), try row.number())
        let texts = [try row.text(), try row.text(), try row.text(), try row.text()]
        let (version, digest, at) = (try row.number(), try row.text(), try row.text())
        let isSalted = try row.number() != 0
        guard let jurisdiction, let id, let version, let digest, let at else { return nil }
        let known = texts.compactMap { $0 }
        guard known.count == texts.count else { return nil }
        return LoggedAct(
            jurisdiction: jurisdiction, id: id, actor: known[0], act: known[1], object: known[2], objectKey: known[3],
            version: version, digest: digest, isSalted: isSalted, at: at)
    }

    private mutating func take(
        _ entry: [UInt8], at place: Int, hash: [UInt8]?, act: LoggedAct?, stateHour: String?, key: String?
    ) {
        let next = frontier.size
        if looksAt.indices, UInt64(exactly: place) != next {
            report(
                .init(
                    .entryMissing, table: "audit.log_entry", index: next, "Entry \(next) is missing: \(place) follows.")
            )
        }
        let index = UInt64(exactly: place) ?? next
        let leaf = TreeHash.leaf(entry)
        if looksAt.hashes, hash != leaf.bytes {
            report(
                .init(
                    .hashChanged, table: "audit.log_subtree", key: "0/\(index)", index: index,
                    "The stored hash of entry \(index) is not that of the entry."))
        }
        if let stateHour {
            take(entry, at: index, stateOf: stateHour)
        } else if let key {
            take(entry, at: index, announcing: key)
        } else {
            take(entry, at: index, of: act)
        }
        frontier.append(leaf) { level, index, hash in
            guard level > 0, level % TileAddress.height == 0 else { return }
            subtrees[.init(level: level / TileAddress.height, index: index)] = hash.bytes
        }
        states.reach(frontier.size)
        compareHeads()
    }

    private mutating func take(_ entry: [UInt8], at index: UInt64, of act: LoggedAct?) {
        guard let act else {
            return report(
                .init(
                    .actMissing, table: "audit.outbox", index: index,
                    "The act of entry \(index) is gone from the outbox."))
        }
        states.take(act)
        receipts.take(act)
        take(act.at, at: index, isState: false)
        guard looksAt.entries, act.entry != entry else { return }
        report(
            .init(
                .entryChanged, table: "audit.outbox", key: "\(act.jurisdiction)/\(act.id)", index: index,
                "Entry \(index) is not what the outbox says about act \(act.jurisdiction)/\(act.id)."))
    }

    private mutating func take(_ entry: [UInt8], at index: UInt64, stateOf hour: String) {
        take(hour, at: index, isState: true)
        guard states.entry(of: hour) != entry, checks.contains(.entries) else { return }
        report(
            .init(
                .entryChanged, table: "audit.state_part", key: hour, index: index,
                "Entry \(index) is not what the database says about the state of \(hour)."))
    }

    private mutating func take(_ entry: [UInt8], at index: UInt64, announcing key: String) {
        guard checks.contains(.entries), keys[key] != entry else { return }
        report(
            .init(
                .entryChanged, table: "audit.log_key", key: key, index: index,
                "Entry \(index) is not what the database says about the key \(key)."))
    }

    /// The time of an entry.
    private mutating func take(_ time: String, at index: UInt64, isState: Bool) {
        times.take(time, at: index, isState: isState)
        newest = max(newest, time)
        guard frontier.size >= proven else { return }
        unproven = (unproven?.from ?? time, max(unproven?.to ?? time, time))
    }

    /// Compares the heads whose size the tree has now.
    private mutating func compareHeads() {
        while let head = ahead.last, head.size <= frontier.size {
            ahead.removeLast()
            guard head.root != frontier.root else { continue }
            report(
                .init(
                    .headContradicted, key: "\(head.size)",
                    "The first \(head.size) entries have another root than the head that was signed: they were changed since."
                ))
        }
    }

    /// The heads that are larger than the whole log.
    func unreached() -> [LogFinding] {
        ahead.reversed().map { head in
            LogFinding(
                .logShortened, key: "\(head.size)",
                "A head of \(head.size) entries was signed, and the log has \(frontier.size): the rest is gone.")
        }
    }

    /// What differs between the tree as it should be and as it is stored.
    func compare(with stored: StoredLog) -> [LogFinding] {
        var found: [LogFinding] = []
        if !checks.contains(.hashes) { return checks.contains(.indices) ? missing(stored) : [] }
        if stored.head?.size != frontier.size || stored.head?.root != frontier.root.bytes
            || stored.head?.frontier != frontier.subtrees.flatMap(\.bytes)
        {
            found.append(
                .init(.headChanged, table: "audit.log_head", "The head doesn't fit the \(frontier.size) entries."))
        }
        if checks.contains(.indices) { found += missing(stored) }
        if stored.leavesBeyond > 0 {
            found.append(
                .init(
                    .hashChanged, table: "audit.log_subtree",
                    "\(stored.leavesBeyond) hashes of entries stand there that the log doesn't have."))
        }
        for place in Set(subtrees.keys).union(stored.subtrees.keys).sorted()
        where subtrees[place] != stored.subtrees[place] {
            found.append(
                .init(
                    .hashChanged, table: "audit.log_subtree", key: "\(place.level)/\(place.index)",
                    "The stored hash \(place.index) of level \(place.level) is not that of its part of the tree."))
        }
        return found
    }

    /// Entries that are gone, or stand beyond the end.
    private func missing(_ stored: StoredLog) -> [LogFinding] {
        guard
            stored.entries.count != stored.entries.last.map({ $0 + 1 }) ?? 0
                || UInt64(stored.entries.count) < frontier.size
        else { return [] }
        return [
            LogFinding(
                .entryMissing, table: "audit.log_entry",
                "\(stored.entries.count) entries stand there, and the last one has the index \(stored.entries.last ?? -1)."
            )
        ]
    }

    private mutating func report(_ finding: LogFinding) {
        if findings.count < LogAudit.mostFindings { findings.append(finding) }
    }
}
