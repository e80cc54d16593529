import Postgres
import TransparencyLog

/// Signs the heads of the log, each only when it continues the one that was signed before. It remembers that one itself,
/// outside the database: whoever puts the database back to an older state gets no signature any more.
package struct LogSigner: Sendable {
    private let database: Database
    private let signer: NoteSigner
    /// The key that follows, from when it was made until the old one is gone.
    private let next: NoteSigner?
    private let memory: Memory

    /// Where the head that was signed last is kept, durably, and out of the database's reach.
    package struct Memory: Sendable {
        /// The bytes that were kept last; nil before the first time.
        package let recall: @Sendable () throws -> [UInt8]?
        /// Keeps these bytes instead; they are on disk when it returns.
        package let keep: @Sendable ([UInt8]) throws -> Void

        package init(
            recall: @escaping @Sendable () throws -> [UInt8]?, keep: @escaping @Sendable ([UInt8]) throws -> Void
        ) {
            self.recall = recall
            self.keep = keep
        }
    }

    /// - Parameters:
    ///   - database: logged in as `registry_signer`.
    ///   - next: the key that follows, if there is one: heads that cover its announcement are signed by both.
    package init(database: Database, signer: NoteSigner, next: NoteSigner? = nil, memory: Memory) {
        self.database = database
        self.signer = signer
        self.next = next == nil || next?.verifier == signer.verifier ? nil : next
        self.memory = memory
    }

    /// Signs the head where it is a new one; nil when it was signed already.
    ///
    /// The head is remembered before it is stored: a signer that is killed in between signs the same one again.
    /// - Throws: `LogFault` when the log doesn't continue what was signed; `PostgresError`.
    package func sign() async throws -> SignedNote? {
        let before = try remembered()
        let (note, stored) = try await headToSign(after: before)
        // What there was to go by is remembered from now on.
        if before == nil, let stored { try memory.keep(stored.bytes) }
        guard let note, let head = Checkpoint(text: note.text) else { return nil }
        try memory.keep(note.bytes)
        try await database.write(isolation: .readCommitted) { db in
            try db.execute(
                """
                INSERT INTO audit.checkpoint (size, root, note)
                VALUES (\(Int(head.size))::bigint, \(head.root.bytes)::bytea, \(String(decoding: note.bytes, as: UTF8.self)))
                """)
        }
        return note
    }

    /// The signed head, nil when there is no new one; and, where nothing is remembered, the newest that the database has of this
    /// signer.
    private func headToSign(after before: Checkpoint?) async throws -> (note: SignedNote?, stored: SignedNote?) {
        let (signer, both) = (signer, [signer] + [next].compactMap(\.self))
        return try await database.read { db in
            let row = try db.rows(
                """
                SELECT h.size, h.root, EXISTS (SELECT FROM audit.checkpoint AS c WHERE c.size >= h.size) AS signed
                FROM audit.log_head AS h WHERE h.id = 1
                """)[0]
            let (size, isSigned): (Int, Bool) = (try row.get("size"), try row.get("signed"))
            guard let root = TreeHash(bytes: try row.get("root", as: [UInt8].self)) else {
                throw LogFault.headDoesNotFit(size: UInt64(size))
            }
            let head = Checkpoint(origin: signer.verifier.name, size: UInt64(size), root: root)
            let stored = before == nil ? try Self.stored(both, db) : nil
            try Self.check(head, continues: before ?? stored.flatMap { Checkpoint(text: $0.text) }, db)
            guard !isSigned else { return (nil, stored) }
            let chain = KeyChain(try LogKeys.announced(db), anchoredIn: both.map(\.verifier))
            let signing = try chain.signers(of: head, among: both)
            return (SignedNote(text: head.text, signatures: try signing.map { try $0.sign(head.text) }), stored)
        }
    }

    private func remembered() throws -> Checkpoint? {
        guard let bytes = try memory.recall() else { return nil }
        guard let note = SignedNote(bytes), Self.isSigned(note, by: [signer] + [next].compactMap(\.self)),
            let head = Checkpoint(text: note.text), head.origin == signer.verifier.name
        else { throw LogFault.memoryUnreadable }
        return head
    }

    /// The newest head in the database that this signer has signed: what there is to go by where nothing is remembered.
    private static func stored(_ signers: [NoteSigner], _ db: Transaction) throws -> SignedNote? {
        let text: String? = try db.first("SELECT c.note FROM audit.checkpoint AS c ORDER BY c.size DESC LIMIT 1")
        guard let note = text.flatMap({ SignedNote($0.utf8) }), isSigned(note, by: signers) else { return nil }
        return note
    }

    private static func isSigned(_ note: SignedNote, by signers: [NoteSigner]) -> Bool {
        guard case .signed = note.verify(with: signers.map(\.verifier)) else { return false }
        return true
    }

    private static func check(_ head: Checkpoint, continues before: Checkpoint?, _ db: Transaction) throws {
        guard let before else { return }
        let fault = LogFault.doesNotContinue(from: before.size, to: head.size)
        guard before.size <= head.size else { throw fault }
        let hashes = try TreeReader(db).consistencyProof(from: before.size, to: head.size)
        let proof = ConsistencyProof(old: before.size, new: head.size, hashes: hashes)
        guard proof.holds(from: before.root, to: head.root) else { throw fault }
    }
}

extension KeyChain {
    /// Who signs a head: the key in force at its size, and beside it, for as long as both are here, the one before. An announcement
    /// that no key in force has signed hands over nothing, and is signed for like any other entry: so it can't be taken back.
    /// - Throws: `LogFault` where the key in force is not here.
    fileprivate func signers(of head: Checkpoint, among signers: [NoteSigner]) throws -> [NoteSigner] {
        guard let place = terms.lastIndex(where: { $0.from <= head.size }) else { return Array(signers.prefix(1)) }
        let term = terms[place]
        guard let current = signers.first(where: { $0.verifier == term.key }) else {
            throw LogFault.keyHandedOver(to: term.key.vkey, index: term.from == 0 ? 0 : term.from - 1)
        }
        let before = place == 0 ? nil : signers.first { $0.verifier == terms[place - 1].key }
        return [current] + [before].compactMap(\.self)
    }
}
