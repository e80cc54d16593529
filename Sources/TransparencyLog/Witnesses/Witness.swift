/// What a witness knows of one log, and what it answers to a new head (C2SP tlog-witness). It keeps nothing itself: who
/// runs it stores `Latest` durably, and by comparing with what was stored, before the signature leaves.
package struct Witness: Sendable {
    /// The newest head that was cosigned.
    package struct Latest: Hashable, Sendable {
        package let size: UInt64
        package let root: TreeHash

        package init(size: UInt64, root: TreeHash) {
            self.size = size
            self.root = root
        }
    }

    /// What comes of a request, each with the status code that the protocol gives it.
    package enum Answer: Hashable, Sendable {
        /// 200: the head is to be stored as the latest, and then signed.
        case cosign(Latest)
        /// 400: the old size is larger than the new one, or the head is not readable.
        case malformed
        /// 403: no trusted key has signed it, or a signature is forged.
        case notSigned
        /// 404: the log is none that this witness watches.
        case unknownLog
        /// 409: the witness has seen another size, which it tells.
        case conflict(UInt64)
        /// 409: of the very size that the witness signed the log shows another root; it tells the size.
        case otherRoot(UInt64)
        /// 422: the proof does not hold: the log has changed what it showed before.
        case inconsistent
    }

    /// The logs that it watches, by origin, each with the keys that it trusts for them.
    package let logs: [String: [VerifierKey]]

    package init(logs: [String: [VerifierKey]]) { self.logs = logs }

    /// What comes of a request, when `latest` is the newest head of its log that this witness signed, nil before the first.
    package func answer(_ request: AddCheckpoint, latest: (_ origin: String) -> Latest?) -> Answer {
        guard let head = Checkpoint(text: request.note.text) else { return .malformed }
        guard let keys = logs[head.origin] else { return .unknownLog }
        guard case .signed = request.note.verify(with: keys) else { return .notSigned }
        guard request.old <= head.size else { return .malformed }
        let known = latest(head.origin) ?? Latest(size: 0, root: .empty)
        guard request.old == known.size else { return .conflict(known.size) }
        if request.old == head.size, request.proof.isEmpty, head.root != known.root { return .otherRoot(known.size) }
        let proof = ConsistencyProof(old: known.size, new: head.size, hashes: request.proof)
        guard proof.holds(from: known.root, to: head.root), head.size > 0 || head.root == .empty else {
            return .inconsistent
        }
        return .cosign(Latest(size: head.size, root: head.root))
    }
}
