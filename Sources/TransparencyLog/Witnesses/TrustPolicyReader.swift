/// Reads a trust policy line by line and keeps what is wrong with it.
struct TrustPolicyReader {
    var logs: [VerifierKey] = []
    var witnesses: [String: VerifierKey] = [:]
    var places: [String: String] = [:]
    var groups: [String: (threshold: Int, members: [String])] = [:]
    var quorum: String?
    var problems: [TrustPolicy.Problem] = []
    private var taken: Set<String> = []
    private var number = 0

    mutating func read(_ line: Substring, number: Int) {
        self.number = number
        guard !line.utf8.contains(where: { $0 != 9 && ($0 < 0x20 || $0 == 0x7F) }) else {
            return report("It has a control character.")
        }
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard let keyword = words.first, !keyword.hasPrefix("#") else { return }
        let rest = Array(words.dropFirst())
        switch keyword {
        case "log": readLog(rest)
        case "witness": readWitness(rest)
        case "group": readGroup(rest)
        case "quorum": readQuorum(rest)
        default: report("\"\(keyword)\" is none of log, witness, group and quorum.")
        }
    }

    mutating func finish() {
        number = 0
        if quorum == nil, problems.isEmpty { report("A line with the quorum is missing, for example: quorum none") }
    }

    private mutating func readLog(_ words: [String]) {
        guard (1...2).contains(words.count), let key = VerifierKey(vkey: words[0]), key.kind == .ed25519 else {
            return report("A log is written: log VKEY [URL], with an Ed25519 key of the kind 01.")
        }
        guard !logs.contains(where: { $0.bytes == key.bytes }) else { return report("This key is named twice.") }
        logs.append(key)
    }

    private mutating func readWitness(_ words: [String]) {
        guard (2...3).contains(words.count), let key = VerifierKey(vkey: words[1]), key.kind == .cosignature else {
            return report("A witness is written: witness NAME VKEY [URL], with an Ed25519 key of the kind 04.")
        }
        guard isNew(words[0]) else { return }
        guard !witnesses.values.contains(where: { $0.bytes == key.bytes }) else {
            return report("This key is named twice.")
        }
        witnesses[words[0]] = key
        if words.count == 3 { places[words[0]] = words[2] }
    }

    private mutating func readGroup(_ words: [String]) {
        guard words.count >= 3 else { return report("A group is written: group NAME all|any|NUMBER MEMBER...") }
        guard isNew(words[0]) else { return }
        let members = Array(words.dropFirst(2))
        for member in members where !isDefined(member) { report("\"\(member)\" is not defined on a line before.") }
        for member in members where !taken.insert(member).inserted { report("\"\(member)\" is a member already.") }
        let threshold: UInt64? =
            switch words[1] {
            case "all": UInt64(members.count)
            case "any": 1
            default: UInt64(plain: words[1])
            }
        guard let threshold, threshold <= members.count, let threshold = Int(exactly: threshold),
            (1...members.count).contains(threshold)
        else {
            return report("\"\(words[1])\" is not all, any or a number from 1 to \(members.count).")
        }
        groups[words[0]] = (threshold, members)
    }

    private mutating func readQuorum(_ words: [String]) {
        guard words.count == 1 else { return report("The quorum is written: quorum NAME") }
        guard quorum == nil else { return report("The quorum is stated twice.") }
        guard words[0] == "none" || isDefined(words[0]) else {
            return report("\"\(words[0])\" is not defined on a line before.")
        }
        quorum = words[0]
    }

    private func isDefined(_ name: String) -> Bool { witnesses[name] != nil || groups[name] != nil }

    private mutating func isNew(_ name: String) -> Bool {
        guard name != "none", !isDefined(name) else {
            report("\"\(name)\" is taken.")
            return false
        }
        return true
    }

    private mutating func report(_ message: String) { problems.append(.init(line: number, message: message)) }
}
