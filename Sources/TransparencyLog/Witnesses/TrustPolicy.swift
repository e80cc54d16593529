/// Whom one trusts: the keys of the log, the witnesses, and how many of them must have signed a head (C2SP tlog-policy).
package struct TrustPolicy: Sendable {
    package private(set) var logs: [VerifierKey] = []
    package private(set) var witnesses: [String: VerifierKey] = [:]
    /// Where each witness takes heads, by its name in the policy; not every one has a place.
    package private(set) var places: [String: String] = [:]
    private var groups: [String: (threshold: Int, members: [String])] = [:]
    private var quorum: String = "none"
    private var chain = KeyChain([], anchoredIn: [])

    /// A line of a policy file that can't be used, with its number from 1 and what is wrong.
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        package let line: Int
        package let message: String
        package var description: String { line == 0 ? message : "line \(line): \(message)" }
    }

    /// Reads a policy file; all problems come at once.
    ///
    /// - Throws: `Problems`.
    package init(_ text: String) throws(Problems) {
        var reader = TrustPolicyReader()
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            reader.read(line, number: number + 1)
        }
        reader.finish()
        guard reader.problems.isEmpty else { throw Problems(problems: reader.problems) }
        (logs, witnesses, groups, quorum) = (reader.logs, reader.witnesses, reader.groups, reader.quorum ?? "none")
        places = reader.places
    }

    /// Whether heads need any witness at all.
    package var asksForWitnesses: Bool { quorum != "none" }

    /// All that is wrong with a policy file.
    package struct Problems: Error, Hashable, Sendable, CustomStringConvertible {
        package let problems: [Problem]
        package var description: String { problems.map(\.description).joined(separator: "\n") }
    }

    /// What came of checking a head.
    package enum Verdict: Hashable, Sendable {
        case trusted(Checkpoint)
        /// The text is no checkpoint.
        case unreadable
        /// No key of the log with that origin has signed it.
        case notOfTheLog
        /// A key with this name has signed it that was handed over before, and the one that followed has not.
        case retired(String)
        /// A line with this key's name and id is not its signature.
        case forged(String)
        /// These witnesses have signed, and they are too few.
        case quorumMissing([String])
    }

    /// The same policy for a log whose key was handed over: keys that follow from trusted ones count, each for its heads.
    /// - Parameter notes: heads of the log; one of a trusted key vouches for the keys before it.
    package func following(_ chain: KeyChain, _ notes: [SignedNote]) -> TrustPolicy {
        var policy = self
        policy.logs += chain.followed(from: logs, notes).filter { !logs.contains($0) }
        policy.chain = chain
        return policy
    }

    /// Checks a signed head: by its log, and by as many witnesses as the quorum asks for.
    package func verify(_ note: SignedNote) -> Verdict {
        guard let head = Checkpoint(text: note.text) else { return .unreadable }
        switch note.verify(with: logs.filter { $0.name == head.origin }) {
        case .forged(let key): return .forged(key.name)
        case .unknown: return .notOfTheLog
        case .signed(let keys):
            if let key = chain.key(ofSize: head.size), !keys.contains(key) { return .retired(head.origin) }
        }
        var signed: Set<String> = []
        for (name, key) in witnesses {
            switch note.verify(with: [key]) {
            case .forged: return .forged(key.name)
            case .unknown: continue
            case .signed: signed.insert(name)
            }
        }
        return holds(quorum, signed) ? .trusted(head) : .quorumMissing(signed.sorted())
    }

    private func holds(_ name: String, _ signed: Set<String>) -> Bool {
        if name == "none" { return true }
        guard let group = groups[name] else { return signed.contains(name) }
        return group.members.count { holds($0, signed) } >= group.threshold
    }
}
