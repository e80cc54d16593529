/// A witness at work: answers requests one after the other, and keeps each head before its signature leaves.
package actor WitnessDesk {
    private let witness: Witness
    private let signer: NoteSigner
    private let memory: Memory
    private let now: @Sendable () -> Int64

    /// Where the newest head of each log is kept, durably.
    package struct Memory: Sendable {
        /// The bytes that were kept last for a log; nil before the first time.
        package let recall: @Sendable (_ origin: String) throws -> [UInt8]?
        /// Keeps these bytes instead; they are on disk when it returns.
        package let keep: @Sendable (_ origin: String, [UInt8]) throws -> Void

        package init(
            recall: @escaping @Sendable (_ origin: String) throws -> [UInt8]?,
            keep: @escaping @Sendable (_ origin: String, [UInt8]) throws -> Void
        ) {
            self.recall = recall
            self.keep = keep
        }
    }

    /// What a request is answered: status, type and body, as C2SP tlog-witness has them.
    package struct Reply: Sendable, Equatable {
        package let status: Int
        package let type: String
        package let body: String

        package init(status: Int, type: String, body: String) {
            self.status = status
            self.type = type
            self.body = body
        }

        init(_ status: Int, _ body: String, type: String = "text/plain; charset=utf-8") {
            self.status = status
            self.type = type
            self.body = body
        }
    }

    /// What was kept for a log is no head that this witness has signed: it signs nothing more for it.
    package struct MemoryUnreadable: Error, CustomStringConvertible {
        package let origin: String
        package var description: String {
            "What was kept for the log \(origin) is no head that this witness has signed. Nothing more is signed for it. "
                + "Put the file back from a backup."
        }
    }

    /// - Parameters:
    ///   - signer: of the kind that signs heads as a witness.
    ///   - now: seconds since 1970.
    package init(
        witness: Witness, signer: NoteSigner, memory: Memory, now: @escaping @Sendable () -> Int64
    ) {
        precondition(signer.verifier.kind == .cosignature, "A witness signs with a key of its own kind.")
        self.witness = witness
        self.signer = signer
        self.memory = memory
        self.now = now
    }

    /// The answer to the body of an add-checkpoint request.
    /// - Throws: `MemoryUnreadable`; what `Memory` throws. Then nothing was signed.
    package func answer(_ body: [UInt8]) throws -> Reply {
        guard let request = AddCheckpoint(body) else { return Reply(400, "This is no request to add a checkpoint.\n") }
        let latest = try Checkpoint(text: request.note.text).flatMap { try self.latest($0.origin) }
        switch witness.answer(request, latest: { _ in latest }) {
        case .malformed:
            return Reply(400, "The old size is larger than the new one, or there is no checkpoint.\n")
        case .notSigned: return Reply(403, "No key that is trusted for this log has signed the checkpoint.\n")
        case .unknownLog: return Reply(404, "This witness does not know the log.\n")
        case .conflict(let size), .otherRoot(let size): return Reply(409, "\(size)\n", type: "text/x.tlog.size")
        case .inconsistent:
            return Reply(422, "The checkpoint does not continue the one that this witness signed before.\n")
        case .cosign: return try cosigned(request.note)
        }
    }

    private func cosigned(_ note: SignedNote) throws -> Reply {
        guard let head = Checkpoint(text: note.text) else { return Reply(400, "There is no checkpoint.\n") }
        let signature = try signer.sign(note.text, at: now())
        try memory.keep(head.origin, SignedNote(text: note.text, signatures: [signature]).bytes)
        return Reply(200, signature.line + "\n")
    }

    private func latest(_ origin: String) throws -> Witness.Latest? {
        guard witness.logs[origin] != nil, let bytes = try memory.recall(origin) else { return nil }
        guard let note = SignedNote(bytes), note.verify(with: [signer.verifier]) == .signed([signer.verifier]),
            let head = Checkpoint(text: note.text), head.origin == origin
        else { throw MemoryUnreadable(origin: origin) }
        return Witness.Latest(size: head.size, root: head.root)
    }
}
